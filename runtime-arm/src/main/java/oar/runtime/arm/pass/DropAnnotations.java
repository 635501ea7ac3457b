package oar.runtime.arm.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;

/**
 * Drops attributes that say nothing of what an operator computes: where it came from, and how Paddle-Lite was to run
 * it.
 */
final class DropAnnotations implements Pass {
  private static final String KERNEL = "__@kernel_type_attr@__";
  private static final String IN_PLACE = "inplace";
  private static final Set<String> ORIGINS = Set.of("op_callstack", "op_namescope", "op_role", "op_role_var",
      "op_device");

  private static final Set<String> CONVERSIONS = Set.of("calib", "calib_once", "calib_inplace", "layout",
      "layout_once");

  /** The operators that give the same result whether or not in the memory of what they read. */
  private static final Set<String> RESHAPES = Set.of("reshape", "reshape2", "flatten", "flatten2",
      "flatten_contiguous_range", "squeeze", "squeeze2", "unsqueeze", "unsqueeze2");

  @Override
  public String id() {
    return "drop-annotations";
  }

  @Override
  public String description() {
    return "Drop attributes that do not change what an operator computes.";
  }

  @Override
  public Program apply(Program program, Options options) {
    boolean changed = false;
    List<Block> blocks = new ArrayList<>();
    for (Block block : program.blocks()) {
      List<Operator> operators = new ArrayList<>(block.operators().size());
      for (Operator operator : block.operators()) {
        Operator plain = plain(operator);
        changed |= plain != operator;
        operators.add(plain);
      }
      blocks.add(block.withOperators(operators));
    }
    return changed ? program.withBlocks(blocks) : program;
  }

  private static Operator plain(Operator operator) {
    List<String> annotations = new ArrayList<>();
    for (String attribute : operator.attributes().keySet()) {
      if (isAnnotation(operator, attribute)) {
        annotations.add(attribute);
      }
    }
    if (annotations.isEmpty()) {
      return operator;
    }
    Operator.Builder builder = operator.toBuilder();
    annotations.forEach(builder::withoutAttribute);
    return builder.build();
  }

  private static boolean isAnnotation(Operator operator, String attribute) {
    return switch (attribute) {
      case KERNEL -> !isKernelMeaning(operator);
      case IN_PLACE -> RESHAPES.contains(operator.type());
      default -> ORIGINS.contains(attribute);
    };
  }

  /** Tell whether the choice of kernel is what an operator computes: from or to which type or layout. */
  private static boolean isKernelMeaning(Operator operator) {
    return CONVERSIONS.contains(operator.type()) || operator.booleanAttribute("enable_int8", false);
  }
}
