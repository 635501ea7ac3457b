/**
 * The backend {@code arm}: passes, lowering, kernels and predictor. It runs on any JVM; with the vector module its kernels use
 * vector instructions.
 *
 * @provides oar.api.Backend
 */
module oar.runtime.arm {
  requires oar.api;
  requires static jdk.incubator.vector;

  provides oar.api.Backend with oar.runtime.arm.ArmBackend;
}
