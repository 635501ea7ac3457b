package oar.runtime.arm.lowering;

import java.util.ArrayList;
import java.util.List;
import oar.runtime.arm.graph.Rule;

/** What lowering makes one operation of, which no file can say. */
final class Fusions {
  private Fusions() {}

  /** Return all rules. */
  static Rule[] all() {
    List<Rule> rules = new ArrayList<>(
        List.of(new FuseResidual(), new FuseActivation(), new FuseNormalizationActivation(),
            new FuseProductResidual(), new FuseProductActivation()));
    rules.addAll(FuseAttention.all());
    return rules.toArray(Rule[]::new);
  }

  /** Return what reads an operator of a type, those that fusions make included, or null if nothing does. */
  static OperationFactory factory(String type) {
    return type.equals(OperationTable.ATTENTION) ? OperationTable.attention() : OperationTable.factories().get(type);
  }
}
