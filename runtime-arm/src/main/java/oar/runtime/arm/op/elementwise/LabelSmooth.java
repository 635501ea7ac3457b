package oar.runtime.arm.op.elementwise;

import java.util.Optional;
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
 * {@code label_smooth}: {@code (1 - epsilon) * X + epsilon * PriorDist}, whose elements repeat; without it, each of the n elements of
 * a row is taken to be as likely, 1 / n. The output has X's LoD.
 */
public final class LabelSmooth implements Operation {
  private final Input x;
  private final Optional<Input> prior;
  private final Output out;
  private final float epsilon;

  /** Read an operator. */
  public LabelSmooth(OperatorReader reader) {
    x = reader.input("X");
    prior = reader.optionalInput("PriorDist");
    out = reader.output("Out");
    epsilon = reader.number("epsilon", 0);
    if (!(0 <= epsilon && epsilon <= 1)) {
      throw reader.refuse("epsilon is " + epsilon + "; it must be from 0 to 1");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Precision.of(planning, input);
    int rank = input.shape().rank();
    planning.require(rank > 0, "input " + input + " must have rank 1 or more");
    Optional<Operand> distribution = planning.get(prior);
    distribution.ifPresent(likely -> requireFit(planning, input, likely));
    Operand output = planning.put(out, input.type(), input.shape(), input.levelOfDetail());
    double uniform = 1.0 / input.shape().dimension(rank - 1);
    return workspace -> {
      Elements elements = Elements.of(input);
      Elements results = Elements.of(output);
      Optional<Elements> likely = distribution.map(Elements::of);
      long period = distribution.map(Operand::elementCount).orElse(1L);
      for (long i = 0; i < input.elementCount(); i++) {
        double added = likely.isPresent() ? likely.get().getDouble(i % period) : uniform;
        results.set(i, (1 - epsilon) * elements.getDouble(i) + epsilon * added);
      }
    };
  }

  private static void requireFit(Planning planning, Operand input, Operand prior) {
    Precision.of(planning, input, prior);
    long count = prior.elementCount();
    planning.require(count > 0 && input.elementCount() % count == 0,
        "input " + prior + " has " + count + " elements; those of " + input + " must be a multiple of them");
  }
}
