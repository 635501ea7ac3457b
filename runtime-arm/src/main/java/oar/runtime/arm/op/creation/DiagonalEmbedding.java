package oar.runtime.arm.op.creation;

import java.util.Arrays;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.shape.DiagonalAxes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code diag_embed}: a tensor of one dimension more, that has the input's last dimension on the diagonal of the dimensions
 * {@code dim1} and {@code dim2}, which are equal, and zeros elsewhere. No LoD.
 */
public final class DiagonalEmbedding implements Operation {
  private final Input input;
  private final Output out;
  private final DiagonalAxes axes;

  /** Read an operator. */
  public DiagonalEmbedding(OperatorReader reader) {
    input = reader.input("Input");
    out = reader.output("Out");
    axes = DiagonalAxes.of(reader, "dim1", "dim2", -2, -1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand from = planning.get(input);
    long[] own = from.shape().dimensions();
    planning.require(own.length > 0, "input " + from + " must have rank 1 or more");
    int first = Axes.normalize(planning, "dim1", axes.rows(), own.length + 1);
    int second = Axes.normalize(planning, "dim2", axes.columns(), own.length + 1);
    long[] dimensions = new long[own.length + 1];
    Arrays.setAll(dimensions, i -> i == first || i == second
        ? Math.addExact(own[own.length - 1], Math.abs(axes.offset()))
        : own[i - (first < i ? 1 : 0) - (second < i ? 1 : 0)]);
    Shape shape = Shape.of(dimensions);
    View diagonal = axes.of(planning, shape);
    Operand output = planning.put(out, from.type(), shape);
    Computation copy = Copies.copy(planning, from, View.of(own), output, diagonal);
    return workspace -> {
      output.segment().fill((byte) 0);
      copy.run(workspace);
    };
  }
}
