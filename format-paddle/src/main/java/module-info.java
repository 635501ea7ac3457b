/**
 * The format {@code paddle}: Paddle's inference models, a protobuf program (Paddle 3: a JSON program) with its parameter files.
 *
 * @provides oar.api.ModelFormat
 */
module oar.format.paddle {
  requires com.google.gson;
  requires com.google.protobuf;
  requires oar.api;

  provides oar.api.ModelFormat with oar.format.paddle.PaddleFormat;
}
