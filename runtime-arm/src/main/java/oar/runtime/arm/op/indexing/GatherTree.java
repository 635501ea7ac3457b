package oar.runtime.arm.op.indexing;

import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code gather_tree}: the sequences that a beam search ends with, [time, batch, beam]: from {@code Ids} at the last step back to the
 * first one, along {@code Parents}, each of which is the beam that a beam continues. No LoD.
 */
public final class GatherTree implements Operation {
  private final Input ids;
  private final Input parents;
  private final Output out;

  /** Read an operator. */
  public GatherTree(OperatorReader reader) {
    ids = reader.input("Ids");
    parents = reader.input("Parents");
    out = reader.output("Out");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand words = planning.get(ids);
    Operand links = planning.get(parents);
    planning.require(words.shape().rank() == 3 && links.shape().equals(words.shape()) && links.type() == words.type()
        && (words.type() == DataType.INT32 || words.type() == DataType.INT64),
        "inputs " + words + " and " + links + " must be alike, of rank 3 and type int32 or int64");
    Operand output = planning.put(out, words.type(), words.shape());
    Indexes beams = Indexes.of(planning, links, words.shape().dimension(2));
    return workspace -> trace(words, beams.read(), output);
  }

  private static void trace(Operand words, long[] parents, Operand output) {
    long steps = words.shape().dimension(0);
    long beams = words.shape().dimension(2);
    long stepSize = words.shape().dimension(1) * beams;
    Elements from = Elements.of(words);
    Elements to = Elements.of(output);
    for (long sequence = 0; sequence < stepSize; sequence++) {
      long first = sequence - sequence % beams;
      long beam = sequence % beams;
      for (long step = steps - 1; step >= 0; step--) {
        long at = step * stepSize + first + beam;
        to.set(step * stepSize + sequence, from.getLong(at));
        beam = parents[(int) at];
      }
    }
  }
}
