/** A plain backend for Oar, to check others against. */
module acme.oracle {
  requires oar.api;

  provides oar.api.Backend with acme.oracle.OracleBackend;
}
