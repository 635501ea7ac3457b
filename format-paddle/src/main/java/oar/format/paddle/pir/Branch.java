package oar.format.paddle.pir;

import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Variable;

/**
 * A branch, which Paddle 2 has as two blocks that run on a condition and on its opposite, and assign their results to the same
 * variables.
 */
final class Branch {
  private Branch() {}

  static void translate(PirOperation branch, Translation translation) {
    String condition = translation.values().variable(branch.operand(0));
    for (int i = 0; i < branch.results().size(); i++) {
      translation.declare(branch, i);
    }
    emit(branch, condition, branch.region(0), translation);
    if (!branch.region(1).operations().isEmpty()) {
      String opposite = translation.temporary(branch, "otherwise",
          new PirType.DenseTensor(ElementType.BOOL, Shape.SCALAR));
      translation.emit(Operator.builder("logical_not").input("X", condition).output("Out", opposite).build());
      emit(branch, opposite, branch.region(1), translation);
    }
  }

  private static void emit(PirOperation branch, String condition, PirBlock region, Translation translation) {
    BlockBuilder block = translation.nested(() -> assign(branch, translation.body(region), translation));
    translation.emit(Operator.builder("conditional_block").input("Cond", condition).input("Input", block.outerReads())
        .output("Out", block.outerWrites()).output("Scope", translation.declare(branch, Variable.Kind.STEP_SCOPES))
        .attribute("sub_block", new Attribute.BlockIndex(block.index())).attribute("is_scalar_condition", true)
        .build());
  }

  private static void assign(PirOperation branch, List<Long> yielded, Translation translation) {
    if (yielded.size() != branch.results().size()) {
      throw new IllegalArgumentException("a region yields " + yielded.size() + " values for "
          + branch.results().size() + " results");
    }
    for (int i = 0; i < yielded.size(); i++) {
      translation.emit(Operator.builder("assign").input("X", translation.values().variable(yielded.get(i)))
          .output("Out", translation.values().variable(branch.result(i).id())).build());
    }
  }
}
