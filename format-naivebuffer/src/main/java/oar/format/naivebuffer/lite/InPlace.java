package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;

/**
 * Lets operators that only change a shape work in place, as Paddle-Lite's {@code lite_inplace_fuse_pass} does: where what they
 * read is no weight and no other operator reads it, and one operator reads what they give.
 */
final class InPlace {
  static final String ATTRIBUTE = "inplace";
  static final Set<String> TYPES = Set.of("reshape", "reshape2", "flatten", "flatten2", "squeeze", "squeeze2",
      "unsqueeze",
      "unsqueeze2");

  private final Set<String> sharedNames;
  private final Scope scope;
  /** What each variable holds at present, by name; a variable that is written again holds another value. */
  private final Map<String, Value> current = new HashMap<>();

  /** What a variable holds until it is written again. */
  private static final class Value {
    private int readers;
  }

  /** An operator with what its slots X and Out hold. */
  private record Step(Operator operator, Optional<Value> input, Optional<Value> output) {}

  private InPlace(Set<String> sharedNames, Scope scope) {
    this.sharedNames = sharedNames;
    this.scope = scope;
  }

  static Program apply(Program program) {
    Set<String> sharedNames = SharedNames.of(program);
    List<Scope> scopes = Scope.of(program);
    List<Block> blocks = new ArrayList<>();
    for (Block block : program.blocks()) {
      blocks.add(new InPlace(sharedNames, scopes.get(blocks.size())).apply(block));
    }
    return program.withBlocks(blocks);
  }

  private Block apply(Block block) {
    List<Step> steps = block.operators().stream().map(this::step).toList();
    return block.withOperators(steps.stream().map(this::mark).toList());
  }

  private Step step(Operator operator) {
    operator.inputVariables().forEach(name -> current.computeIfAbsent(name, _ -> new Value()).readers++);
    Optional<Value> input = operator.input("X").map(current::get);
    operator.outputVariables().forEach(name -> current.put(name, new Value()));
    return new Step(operator, input, operator.output("Out").map(current::get));
  }

  private Operator mark(Step step) {
    Operator operator = step.operator;
    boolean isInPlace = TYPES.contains(operator.type()) && hasOneReader(step.input) && hasOneReader(step.output)
        && operator.input("X").filter(this::isFree).isPresent()
        && operator.output("Out").filter(this::isFree).isPresent();
    return isInPlace ? operator.toBuilder().attribute(ATTRIBUTE, true).build() : operator;
  }

  private static boolean hasOneReader(Optional<Value> value) {
    return value.filter(it -> it.readers == 1).isPresent();
  }

  private boolean isFree(String name) {
    return !sharedNames.contains(name) && scope.find(name).filter(variable -> variable.persistable()).isEmpty();
  }
}
