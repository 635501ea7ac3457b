package oar.runtime.arm.pass;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.Dequantizer;
import oar.api.error.OarException;
import oar.api.model.Block;
import oar.api.model.LodTensor;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Tensor;
import oar.api.model.Value;
import oar.api.model.Weight;
import oar.runtime.arm.graph.Access;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;
import oar.runtime.arm.lowering.Lowering;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.plan.BlockRunner;
import oar.runtime.arm.plan.ComputationSettings;
import oar.runtime.arm.plan.Constants;
import oar.runtime.arm.plan.PredictionMode;
import oar.runtime.arm.plan.Workers;

/**
 * Computes beforehand what depends on constants alone, with the kernels that would compute it later.
 *
 * <pre>
 * constants -- operator -- Out
 *
 * constant Out
 * </pre>
 */
final class FoldConstantOperator implements Rule {
  private static final Pattern COMPUTATION = operator("abs", "arg_max", "assign", "assign_value", "cast", "ceil",
      "clip",
      "concat", "cos", "cumsum", "elementwise_add", "elementwise_div", "elementwise_floordiv", "elementwise_max",
      "elementwise_min", "elementwise_mod", "elementwise_mul", "elementwise_pow", "elementwise_sub", "equal", "erf",
      "exp",
      "expand", "expand_v2", "eye", "fill_any_like", "fill_constant", "flip", "floor", "gather", "greater_equal",
      "greater_than", "less_equal", "less_than", "linspace", "log", "logical_and", "logical_not", "logical_or",
      "matmul",
      "matmul_v2", "not_equal", "one_hot_v2", "pow", "range", "reciprocal", "reduce_max", "reduce_mean", "reduce_min",
      "reduce_prod", "reduce_sum", "relu", "rsqrt", "scale", "shape", "sigmoid", "sin", "slice", "softmax", "sqrt",
      "square", "stack", "strided_slice", "tanh", "tile", "transpose", "transpose2", "tril_triu", "where");
  private static final Operand.Result PATTERN = COMPUTATION.output("Out");
  private static final Dequantizer NONE = (name, weight) -> weight.tensor();

  @Override
  public Operand.Result pattern() {
    return PATTERN;
  }

  @Override
  public Rewrite rewrite(Match match) {
    Operator operator = match.operator(COMPUTATION);
    Map<String, Weight> constants = new LinkedHashMap<>();
    for (String name : Access.reads(operator)) {
      Optional<Tensor> constant = match.plainConstant(name);
      if (constant.isEmpty()) {
        return Rewrite.NONE;
      }
      constants.put(name, new Weight(constant.get()));
    }
    return FoldedConstant.of(match, constants.keySet(), () -> compute(operator, match.result(), constants));
  }

  /** Run an operator, or return empty if it cannot be run, of which the program will hear when it gets there. */
  private static Optional<Tensor> compute(Operator operator, String result, Map<String, Weight> constants) {
    Operator fetch = Operator.builder("fetch").input("X", result).output("Out", "fetch").attribute("col", 0).build();
    Program program = new Program(
        new Block(Block.NO_BLOCK, Block.NO_BLOCK, List.of(), List.of(operator, fetch)), constants);
    Constants weights = new Constants(constants, NONE,
        new ComputationSettings(PredictionMode.DEQUANTIZED, Machine.WITHOUT_CODE, true));
    try (Workers workers = new Workers(1);
        BlockRunner runner = new BlockRunner(Lowering.lower(program, weights), weights)) {
      return runner.run(List.of(), workers).getFirst().flatMap(FoldConstantOperator::copy);
    } catch (OarException e) {
      return Optional.empty();
    }
  }

  private static Optional<Tensor> copy(Value value) {
    return value instanceof LodTensor(Tensor tensor, var lod) && lod.depth() == 0
        ? Optional.of(Tensor.copyOf(tensor.type(), tensor.shape(), tensor.data()))
        : Optional.empty();
  }
}
