/**
 * The quantizer {@code int8}.
 *
 * @provides oar.api.Quantizer
 */
@SuppressWarnings("module") // The field calls the type int8, digits and all.
module oar.quant.int8 {
  requires oar.api;

  provides oar.api.Quantizer with oar.quant.int8.Int8Quantizer;
}
