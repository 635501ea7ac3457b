/**
 * The backend {@code arm}: passes, lowering, kernels and predictor. It runs on any JVM; where native access is
 * allowed, its kernels are machine code.
 *
 * @provides oar.api.Backend
 */
module oar.runtime.arm {
  requires oar.api;

  provides oar.api.Backend with oar.runtime.arm.ArmBackend;
}
