package oar.runtime.arm.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import oar.api.model.Program;
import oar.api.model.Variable;
import oar.runtime.arm.graph.PassTester;
import oar.runtime.arm.graph.ProgramText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropDeadCodeTests {
  private final PassTester pass = new PassTester(new DropDeadCode());

  @Test
  void takesChainsOfOperatorsAndTheirWeights() {
    pass.turns("""
        input x [2]
        input z [2]
        weight w [2] 1 2
        weight v [2] 1 2
        elementwise_add(X=z, Y=w) -> (Out=a) {axis=-1}
        relu(X=a) -> (Out=b)
        tanh(X=x) -> (Out=y)
        output y
        """, """
        input x [2]
        input z [2]
        tanh(X=x) -> (Out=y)
        output y
        """);
  }

  @Test
  void takesVariablesThatNothingNames() {
    Program program = pass.apply(ProgramText.parse("""
        input x [2]
        variable lost [2]
        tanh(X=x) -> (Out=y)
        output y
        """));

    assertEquals(List.of("feed", "fetch", "x", "y"),
        program.mainBlock().variables().stream().map(Variable::name).toList());
  }

  @Test
  void leavesWhatAnotherBlockReads() {
    pass.leaves("""
        input x [2]
        input p bool [1]
        weight w [2] 1 2
        relu(X=x) -> (Out=a)
        conditional_block(Cond=p) -> (Out=y) {sub_block=block 1}
        output y
        block
        elementwise_add(X=a, Y=w) -> (Out=y)
        """);
  }

  @Test
  void leavesWhatTheNextTurnOfALoopReads() {
    pass.leaves("""
        input x [2]
        input p bool [1]
        while(Condition=p, X=x) -> (Out=x p) {sub_block=block 1}
        output x
        block
        tanh(X=a) -> (Out=x)
        relu(X=x) -> (Out=a)
        is_empty(X=x) -> (Out=p)
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"print(In=x) -> (Out=z)", "write_to_array(X=x, I=x) -> (Out=z)", "anything(X=x) -> ()",
      "anything(X=x) -> (Out=z) {sub_block=block 1}"})
  void leavesOperatorsThatDoMoreThanCompute(String operator) {
    pass.leaves("""
        input x [2]
        %s
        output x
        """.formatted(operator));
  }

  @Test
  void leavesWhatIsKeptFromRunToRun() {
    pass.leaves("""
        input x [2]
        weight state [2] 1 2
        elementwise_add(X=state, Y=x) -> (Out=state)
        output x
        """);
  }
}
