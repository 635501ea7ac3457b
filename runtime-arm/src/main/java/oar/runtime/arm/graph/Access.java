package oar.runtime.arm.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oar.api.model.Attribute;
import oar.api.model.Operator;

/** What an operator does to variables, beyond what its slots say at first sight. */
public final class Access {
  /** The name that Paddle writes into a slot for no variable. */
  private static final String NOTHING = "@EMPTY@";

  private static final Set<String> BATCH_NORMALIZATIONS = Set.of("batch_norm", "sync_batch_norm");

  /** The operators that do something other than compute their outputs from their inputs. */
  private static final Set<String> WITH_EFFECT = Set.of("feed", "fetch", "while", "conditional_block",
      "conditional_block_infer", "print", "assert", "py_func", "write_to_array", "write_back", "save", "save_combine",
      "load", "load_combine", "subgraph");

  private static final Set<String> RANDOM = Set.of("uniform_random", "uniform_random_batch_size_like",
      "gaussian_random",
      "gaussian_random_batch_size_like", "truncated_gaussian_random", "sampling_id", "randint", "randperm", "bernoulli",
      "multinomial", "dropout");

  private Access() {}

  /** Tell whether an operator may compute something else each time. */
  public static boolean isRandom(Operator operator) {
    return RANDOM.contains(operator.type());
  }

  /** Return the variables that an operator reads, those in attributes included. */
  public static List<String> reads(Operator operator) {
    List<String> names = new ArrayList<>();
    for (List<String> slot : operator.inputs().values()) {
      names.addAll(slot);
    }
    for (Attribute attribute : operator.attributes().values()) {
      if (attribute instanceof Attribute.VariableName(String name)) {
        names.add(name);
      } else if (attribute instanceof Attribute.VariableNames(List<String> list)) {
        names.addAll(list);
      }
    }
    return names;
  }

  /**
   * Return the variables that an operator changes. A batch normalization names its statistics as outputs too, but
   * leaves them as they are when nothing is trained.
   */
  public static List<String> writes(Operator operator) {
    List<String> names = new ArrayList<>();
    for (List<String> slot : operator.outputs().values()) {
      names.addAll(slot);
    }
    if (BATCH_NORMALIZATIONS.contains(operator.type())) {
      names.removeAll(operator.inputList("Mean"));
      names.removeAll(operator.inputList("Variance"));
    } else if (operator.type().equals("write_back")) {
      names.addAll(operator.inputList("Dst_LoDTensor"));
      names.addAll(operator.inputList("Dst_LoDTensorArray"));
    }
    return names;
  }

  /** Return the variable in an input slot, or empty if the slot is absent or holds none. */
  public static Optional<String> input(Operator operator, String slot) {
    return operator.input(slot).filter(name -> !name.equals(NOTHING));
  }

  /** Tell whether there is a variable in an input slot. */
  public static boolean hasInput(Operator operator, String slot) {
    return input(operator, slot).isPresent();
  }

  /** Tell whether an operator must stay even if nothing reads what it computes. */
  public static boolean hasEffect(Operator operator) {
    return WITH_EFFECT.contains(operator.type()) || operator.outputs().isEmpty() || runsBlock(operator);
  }

  /** Tell whether an operator runs another block, which knows variables by their names. */
  public static boolean runsBlock(Operator operator) {
    for (Attribute attribute : operator.attributes().values()) {
      if (attribute instanceof Attribute.BlockIndex || attribute instanceof Attribute.BlockIndexes) {
        return true;
      }
    }
    return operator.attributes().containsKey("sub_block");
  }
}
