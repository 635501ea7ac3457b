package oar.format.naivebuffer.lite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oar.api.model.Operator;

/**
 * Chooses the kernel of an operator as Paddle-Lite's {@code static_kernel_pick_pass} does. A kernel scores for each of the
 * places that the program may run at, in order of preference:
 *
 * <pre>
 * score = 255 if the target is the place's + 127 if the precision is (or either is any) + 63 for the layout
 *         + 1 for each input whose element type the kernel takes
 *         times 2 if it takes all, times 2 if it takes tensors and tensor arrays where they are
 * </pre>
 *
 * The best is the one of the largest score times weight, where the weight falls from 1 along the places. Of equals the one
 * that gives what the outputs are declared as is better, then the first.
 */
final class KernelChoice {
  /** The attribute that names the kernel. */
  static final String ATTRIBUTE = "__@kernel_type_attr@__";

  private static final int TARGET_SCORE = 255;
  private static final int PRECISION_SCORE = 127;
  private static final int LAYOUT_SCORE = 63;
  private static final List<Integer> TARGETS = List.of(Kernel.ARM, Kernel.HOST);
  private static final List<Precision> PRECISIONS = List.of(Precision.FLOAT, Precision.INT32, Precision.INT64,
      Precision.ANY);
  private static final List<Precision> PRECISIONS_WITH_HALF = List.of(Precision.HALF, Precision.FLOAT, Precision.INT32,
      Precision.INT64, Precision.ANY);
  private static final Set<String> BLOCK_OPERATORS = Set.of("conditional_block", "while", "subgraph");

  private final KernelTable table;
  private final List<Precision> precisions;

  /** Choose from a table, FLOAT16 kernels first if they are wanted. */
  KernelChoice(KernelTable table, boolean halfPrecision) {
    this.table = table;
    this.precisions = halfPrecision ? PRECISIONS_WITH_HALF : PRECISIONS;
  }

  /** Tell whether an operator names its kernel. */
  static boolean isMade(Operator operator) {
    return operator.attribute(ATTRIBUTE).isPresent();
  }

  /**
   * Choose.
   *
   * @param scope what the operator sees
   * @return empty if the runtime has no kernel for the operator
   */
  Optional<Kernel> choose(Operator operator, Scope scope) {
    List<Kernel> candidates = table.of(operator.type()).stream()
        .filter(kernel -> precisions.contains(kernel.precision())).toList();
    List<Kernel> ofKinds = candidates.stream().filter(kernel -> takesKinds(kernel, operator, scope)).toList();
    return (ofKinds.isEmpty() ? candidates : ofKinds).stream()
        .max((one, other) -> compare(one, other, operator, scope));
  }

  private int compare(Kernel one, Kernel other, Operator operator, Scope scope) {
    int byScore = Float.compare(score(one, operator, scope), score(other, operator, scope));
    return byScore != 0
        ? byScore
        : Boolean.compare(givesDeclared(one, operator, scope), givesDeclared(other, operator, scope));
  }

  private float score(Kernel kernel, Operator operator, Scope scope) {
    int inputScore = 0;
    boolean takesAll = true;
    for (Map.Entry<String, List<String>> slot : operator.inputs().entrySet()) {
      for (String name : slot.getValue()) {
        Optional<ArgumentType> type = scope.type(name);
        if (type.isPresent() && kernel.input(slot.getKey()).precision().takes(type.get().precision())) {
          inputScore++;
        } else if (type.isPresent()) {
          takesAll = false;
        }
      }
    }
    int factor = (takesAll ? 2 : 1) * (takesKinds(kernel, operator, scope) ? 2 : 1);
    float best = 0;
    int places = TARGETS.size() * precisions.size();
    for (int place = 0; place < places; place++) {
      float weight = (float) (places - place) / places;
      best = Math.max(best, weight * ((placeScore(kernel, place) + inputScore) * factor));
    }
    return best;
  }

  private int placeScore(Kernel kernel, int place) {
    Precision precision = precisions.get(place % precisions.size());
    int targetScore = kernel.target() == TARGETS.get(place / precisions.size()) ? TARGET_SCORE : 0;
    boolean matches = kernel.precision() == precision || kernel.precision() == Precision.ANY
        || precision == Precision.ANY;
    return targetScore + (matches ? PRECISION_SCORE : 0) + LAYOUT_SCORE;
  }

  private static boolean takesKinds(Kernel kernel, Operator operator, Scope scope) {
    if (BLOCK_OPERATORS.contains(operator.type())) {
      return false;
    }
    return operator.inputs().entrySet().stream()
        .allMatch(
            slot -> slot.getValue().stream().filter(name -> !name.equals("feed")).allMatch(name -> scope.type(name)
                .filter(type -> type.isList() == kernel.input(slot.getKey()).isList()).isPresent()));
  }

  private static boolean givesDeclared(Kernel kernel, Operator operator, Scope scope) {
    return operator.outputs().entrySet().stream()
        .allMatch(slot -> slot.getValue().stream().allMatch(name -> scope.type(name)
            .map(type -> kernel.output(slot.getKey()).precision().takes(type.precision())).orElse(true)));
  }
}
