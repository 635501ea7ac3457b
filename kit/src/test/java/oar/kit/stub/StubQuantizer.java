package oar.kit.stub;

import oar.api.Options;
import oar.api.Quantizer;
import oar.api.model.DataType;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.api.quantization.SymmetricQuantization;

/** A sound quantizer to 8 bits. */
public class StubQuantizer implements Quantizer {
  @Override
  public String id() {
    return "stub";
  }

  @Override
  public String description() {
    return "Eight bits for tests.";
  }

  @Override
  public Weight quantize(String name, Weight weight, int channelAxis, Options options) {
    return SymmetricQuantization.quantize(id(), DataType.INT8, name, weight, channelAxis);
  }

  @Override
  public Tensor dequantize(Weight weight) {
    return SymmetricQuantization.dequantize(weight);
  }
}
