package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;
import oar.api.model.Weight;
import oar.format.naivebuffer.lite.detour.Detours;

/**
 * Makes of any program one that the real Paddle-Lite runtime runs: detours around what it gets wrong, attributes in the types
 * that it knows, a kernel for each operator, conversions between kernels of different types, and what its optimiser does beside
 * and the runtime does not: operators that work in place, and variables that share memory by sharing names.
 */
public final class LiteProgram {
  private final Program program;
  private final SequencedMap<String, Weight> weights;
  private final List<Scope> scopes;
  private final LiteTarget target;
  private final KernelChoice kernels;
  private final List<String> problems = new ArrayList<>();

  private LiteProgram(Program program, LiteTarget target) {
    this.program = program;
    this.target = target;
    // What a loop carries on would have to be of one type in all its blocks.
    this.kernels = new KernelChoice(KernelTable.load(), target.halfPrecision() && program.blocks().size() == 1);
    this.weights = new LinkedHashMap<>(program.weights());
    this.scopes = Scope.of(program);
  }

  /**
   * Prepare a program.
   *
   * @return the given instance if each of its operators has a kernel, as after reading a .nb
   * @throws UnsupportedProgramException with everything in the program that the runtime cannot run, unless it is forced
   */
  public static Program prepare(Program program, LiteTarget target) {
    boolean isPrepared = program.blocks().stream().flatMap(block -> block.operators().stream())
        .allMatch(KernelChoice::isMade);
    return isPrepared
        ? program
        : new LiteProgram(Detours.apply(program, target.sparseThreshold(), KernelChoice::isMade), target).prepare();
  }

  private Program prepare() {
    List<Block> blocks = IntStream.range(0, program.blocks().size()).mapToObj(this::prepare).toList();
    Program converted = program.withBlocks(blocks).withWeights(weights);
    problems.addAll(RuntimeLimits.of(converted));
    if (!problems.isEmpty() && !target.force()) {
      throw new UnsupportedProgramException("Paddle-Lite for ARM cannot run this program",
          problems.stream().distinct().toList());
    }
    return Declarations.apply(MemoryReuse.apply(InPlace.apply(converted)));
  }

  private Block prepare(int index) {
    Block block = program.blocks().get(index);
    Scope scope = scopes.get(index);
    Conversions conversions = new Conversions(scope, weights, problems);
    block.operators().forEach(operator -> place(operator, scope, conversions));
    List<Variable> variables = new ArrayList<>(block.variables());
    variables.addAll(conversions.variables());
    return block.withOperators(conversions.operators()).withVariables(variables);
  }

  private void place(Operator operator, Scope scope, Conversions conversions) {
    if (KernelChoice.isMade(operator)) {
      conversions.keep(operator);
      return;
    }
    Operator translated = OperatorTranslation.translate(operator, scope, problems);
    Optional<Kernel> kernel = kernels.choose(translated, scope);
    if (kernel.isEmpty()) {
      problems.add("operator " + operator.type() + " has no kernel");
      conversions.keep(translated);
      return;
    }
    KernelLimits.of(translated, scope).forEach(problems::add);
    conversions.place(translated.toBuilder()
        .attribute(KernelChoice.ATTRIBUTE, kernel.get().describe(translated.type())).build(), kernel.get());
  }
}
