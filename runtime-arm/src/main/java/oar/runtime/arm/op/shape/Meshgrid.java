package oar.runtime.arm.op.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code meshgrid}: from vectors of n, m, .. elements as many tensors [n, m, ..], of which number i varies along dimension i
 * alone, as vector i does; a scalar is a vector of one. No LoD.
 */
public final class Meshgrid implements Operation {
  private final List<Input> inputs;
  private final List<Output> outputs;

  /** Read an operator. */
  public Meshgrid(OperatorReader reader) {
    inputs = reader.inputs("X");
    outputs = reader.outputs("Out");
    if (inputs.isEmpty() || inputs.size() != outputs.size()) {
      throw reader.refuse("it has " + inputs.size() + " inputs X and " + outputs.size()
          + " outputs Out; it must have as many of one as of the other, at least one");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    List<Operand> vectors = planning.get(inputs);
    for (Operand vector : vectors) {
      planning.require(vector.shape().rank() <= 1, "input " + vector + " must have rank 0 or 1");
      planning.require(vector.type() == vectors.getFirst().type(),
          "inputs " + vectors.getFirst() + " and " + vector + " must be of one type");
    }
    long[] grid = vectors.stream().mapToLong(Operand::elementCount).toArray();
    List<Computation> copies = new ArrayList<>();
    for (int i = 0; i < grid.length; i++) {
      long[] own = new long[grid.length - i];
      Arrays.fill(own, 1);
      own[0] = grid[i];
      copies.add(Copies.put(planning, vectors.get(i), View.of(own).broadcast(grid),
          new Copies.Target(outputs.get(i), Shape.of(grid))));
    }
    return Copies.all(copies);
  }
}
