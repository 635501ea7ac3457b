package oar.runtime.arm.pass;

import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Program;
import oar.runtime.arm.graph.Graph;

/**
 * Drops what no output of the program needs: operators, variables and weights.
 *
 * <pre>
 * X -- any operator -- variable that nothing reads
 *
 * X
 * </pre>
 */
final class DropDeadCode implements Pass {
  @Override
  public String id() {
    return "drop-dead-code";
  }

  @Override
  public String description() {
    return "Drop operators, variables and weights that no output needs.";
  }

  @Override
  public Program apply(Program program, Options options) {
    Graph graph = new Graph(program);
    graph.removeDeadCode();
    return graph.toProgram();
  }
}
