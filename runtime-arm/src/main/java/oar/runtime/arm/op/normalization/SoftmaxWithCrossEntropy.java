package oar.runtime.arm.op.normalization;

import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.SoftmaxKernel;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code softmax_with_cross_entropy}: the softmax of Logits along {@code axis}, or Logits as they are unless {@code use_softmax}, and
 * Loss, {@code -ln softmax} of the class that Label names, or {@code -sum of Label * ln softmax} with {@code soft_label}. A label that
 * is {@code ignore_index} has no loss. The axis is 1 in Loss. The outputs have the LoD of Logits.
 */
public final class SoftmaxWithCrossEntropy implements Operation {
  /** What Paddle takes for an infinite logarithm. */
  private static final double INFINITY = 1e20;

  private final Input logits;
  private final Input label;
  private final Output softmax;
  private final Output loss;
  private final int axis;
  private final int ignored;
  private final boolean isSoft;
  private final boolean usesSoftmax;

  /** Read an operator. */
  public SoftmaxWithCrossEntropy(OperatorReader reader) {
    Operator operator = reader.operator();
    logits = reader.input("Logits");
    label = reader.input("Label");
    softmax = reader.output("Softmax");
    loss = reader.output("Loss");
    axis = operator.intAttribute("axis", -1);
    ignored = operator.intAttribute("ignore_index", -100);
    isSoft = operator.booleanAttribute("soft_label", false);
    usesSoftmax = operator.booleanAttribute("use_softmax", true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(logits);
    Operand labels = planning.get(label);
    Precision.of(planning, input);
    int along = Axes.normalize(planning, "axis", axis, input.shape().rank());
    Shape lossShape = withoutExtent(input.shape(), along);
    requireFit(planning, input, labels, lossShape);
    Axes.Split split = Axes.Split.at(input.shape(), along);
    int classes = Axes.arrayLength(planning, input, split.size());
    Operand shares = usesSoftmax
        ? planning.put(softmax, input.type(), input.shape(), input.levelOfDetail())
        : planning.share(softmax, input, input.shape(), input.levelOfDetail());
    Computation normalization = usesSoftmax
        ? Softmax.computation(new SoftmaxKernel(false), planning, input, shares, along)
        : Computation.NOTHING;
    Operand losses = planning.put(loss, input.type(), lossShape, input.levelOfDetail());
    return workspace -> {
      normalization.run(workspace);
      workspace.parallel(losses.elementCount(), 1, (from, to, scratch) -> {
        double[] line = scratch.doubles(0, classes);
        for (long i = from; i < to; i++) {
          Elements.of(shares).load(split.lineStart(i), split.inner(), line, classes);
          double result = isSoft
              ? softLoss(line, classes, Elements.of(labels), split, i)
              : hardLoss(planning, line, classes, labels, i);
          Elements.of(losses).set(i, result);
        }
      });
    };
  }

  private static Shape withoutExtent(Shape shape, int axis) {
    long[] dimensions = shape.dimensions();
    dimensions[axis] = 1;
    return Shape.of(dimensions);
  }

  private void requireFit(Planning planning, Operand input, Operand labels, Shape lossShape) {
    if (isSoft) {
      Precision.of(planning, input, labels);
    } else {
      planning.require(labels.type().isInteger(), "input " + labels + " must hold integers, since soft_label is false");
    }
    Shape expected = isSoft ? input.shape() : lossShape;
    planning.require(labels.shape().equals(expected),
        "input " + labels + " must be of shape " + expected + " to label input " + input);
  }

  private double hardLoss(Planning planning, double[] shares, int classes, Operand labels, long line) {
    long number = Elements.of(labels).getLong(line);
    if (number == ignored) {
      return 0;
    }
    planning.require(0 <= number && number < classes, "element " + line + " of " + labels + " is " + number
        + "; it must be from 0 to " + (classes - 1) + ", or ignore_index, which is " + ignored);
    return -logarithm(shares[(int) number]);
  }

  private static double softLoss(double[] shares, int classes, Elements labels, Axes.Split split, long line) {
    long start = split.lineStart(line);
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum -= labels.getDouble(start + i * split.inner()) * logarithm(shares[i]);
    }
    return sum;
  }

  private static double logarithm(double share) {
    return Math.clamp(Math.log(share), -INFINITY, INFINITY);
  }
}
