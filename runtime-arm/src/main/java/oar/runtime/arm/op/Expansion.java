package oar.runtime.arm.op;

import java.util.Arrays;
import java.util.List;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * A tensor under a shape that it broadcasts to.
 *
 * @param operand the tensor itself, or a copy in which dimensions of 1 repeat
 * @param copy makes the copy
 */
public record Expansion(Operand operand, Computation copy) {
  /** Expand a tensor to a shape that is {@linkplain #commonShape common} to it and others. */
  public static Expansion of(Planning planning, Operand operand, Shape shape) {
    if (operand.shape().equals(shape)) {
      return new Expansion(operand, Computation.NOTHING);
    }
    Operand expanded = planning.scratch(operand.type(), shape);
    View view = View.of(operand.shape().dimensions()).broadcast(shape.dimensions());
    return new Expansion(expanded, Copies.copy(planning, operand, view, expanded, View.of(shape.dimensions())));
  }

  /**
   * Return the shape that shapes broadcast to together: counted from the last, each dimension is the same in all of them, or 1.
   *
   * @throws oar.api.error.InvalidProgramException if two of them differ otherwise
   */
  public static Shape commonShape(Planning planning, List<Shape> shapes) {
    long[] common = {};
    for (Shape shape : shapes) {
      common = combine(common, shape.dimensions());
      planning.require(Arrays.stream(common).allMatch(dimension -> dimension >= 0), "inputs of shapes " + shapes
          + " do not broadcast to one; counted from the last, their dimensions must be equal, or 1");
    }
    return Shape.of(common);
  }

  /** Return the dimensions of both, -1 where they differ. */
  private static long[] combine(long[] left, long[] right) {
    long[] result = new long[Math.max(left.length, right.length)];
    for (int i = 1; i <= result.length; i++) {
      long a = i <= left.length ? left[left.length - i] : 1;
      long b = i <= right.length ? right[right.length - i] : 1;
      result[result.length - i] = a == 1 || a == b ? b : b == 1 ? a : -1;
    }
    return result;
  }
}
