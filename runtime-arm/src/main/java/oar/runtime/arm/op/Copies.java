package oar.runtime.arm.op;

import java.util.List;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Repetition;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.kernel.movement.Movement;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.ComputationRunner;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** How operators that only move elements do it: views of their inputs are copied to views of their outputs. */
public final class Copies {
  private Copies() {}

  /**
   * An output that takes the elements of a view.
   *
   * @param out the output
   * @param shape its dimensions, of as many elements as the view
   * @param levelOfDetail its sequences
   */
  public record Target(Output out, Shape shape, LevelOfDetail levelOfDetail) {
    /** Describe an output without sequences. */
    public Target(Output out, Shape shape) {
      this(out, shape, LevelOfDetail.NONE);
    }
  }

  /** Add an output that is a view of an input: a part of its memory where the elements lie in one piece, else a copy. */
  public static Computation put(Planning planning, Operand input, View view, Target target) {
    if (view.isContiguous() && target.shape.elementCount() > 0) {
      planning.shareRange(target.out, input, view.start(), target.shape, target.levelOfDetail);
      return Computation.NOTHING;
    }
    Operand output = planning.put(target.out, input.type(), target.shape, target.levelOfDetail);
    return copy(planning, input, view, output, View.of(view.extents()));
  }

  /** Add an output that is a view of an input, in the input's layout. */
  public static Computation putAsIs(Planning planning, Operand input, View view, Target target) {
    if (input.layout() == Layout.PLAIN) {
      return put(planning, input, view, target);
    }
    Operand output = planning.put(target.out, input.type(), target.shape, target.levelOfDetail, input.layout());
    return copy(planning, input, view, output, output.view());
  }

  /** Return a computation that copies the elements of a view of an input to a view of an output. */
  public static Computation copy(Planning planning, Operand input, View from, Operand output, View to) {
    Movement movement = Movement.of(from, to, input.type().byteSize(), planning.machine());
    return Computation.parallel(movement.units(), movement.grain(),
        (first, last, scratch) -> movement.run(input.segment(), output.segment(), first, last, scratch));
  }

  /** Return a computation that does several, one after the other. */
  public static Computation all(List<Computation> computations) {
    List<Computation> copies = computations.stream().filter(computation -> computation != Computation.NOTHING).toList();
    return copies.isEmpty() ? Computation.NOTHING : workspace -> ComputationRunner.PLAIN.run(copies, workspace);
  }

  /** Set all elements of an output to a number, converted to its type. */
  public static void fill(Operand output, double value) {
    if (output.elementCount() > 0) {
      Elements.of(output).set(0, value);
      Repetition.ofFirst(output.segment(), output.type().byteSize());
    }
  }
}
