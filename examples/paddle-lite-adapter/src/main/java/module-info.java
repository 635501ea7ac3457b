/** Classes with the shape of Paddle-Lite's Java API, on Oar. */
module acme.lite {
  requires oar.api;

  exports acme.lite;
}
