/** INT4 in groups, a quantizer for Oar. */
module acme.int4 {
  requires oar.api;

  provides oar.api.Quantizer with acme.int4.Int4Quantizer;
}
