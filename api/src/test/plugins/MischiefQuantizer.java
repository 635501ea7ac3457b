package mischief;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import oar.api.Option;
import oar.api.Options;
import oar.api.Quantizer;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/** Stores weights as they are, and misbehaves as it is told. */
public final class MischiefQuantizer implements Quantizer {
  @Override
  public String id() {
    return "mischief-quantizer";
  }

  @Override
  public String description() {
    return "Misbehaves.";
  }

  @Override
  public List<Option> options() {
    return List.of(Mischief.OPTION);
  }

  @Override
  public Weight quantize(String name, Weight weight, int channelAxis, Options options) {
    String mode = options.text("mode");
    if (mode.equals("scribble")) {
      weight.tensor().data().set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
    }
    Tensor noScales = Tensor.of(Shape.of(0), new float[0]);
    String quantizer = mode.equals("stranger") ? "int8" : id();
    try {
      return Mischief.result(options, new Weight(weight.tensor(),
          new Quantization(quantizer, weight.shape(), Quantization.PER_TENSOR, noScales, Map.of("mode", mode))));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public Tensor dequantize(Weight weight) {
    String mode = weight.quantization().orElseThrow().parameters().get("mode");
    return switch (mode) {
      case "idle" -> Tensor.of(Shape.of(1), 1f);
      case "none" -> weight.tensor();
      default -> null;
    };
  }
}
