package oar.runtime.arm.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An operator that a {@link Rule} looks for, with what it wants in its slots. Patterns nest as an expression does, the
 * last operator outermost:
 *
 * <pre>
 * Operand bias = constant();
 * Pattern convolution = operator("conv2d").input("Filter", constant());
 * Pattern addition = operator("elementwise_add").eitherWay("X", "Y", convolution.output("Output"), bias);
 * </pre>
 *
 * A pattern has an identity: it stands for one operator of a {@link Match}, however often other patterns name it. Slots
 * that it does not mention may hold anything.
 */
public final class Pattern {
  private final Set<String> types;
  private final List<Map<String, Operand>> alternatives;

  private Pattern(Set<String> types, List<Map<String, Operand>> alternatives) {
    this.types = types;
    this.alternatives = alternatives;
  }

  /** Look for an operator of one of several types. */
  public static Pattern operator(String... types) {
    return new Pattern(Set.of(types), List.of(Map.of()));
  }

  /** Want an operand in an input slot, which must name one variable. */
  public Pattern input(String slot, Operand operand) {
    List<Map<String, Operand>> extended = new ArrayList<>();
    for (Map<String, Operand> alternative : alternatives) {
      extended.add(with(alternative, slot, operand));
    }
    return new Pattern(types, extended);
  }

  /** Want two operands in two input slots, either of them in either. */
  public Pattern eitherWay(String slot, String otherSlot, Operand operand, Operand otherOperand) {
    List<Map<String, Operand>> extended = new ArrayList<>();
    for (Map<String, Operand> alternative : alternatives) {
      extended.add(with(with(alternative, slot, operand), otherSlot, otherOperand));
      extended.add(with(with(alternative, slot, otherOperand), otherSlot, operand));
    }
    return new Pattern(types, extended);
  }

  private static Map<String, Operand> with(Map<String, Operand> slots, String slot, Operand operand) {
    Map<String, Operand> extended = new LinkedHashMap<>(slots);
    extended.put(slot, operand);
    return extended;
  }

  /** Name what the operator computes, by the output slot that holds it. */
  public Operand.Result output(String slot) {
    return new Operand.Result(this, slot);
  }

  Set<String> types() {
    return types;
  }

  /** Return the ways to fill the slots, each a map from slot to operand. */
  List<Map<String, Operand>> alternatives() {
    return alternatives;
  }
}
