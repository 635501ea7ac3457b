/**
 * The quantizer {@code int16}.
 *
 * @provides oar.api.Quantizer
 */
@SuppressWarnings("module") // The field calls the type int16, digits and all.
module oar.quant.int16 {
  requires oar.api;

  provides oar.api.Quantizer with oar.quant.int16.Int16Quantizer;
}
