package oar.runtime.arm.op.indexing;

import oar.runtime.arm.kernel.Rows;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code take_along_axis}, {@code index_sample}: for each element of {@code Index} the element of the input at its place, but along
 * one dimension where it says; {@code index_sample} takes matrices of equally many rows, and goes along their rows. No LoD.
 */
public final class TakeAlongAxis implements Operation {
  private static final int ROW = 1;

  private final Input input;
  private final Input index;
  private final Output out;
  private final int axis;
  private final boolean takesSamples;

  private TakeAlongAxis(OperatorReader reader, String slot, Output out, int axis) {
    input = reader.input(slot);
    index = reader.input("Index");
    this.out = out;
    this.axis = axis;
    takesSamples = reader.type().equals("index_sample");
  }

  /** Read a {@code take_along_axis}. */
  public static Operation alongAxis(OperatorReader reader) {
    return new TakeAlongAxis(reader, "Input", reader.output("Result"), reader.operator().intAttribute("Axis", 0));
  }

  /** Read an {@code index_sample}. */
  public static Operation samples(OperatorReader reader) {
    return new TakeAlongAxis(reader, "X", reader.output("Out"), ROW);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = planning.get(input);
    Operand numbers = planning.get(index);
    int rank = from.shape().rank();
    planning.require(!takesSamples || rank == 2 && numbers.shape().rank() == 2
        && from.shape().dimension(0) == numbers.shape().dimension(0),
        "inputs " + from + " and " + numbers + " must be matrices of equally many rows");
    AlongAxis places = AlongAxis.of(planning, numbers, from, Axes.normalize(planning, "Axis", axis, rank));
    Operand output = planning.put(out, from.type(), places.shape());
    Rows elements = new Rows(0, from.type().byteSize());
    return workspace -> {
      long[] read = takesSamples ? places.readFromFront() : places.read();
      elements.gather(from.segment(), read, output.segment(), 0, read.length);
    };
  }
}
