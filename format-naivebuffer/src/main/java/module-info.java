/**
 * The {@code .nb} files of Paddle-Lite, read in all their versions and written so that the real runtime runs them.
 *
 * @provides oar.api.ModelFormat
 */
module oar.format.naivebuffer {
  requires flatbuffers.java;
  requires oar.api;

  provides oar.api.ModelFormat with oar.format.naivebuffer.NaiveBufferFormat;
}
