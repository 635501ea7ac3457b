package oar.format.paddle.pir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import oar.api.model.Attribute;
import oar.api.model.Operator;
import oar.api.model.Variable;

/**
 * A loop, which Paddle 2 has as a block that overwrites the condition and the variables that it hands from turn to turn. Arrays
 * are not handed on: every turn writes to the same one.
 */
final class Loop {
  private final PirOperation loop;
  private final Translation translation;
  private final Values values;
  private final List<Binding.One> carried = new ArrayList<>();

  private Loop(PirOperation loop, Translation translation) {
    this.loop = loop;
    this.translation = translation;
    this.values = translation.values();
  }

  static void translate(PirOperation operation, Translation translation) {
    new Loop(operation, translation).translate();
  }

  private void translate() {
    PirBlock region = loop.region(0);
    requireCount("results", loop.results().size());
    requireCount("arguments", region.arguments().size());
    carry(values.one(loop.operand(0)), translation.temporary(loop, "condition", values.one(loop.operand(0)).type()));
    for (int i = 0; i < loop.results().size(); i++) {
      carry(i, region.arguments().get(i));
    }
    BlockBuilder body = translation.nested(() -> handOn(translation.body(region)));
    Set<String> read = new LinkedHashSet<>(body.outerReads());
    carried.forEach(variable -> read.add(variable.variable()));
    String condition = carried.getFirst().variable();
    read.remove(condition);
    translation.emit(Operator.builder("while").input("X", List.copyOf(read)).input("Condition", condition)
        .output("Out", body.outerWrites()).output("StepScopes", translation.declare(loop, Variable.Kind.STEP_SCOPES))
        .attribute("sub_block", new Attribute.BlockIndex(body.index())).attribute("is_test", true).build());
  }

  private void requireCount(String what, int count) {
    if (count != loop.operands().size() - 1) {
      throw new IllegalArgumentException("it has " + count + " " + what + " for " + (loop.operands().size() - 1)
          + " values that it hands on");
    }
  }

  private void carry(int index, PirValue argument) {
    Binding.One initial = values.one(loop.operand(index + 1));
    if (initial.type() instanceof PirType.TensorArray) {
      values.bind(loop.result(index).id(), initial);
      carried.add(initial);
    } else {
      translation.declare(loop, index);
      carry(initial, values.variable(loop.result(index).id()));
    }
    values.bind(argument.id(), values.binding(loop.result(index).id()));
  }

  private void carry(Binding.One initial, String variable) {
    emitAssign(initial.variable(), variable);
    carried.add(new Binding.One(variable, initial.type()));
  }

  /** Overwrite what is carried. What another is to become must be saved first if it is itself overwritten. */
  private void handOn(List<Long> yielded) {
    if (yielded.size() != carried.size()) {
      throw new IllegalArgumentException("its region yields " + yielded.size() + " values; it must yield the condition "
          + "and " + (carried.size() - 1) + " more");
    }
    Set<String> overwritten = new LinkedHashSet<>();
    carried.forEach(variable -> overwritten.add(variable.variable()));
    List<String> next = new ArrayList<>();
    for (int i = 0; i < yielded.size(); i++) {
      Binding.One value = values.one(yielded.get(i));
      boolean unchanged = value.variable().equals(carried.get(i).variable());
      next.add(unchanged || !overwritten.contains(value.variable()) ? value.variable() : saved(value));
    }
    for (int i = 0; i < next.size(); i++) {
      if (!next.get(i).equals(carried.get(i).variable())) {
        emitAssign(next.get(i), carried.get(i).variable());
      }
    }
  }

  private String saved(Binding.One value) {
    String saved = translation.temporary(loop, "next", value.type());
    emitAssign(value.variable(), saved);
    return saved;
  }

  private void emitAssign(String from, String to) {
    translation.emit(Operator.builder("assign").input("X", from).output("Out", to).build());
  }
}
