package oar.runtime.arm.op.spectral;

import java.util.stream.LongStream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code as_real}, {@code as_complex}: complex numbers as pairs of real ones, with a last dimension of 2 for the
 * real and the imaginary part, and back. The memory stays the same. The output has X's LoD.
 */
public final class ComplexParts implements Operation {
  private final Input x;
  private final Output out;
  private final boolean givesReal;

  private ComplexParts(OperatorReader reader, boolean givesReal) {
    x = reader.input("X");
    out = reader.output("Out");
    this.givesReal = givesReal;
  }

  /** Read an {@code as_real}. */
  public static Operation asReal(OperatorReader reader) {
    return new ComplexParts(reader, true);
  }

  /** Read an {@code as_complex}. */
  public static Operation asComplex(OperatorReader reader) {
    return new ComplexParts(reader, false);
  }

  @Override
  public boolean takesComplexNumbers() {
    return givesReal;
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    DataType type = givesReal ? ComplexTypes.part(planning, input) : ComplexTypes.complex(planning, input);
    Shape shape = givesReal ? withPair(input.shape()) : withoutPair(planning, input);
    planning.shareAs(out, input, type, shape, input.levelOfDetailFor(shape));
    return Computation.NOTHING;
  }

  private static Shape withPair(Shape shape) {
    return Shape.of(LongStream.concat(LongStream.of(shape.dimensions()), LongStream.of(2)).toArray());
  }

  private static Shape withoutPair(Planning planning, Operand input) {
    int rank = input.shape().rank();
    planning.require(rank > 0 && input.shape().dimension(rank - 1) == 2,
        "the last dimension of input " + input + " must be 2, for the real and the imaginary part");
    return Shape.of(LongStream.of(input.shape().dimensions()).limit(rank - 1).toArray());
  }
}
