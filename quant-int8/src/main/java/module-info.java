/**
 * The quantizer {@code int8}.
 *
 * @provides oar.api.Quantizer
 */
module oar.quant.int8 {
  requires oar.api;

  provides oar.api.Quantizer with oar.quant.int8.Int8Quantizer;
}
