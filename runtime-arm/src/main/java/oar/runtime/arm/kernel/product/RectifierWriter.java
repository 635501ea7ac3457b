package oar.runtime.arm.kernel.product;

import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Arguments;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.ExponentialTable;
import oar.runtime.arm.machine.RationalTable;
import oar.runtime.arm.machine.Register;

/** Writes a {@link Rectifier}. Its numbers are the constants of the function's {@link Arguments}. */
public final class RectifierWriter {
  private static final int EXPONENT_SHIFT = 23;

  private final Rectifier.Kind kind;
  private final Assembler assembler;
  private final Register arguments;
  private final int first;
  private final int second;
  private final int third;

  /**
   * Create a writer.
   *
   * @param kind the formula
   * @param assembler takes the instructions
   * @param arguments the register with the address of the arguments
   */
  public RectifierWriter(Rectifier.Kind kind, Assembler assembler, Register arguments) {
    this.kind = kind;
    this.assembler = assembler;
    this.arguments = arguments;
    first = assembler.width().registers() - 1;
    second = first - 1;
    third = first - 2;
  }

  /** Rectify what is in a vector register; the last three registers are overwritten. */
  public void write(int x) {
    switch (kind) {
      case NONE -> {
      }
      case RELU -> {
        zero(first);
        assembler.vmaxps(x, x, first);
      }
      case CLIP -> {
        spread(first, 0);
        assembler.vmaxps(x, first, x);
        spread(first, 1);
        assembler.vminps(x, first, x);
      }
      case LEAKY -> {
        zero(first);
        assembler.vminps(second, first, x);
        assembler.vmaxps(x, first, x);
        spread(third, 0);
        assembler.vfmadd231ps(x, second, third);
      }
      case HARD_SIGMOID -> {
        spread(first, 0);
        spread(second, 1);
        assembler.vfmadd213ps(x, first, second);
        zero(first);
        assembler.vmaxps(x, first, x);
        spread(first, 2);
        assembler.vminps(x, first, x);
      }
      case HARD_SWISH -> {
        spread(first, 0);
        assembler.vaddps(first, first, x);
        zero(second);
        assembler.vmaxps(first, second, first);
        spread(second, 1);
        assembler.vminps(first, second, first);
        assembler.vmulps(x, x, first);
        spread(first, 2);
        assembler.vmulps(x, x, first);
      }
      case SIGMOID -> {
        writeDenominator(x);
        assembler.vmovups(second, coefficient(0));
        assembler.vdivps(x, second, third);
      }
      case SWISH -> {
        writeDenominator(x);
        assembler.vdivps(x, x, third);
      }
      case GELU -> {
        spread(first, 0);
        assembler.vmulps(first, first, x);
        writeRational(RationalTable.ERROR_FUNCTION);
        spread(first, 1);
        assembler.vmulps(x, x, first);
        assembler.vfmadd231ps(x, x, third);
      }
      case TANH -> {
        assembler.vpor(first, x, x);
        writeRational(RationalTable.HYPERBOLIC_TANGENT);
        assembler.vpor(x, third, third);
      }
    }
  }

  /** Let the third of the registers be 1 + 2^(a x). */
  private void writeDenominator(int x) {
    spread(third, 0);
    assembler.vmulps(first, third, x);
    assembler.vmovups(third, limit(true));
    assembler.vminps(first, third, first);
    assembler.vmovups(third, limit(false));
    assembler.vmaxps(first, third, first);
    assembler.vroundps(second, first);
    assembler.vsubps(first, first, second);
    assembler.vmovups(third, coefficient(ExponentialTable.degree()));
    for (int power = ExponentialTable.degree() - 1; power >= 0; power--) {
      assembler.vfmadd213ps(third, first, coefficient(power));
    }
    assembler.vcvtps2dq(second, second);
    assembler.vpslld(second, second, EXPONENT_SHIFT);
    assembler.vpaddd(third, third, second);
    assembler.vaddps(third, third, coefficient(0));
  }

  /** Let the third of the registers be a function of the first. */
  private void writeRational(RationalTable function) {
    assembler.vmovups(third, new Address(arguments, Arguments.limitOffset(function, true)));
    assembler.vminps(first, third, first);
    assembler.vmovups(third, new Address(arguments, Arguments.limitOffset(function, false)));
    assembler.vmaxps(first, third, first);
    assembler.vmulps(second, first, first);
    int degree = function.numeratorDegree();
    assembler.vmovups(third, new Address(arguments, Arguments.numeratorOffset(function, degree)));
    for (int power = degree - 1; power >= 0; power--) {
      assembler.vfmadd213ps(third, second, new Address(arguments, Arguments.numeratorOffset(function, power)));
    }
    assembler.vmulps(third, third, first);
    degree = function.denominatorDegree();
    assembler.vmovups(first, new Address(arguments, Arguments.denominatorOffset(function, degree)));
    for (int power = degree - 1; power >= 0; power--) {
      assembler.vfmadd213ps(first, second, new Address(arguments, Arguments.denominatorOffset(function, power)));
    }
    assembler.vdivps(third, third, first);
  }

  private Address coefficient(int power) {
    return new Address(arguments, Arguments.coefficientOffset(power));
  }

  private Address limit(boolean isUpper) {
    return new Address(arguments, Arguments.limitOffset(isUpper));
  }

  private void zero(int register) {
    assembler.vpxor(register, register, register);
  }

  private void spread(int register, int constant) {
    assembler.vbroadcastss(register, new Address(arguments, Arguments.constantOffset(constant)));
  }
}
