package oar.api;

import java.util.List;
import oar.api.model.DataType;
import oar.api.quantization.SymmetricScheme;
import oar.api.quantization.SymmetricScheme.Arithmetic;

/** The options of quantizers that follow a {@link SymmetricScheme}. */
public final class SymmetricOptions {
  private static final String SCALES = "scales";
  private static final String ONE = "abs_max";
  private static final String PER_CHANNEL = "channel_wise_abs_max";
  private static final String ARITHMETIC = "arithmetic";
  private static final String LITE = "paddle-lite";
  private static final String SLIM = "paddleslim";

  private SymmetricOptions() {}

  /** Return the options: how many scales, and whose arithmetic. */
  public static List<Option> all() {
    return List.of(
        new Option(SCALES, new Option.Choice(List.of(PER_CHANNEL, ONE)), PER_CHANNEL,
            "a scale for each output channel, or one for the whole weight"),
        new Option(ARITHMETIC, new Option.Choice(List.of(LITE, SLIM)), LITE,
            "whose integers to give, to the last bit: Paddle-Lite's opt rounds halves away from zero, PaddleSlim to even"));
  }

  /**
   * Return the scheme that values of the options say.
   *
   * @param quantizer its id, which quantized weights name
   * @param type INT8 or INT16
   */
  public static SymmetricScheme scheme(String quantizer, DataType type, Options options) {
    return new SymmetricScheme(quantizer, type, options.text(SCALES).equals(PER_CHANNEL),
        options.text(ARITHMETIC).equals(LITE) ? Arithmetic.PADDLE_LITE : Arithmetic.PADDLE_SLIM);
  }
}
