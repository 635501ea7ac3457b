package oar.runtime.arm.lowering;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import oar.api.Options;
import oar.api.Pass;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.runtime.arm.graph.RulePass;
import oar.runtime.arm.plan.Constants;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.LoweredBlock;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Step;

/** Turns the operators of a program into operations on numbered values. From here on nothing looks at a name again. */
public final class Lowering {
  private static final int DEEPEST = 32;
  private static final Pass FUSIONS = new RulePass("fuse-into-kernels",
      "Add residuals and apply activations in the convolutions and products before them, and compute attention as a whole.",
      Fusions.all());

  private final Program program;
  private final Constants constants;
  private final Set<String> problems = new LinkedHashSet<>();
  private int depth;

  private Lowering(Program program, Constants constants) {
    this.program = program;
    this.constants = constants;
  }

  /**
   * Lower a program.
   *
   * @param program which one
   * @param constants its weights
   * @throws UnsupportedProgramException with all that this backend cannot run
   */
  public static LoweredBlock lower(Program program, Constants constants) {
    Lowering lowering = new Lowering(FUSIONS.apply(program, Options.defaults(FUSIONS)), constants);
    LoweredBlock block = lowering.lowerMainBlock();
    if (!lowering.problems.isEmpty()) {
      throw new UnsupportedProgramException("backend arm cannot run this program", List.copyOf(lowering.problems));
    }
    return block;
  }

  private LoweredBlock lowerMainBlock() {
    Scope scope = new Scope(constants);
    List<Step> steps = new ArrayList<>();
    Map<Integer, Output> fed = new TreeMap<>();
    Map<Integer, Input> fetched = new TreeMap<>();
    for (Operator operator : program.mainBlock().operators()) {
      OperatorReader reader = new OperatorReader(operator, scope, constants, this);
      switch (operator.type()) {
        case "feed" -> fed.put(operator.intAttribute("col", 0), reader.output("Out"));
        case "fetch" -> fetched.put(operator.intAttribute("col", 0), reader.input("X"));
        default -> lower(operator, reader, scope, steps);
      }
    }
    return new LoweredBlock(steps, scope.valueCount(), scope.constantNames(), List.copyOf(fed.values()),
        List.copyOf(fetched.values()));
  }

  private void lower(Operator operator, OperatorReader reader, Scope scope, List<Step> steps) {
    OperationFactory factory = Fusions.factory(operator.type());
    if (factory == null) {
      problems.add("operator type " + operator.type() + " is not supported");
      operator.outputVariables().forEach(scope::write);
      return;
    }
    try {
      Operation operation = factory.create(reader);
      steps.add(new Step(operator.type(), operation, reader.inputsRead(), reader.outputsWritten()));
    } catch (UnsupportedOperatorException e) {
      problems.add(e.getMessage());
      operator.outputVariables().forEach(scope::write);
    }
  }

  /** Tell whether any operator of the program is quantized. */
  boolean isQuantized() {
    return program.blocks().stream().flatMap(block -> block.operators().stream()).anyMatch(OperatorReader::isQuantized);
  }

  /** Lower a block that an operator of another one runs. */
  SubBlock lowerSubBlock(int index, OperatorReader owner, Scope outer) {
    if (index <= 0 || index >= program.blocks().size() || depth == DEEPEST) {
      throw owner.refuse("sub_block is " + index + "; it must be a block from 1 to " + (program.blocks().size() - 1)
          + " that does not contain itself");
    }
    depth++;
    List<Operator> operators = program.blocks().get(index).operators();
    Set<String> written = new TreeSet<>();
    operators.forEach(operator -> written.addAll(operator.outputVariables()));
    Scope scope = new Scope(outer, written);
    List<Step> steps = new ArrayList<>();
    for (Operator operator : operators) {
      lower(operator, new OperatorReader(operator, scope, constants, this), scope, steps);
    }
    depth--;
    return finish(owner, outer, scope, steps);
  }

  private static SubBlock finish(OperatorReader owner, Scope outer, Scope scope, List<Step> steps) {
    Set<String> carried = new LinkedHashSet<>(owner.operator().outputList("Out"));
    for (String name : new TreeSet<>(scope.written())) {
      if (scope.isKnownAround(name) || scope.captured().stream().anyMatch(output -> output.variable().equals(name))) {
        carried.add(name);
      }
    }
    carried.retainAll(scope.written());
    List<Input> fetched = carried.stream().map(name -> scope.read(name).orElseThrow()).toList();
    List<Output> fed = new ArrayList<>(scope.captured());
    List<SubBlock.Carried> changes = new ArrayList<>();
    int valueCount = scope.valueCount();
    for (String name : carried) {
      int capture = indexOf(fed, name);
      if (capture == fed.size()) {
        fed.add(new Output(name, valueCount++));
      }
      changes.add(new SubBlock.Carried(new Output(name, Output.UNUSED), capture));
    }
    LoweredBlock block = new LoweredBlock(steps, valueCount, scope.constantNames(), fed, fetched);
    List<Optional<Input>> captured = fed.stream().map(output -> owner.read(output.variable())).toList();
    List<SubBlock.Carried> results = changes.stream()
        .map(change -> new SubBlock.Carried(owner.write(change.output().variable()), change.capture())).toList();
    return new SubBlock(block, captured, results);
  }

  private static int indexOf(List<Output> outputs, String name) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).variable().equals(name)) {
        return i;
      }
    }
    return outputs.size();
  }
}
