package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;

/**
 * Makes of any program one that the real Paddle-Lite runtime runs: attributes in the types that it knows, a kernel for each
 * operator, and what its optimiser does beside and the runtime does not: operators that work in place, and variables that share
 * memory by sharing names.
 */
public final class LiteProgram {
  private final Program program;
  private final List<Scope> scopes;
  private final KernelChoice kernels = new KernelChoice(KernelTable.load());
  private final List<String> problems = new ArrayList<>();

  private LiteProgram(Program program) {
    this.program = program;
    this.scopes = Scope.of(program);
  }

  /**
   * Prepare a program.
   *
   * @return the given instance if each of its operators has a kernel, as after reading a .nb
   * @throws UnsupportedProgramException with everything in the program that the runtime cannot run
   */
  public static Program prepare(Program program) {
    boolean isPrepared = program.blocks().stream().flatMap(block -> block.operators().stream())
        .allMatch(KernelChoice::isMade);
    return isPrepared ? program : new LiteProgram(program).prepare();
  }

  private Program prepare() {
    List<Block> blocks = IntStream.range(0, program.blocks().size()).mapToObj(this::prepare).toList();
    problems.addAll(RuntimeLimits.of(program));
    if (!problems.isEmpty()) {
      throw new UnsupportedProgramException("Paddle-Lite for ARM cannot run this program",
          problems.stream().distinct().toList());
    }
    Program prepared = MemoryReuse.apply(InPlace.apply(program.withBlocks(blocks)));
    return Declarations.apply(prepared);
  }

  private Block prepare(int index) {
    Scope scope = scopes.get(index);
    return program.blocks().get(index)
        .withOperators(
            program.blocks().get(index).operators().stream().map(operator -> prepare(operator, scope)).toList());
  }

  private Operator prepare(Operator operator, Scope scope) {
    if (KernelChoice.isMade(operator)) {
      return operator;
    }
    Operator translated = OperatorTranslation.translate(operator, scope, problems);
    return kernels.choose(translated, scope).map(kernel -> {
      requireTypes(translated, kernel, scope);
      return translated.toBuilder().attribute(KernelChoice.ATTRIBUTE, kernel.describe(translated.type())).build();
    }).orElseGet(() -> {
      problems.add("operator " + operator.type() + " has no kernel");
      return translated;
    });
  }

  /** A kernel takes the elements of a tensor to be of its own type, whatever they are. */
  private void requireTypes(Operator operator, Kernel kernel, Scope scope) {
    operator.inputs().forEach((slot, names) -> {
      for (String name : names) {
        ArgumentType wanted = kernel.input(slot);
        scope.type(name).filter(type -> !wanted.precision().takes(type.precision())).ifPresent(type -> problems.add(
            "operator " + operator + ": input " + name + " is " + type + ", but the kernel takes " + wanted
                + " in slot "
                + slot + "; cast it before"));
      }
    });
  }
}
