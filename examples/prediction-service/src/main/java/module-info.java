/** A service that predicts with Oar, and needs no more of it than a format and a backend. */
module acme.service {
  requires oar.api;
}
