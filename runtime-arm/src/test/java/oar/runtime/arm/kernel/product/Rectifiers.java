package oar.runtime.arm.kernel.product;

import java.util.Random;

/** Rectifiers to test kernels with. */
public final class Rectifiers {
  private Rectifiers() {}

  /** Return one of any kind. */
  public static Rectifier random(Random random) {
    Rectifier.Kind[] kinds = Rectifier.Kind.values();
    return switch (kinds[random.nextInt(kinds.length)]) {
      case NONE -> Rectifier.NONE;
      case RELU -> Rectifier.RELU;
      case CLIP -> Rectifier.clip(-0.25f, 0.5f);
      case LEAKY -> Rectifier.leaky(0.1f);
      case HARD_SIGMOID -> Rectifier.hardSigmoid(0.2f, 0.5f);
      case HARD_SWISH -> Rectifier.hardSwish(6, 6, 3);
      case SIGMOID -> Rectifier.sigmoid();
      case SWISH -> Rectifier.swish(1.5f);
      case GELU -> Rectifier.gelu();
      case TANH -> Rectifier.tanh();
    };
  }
}
