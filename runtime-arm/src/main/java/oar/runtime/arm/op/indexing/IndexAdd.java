package oar.runtime.arm.op.indexing;

import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code index_add}: X with the slices of {@code AddValue} along {@code axis} added to those whose numbers are in {@code Index}, a
 * vector; negative ones count from the end. No LoD.
 */
public final class IndexAdd implements Operation {
  private final Input x;
  private final Input index;
  private final Input addValue;
  private final Output out;
  private final int axis;

  /** Read an operator. */
  public IndexAdd(OperatorReader reader) {
    x = reader.input("X");
    index = reader.input("Index");
    addValue = reader.input("AddValue");
    out = reader.output("Out");
    axis = reader.operator().intAttribute("axis", 0);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand numbers = planning.get(index);
    Operand terms = planning.get(addValue);
    int along = Axes.normalize(planning, "axis", axis, input.shape().rank());
    planning.require(numbers.shape().rank() == 1, "input " + numbers + " must have rank 1");
    long[] wanted = input.shape().dimensions();
    wanted[along] = numbers.elementCount();
    planning.require(terms.type() == input.type() && terms.shape().equals(Shape.of(wanted)),
        "input " + terms + " must be of the type of " + input + " and of shape " + Shape.of(wanted));
    Additions.requireNumbers(planning, input);
    Indexes places = Indexes.of(planning, numbers, input.shape().dimension(along));
    Axes.Split split = Axes.Split.at(input.shape(), along);
    Operand output = planning.put(out, input.type(), input.shape());
    return workspace -> {
      long[] read = places.readFromEitherEnd();
      output.segment().copyFrom(input.segment());
      for (long outer = 0; outer < split.outer(); outer++) {
        for (int i = 0; i < read.length; i++) {
          Additions.add(terms, (outer * read.length + i) * split.inner(), output,
              (outer * split.size() + read[i]) * split.inner(), split.inner());
        }
      }
    };
  }
}
