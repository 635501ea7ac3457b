package oar.runtime.arm.op.detection;

import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code iou_similarity}: the overlap of each of N boxes in X with each of M boxes in Y, [N, M]. The output has X's LoD.
 */
public final class IouSimilarity implements Operation {
  /** Keeps the union of empty boxes from being 0. */
  private static final double EPSILON = 1e-10f;

  private final Input x;
  private final Input y;
  private final Output out;
  private final boolean isNormalized;

  /** Read an operator. */
  public IouSimilarity(OperatorReader reader) {
    x = reader.input("X");
    y = reader.input("Y");
    out = reader.output("Out");
    isNormalized = reader.operator().booleanAttribute("box_normalized", true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand first = planning.get(x);
    Operand second = planning.get(y);
    Precision precision = Precision.of(planning, first, second);
    Box.requireTable(planning, first);
    Box.requireTable(planning, second);
    Overlap overlap = BoxMeasure.of(precision, isNormalized).signedJaccard(EPSILON);
    long columns = second.shape().dimension(0);
    Operand output = planning.put(out, first.type(), Shape.of(first.shape().dimension(0), columns),
        first.levelOfDetail());
    return Computation.parallel(output.elementCount(), 1024, (from, to, scratch) -> {
      Elements result = Elements.of(output);
      double[] pair = new double[2 * Box.SIZE];
      for (long i = from; i < to; i++) {
        Box.at(Elements.of(first), i / columns).store(pair, 0);
        Box.at(Elements.of(second), i % columns).store(pair, Box.SIZE);
        result.set(i, overlap.of(pair, 0, Box.SIZE));
      }
    });
  }
}
