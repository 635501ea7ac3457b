package oar.runtime.arm.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Variable;
import oar.runtime.arm.graph.PassTester;
import oar.runtime.arm.graph.ProgramText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreSingleAssignmentTests {
  private final PassTester pass = new PassTester(new RestoreSingleAssignment());

  @Test
  void namesEveryValueOfAReusedVariable() {
    pass.turns("""
        input x [2]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=a)
        sigmoid(X=a) -> (Out=b)
        elementwise_add(X=b, Y=b) -> (Out=a) {axis=-1}
        relu(X=a) -> (Out=y)
        output y
        """, """
        input x [2]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=a_1)
        sigmoid(X=a_1) -> (Out=b)
        elementwise_add(X=b, Y=b) -> (Out=a_2) {axis=-1}
        relu(X=a_2) -> (Out=y)
        output y
        """);
  }

  @Test
  void keepsTheNameOfAnInput() {
    pass.turns("""
        input x [2]
        relu(X=x) -> (Out=x)
        tanh(X=x) -> (Out=y)
        output y
        """, """
        input x [2]
        relu(X=x) -> (Out=x_1)
        tanh(X=x_1) -> (Out=y)
        output y
        """);
  }

  @Test
  void keepsTheNameOfAnOutput() {
    pass.turns("""
        input x [2]
        tanh(X=x) -> (Out=y)
        relu(X=y) -> (Out=y)
        output y
        """, """
        input x [2]
        tanh(X=x) -> (Out=y_1)
        relu(X=y_1) -> (Out=y)
        output y
        """);
  }

  @Test
  void findsNamesThatAreNotTaken() {
    pass.turns("""
        input a_1 [2]
        tanh(X=a_1) -> (Out=a)
        relu(X=a) -> (Out=a)
        sigmoid(X=a) -> (Out=y)
        output y
        """, """
        input a_1 [2]
        tanh(X=a_1) -> (Out=a)
        relu(X=a) -> (Out=a_2)
        sigmoid(X=a_2) -> (Out=y)
        output y
        """);
  }

  @Test
  void forgetsWhatIsDeclaredOfValuesThatMayBeOfAnyShape() {
    Program program = pass.apply(ProgramText.parse("""
        input x [2]
        variable a [7]
        variable y [9]
        tanh(X=x) -> (Out=a)
        relu(X=a) -> (Out=a)
        tanh(X=a) -> (Out=y)
        relu(X=y) -> (Out=y)
        output y
        """));

    assertEquals(Optional.empty(), shape(program, "a"));
    assertEquals(Optional.empty(), shape(program, "a_1"));
    assertEquals(Optional.empty(), shape(program, "y_1"));
    assertEquals(Optional.of(Shape.of(9)), shape(program, "y"));
  }

  private static Optional<Shape> shape(Program program, String name) {
    return program.mainBlock().variable(name).flatMap(Variable::shape);
  }

  @ParameterizedTest
  @ValueSource(strings = {"""
      input x [2]
      relu(X=x) -> (Out=x)
      output x
      """, """
      input x [2]
      relu(X=a) -> (Out=a)
      tanh(X=a) -> (Out=a)
      output a
      """, """
      weight x [2] 1 2
      relu(X=x) -> (Out=x)
      tanh(X=x) -> (Out=x)
      output x
      """, """
      input x [2]
      split(X=x) -> (Out=a a)
      tanh(X=a) -> (Out=y)
      output y
      """, """
      input p bool [1]
      input x [2]
      tanh(X=x) -> (Out=a)
      while(Condition=p) -> (Out=a p) {sub_block=block 1}
      output a
      block
      relu(X=a) -> (Out=a)
      """})
  void leavesVariablesThatMustKeepTheirName(String program) {
    pass.leaves(program);
  }
}
