package oar.runtime.arm.op.shape;

import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.plan.Planning;

/**
 * The diagonal that an operator's attributes name.
 *
 * @param names the attributes that name the two dimensions
 * @param rows the dimension along which the diagonal begins at 0 if the offset is not negative
 * @param columns the dimension along which it begins at the offset
 * @param offset how far it lies from the main diagonal
 */
public record DiagonalAxes(String names, long rows, long columns, long offset) {
  /** Read two attributes, and {@code offset}. */
  public static DiagonalAxes of(OperatorReader reader, String rows, String columns, int absentRows, int absentColumns) {
    Operator operator = reader.operator();
    return new DiagonalAxes(rows + " and " + columns, operator.intAttribute(rows, absentRows),
        operator.intAttribute(columns, absentColumns), operator.longAttribute("offset", 0));
  }

  /**
   * Return where the diagonal of a dense tensor lies; it is the last dimension of the view.
   *
   * @throws oar.api.error.InvalidProgramException if the tensor does not have the two dimensions
   */
  public View of(Planning planning, Shape shape) {
    int first = Axes.normalize(planning, "the first of " + names, rows, shape.rank());
    int second = Axes.normalize(planning, "the second of " + names, columns, shape.rank());
    planning.require(first != second, names + " are both " + first + "; they must differ");
    return View.of(shape.dimensions()).diagonal(first, second, offset);
  }
}
