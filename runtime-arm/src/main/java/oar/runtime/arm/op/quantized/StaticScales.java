package oar.runtime.arm.op.quantized;

import oar.runtime.arm.lowering.OperatorReader;

/** The scales of an operator of a statically quantized program: {@code real = integer * scale}. */
final class StaticScales {
  private final float input;
  private final float[] weight;
  private final float output;

  /**
   * Take scales.
   *
   * @param input scale of the input
   * @param weight scale of each output channel's weights, or one for all
   * @param output scale of the output, 0 if it is not quantized
   */
  private StaticScales(float input, float[] weight, float output) {
    this.input = input;
    this.weight = weight;
    this.output = output;
  }

  /**
   * Read the scales.
   *
   * @param inputSlot for example {@code Input}, whose attribute is {@code Input0_scale}
   * @param weightSlot for example {@code Filter}
   * @param outputSlot for example {@code Output}
   */
  static StaticScales of(OperatorReader reader, String inputSlot, String weightSlot, String outputSlot) {
    float[] input = reader.operator().floatsAttribute(inputSlot + "0_scale");
    float[] weight = reader.operator().floatsAttribute(weightSlot + "0_scale");
    if (input.length == 0 || weight.length == 0) {
      throw reader.refuse("enable_int8 is set, but " + inputSlot + "0_scale or " + weightSlot + "0_scale is missing");
    }
    float[] output = reader.operator().floatsAttribute(outputSlot + "0_scale");
    if (givesIntegers(reader) && output.length == 0) {
      throw reader.refuse("its kernel gives int8, but " + outputSlot + "0_scale is missing");
    }
    return new StaticScales(input[0], weight, givesIntegers(reader) ? output[0] : 0);
  }

  private static boolean givesIntegers(OperatorReader reader) {
    return reader.kernel().startsWith("int8");
  }

  /** Check that there is one weight scale, or one for each channel. */
  void requireChannels(OperatorReader reader, long channels) {
    if (weight.length != 1 && weight.length != channels) {
      throw reader.refuse("there are " + weight.length + " weight scales for " + channels + " output channels");
    }
  }

  boolean givesIntegers() {
    return output != 0;
  }

  /** Return how much 1 is in the operator's results. */
  float unit() {
    return givesIntegers() ? output : 1;
  }

  /** Return what a sum of integer products is multiplied by. */
  float factor(int channel) {
    return inOutputUnits(weight[weight.length == 1 ? 0 : channel] * input);
  }

  /** Return a number in units of the output. */
  float inOutputUnits(float value) {
    return value / unit();
  }
}
