package oar.quant.int16;

import java.util.List;
import oar.api.Option;
import oar.api.Options;
import oar.api.Quantizer;
import oar.api.SymmetricOptions;
import oar.api.model.DataType;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.api.quantization.SymmetricQuantization;

/** Stores weights as 16-bit integers with a scale for each channel or one, as {@link SymmetricQuantization} defines. */
public final class Int16Quantizer implements Quantizer {
  private static final String ID = "int16";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Symmetric 16-bit integers, an abs-max scale for each output channel or one for the weight.";
  }

  @Override
  public List<Option> options() {
    return SymmetricOptions.all();
  }

  @Override
  public Weight quantize(String name, Weight weight, int channelAxis, Options options) {
    return SymmetricOptions.scheme(ID, DataType.INT16, options).quantize(name, weight, channelAxis);
  }

  @Override
  public Tensor dequantize(Weight weight) {
    return SymmetricQuantization.dequantize(weight);
  }
}
