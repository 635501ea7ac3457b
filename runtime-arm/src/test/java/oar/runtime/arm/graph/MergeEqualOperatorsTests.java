package oar.runtime.arm.graph;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeEqualOperatorsTests {
  private final PassTester pass = new PassTester(new MergeEqualOperators());

  @Test
  void whatSeveralOperatorsComputeIsComputedOnce() {
    pass.turns("""
        input x [2, 3]
        variable a [2, 3]
        variable b [2, 3]
        variable c [2, 3]
        variable d [2, 3]
        relu(X=x) -> (Out=a)
        relu(X=x) -> (Out=b)
        tanh(X=a) -> (Out=c)
        tanh(X=b) -> (Out=d)
        elementwise_add(X=c, Y=d) -> (Out=y) {axis=-1}
        output y
        """, """
        input x [2, 3]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=c)
        elementwise_add(X=c, Y=c) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tanh(X=x) -> (Out=b)", "relu(X=z) -> (Out=b)", "relu(X=x) -> (Out=b) {way=1}"})
  void operatorsThatDifferStay(String other) {
    pass.leaves("""
        input x [2, 3]
        input z [2, 3]
        variable a [2, 3]
        variable b [2, 3]
        relu(X=x) -> (Out=a)
        %s
        elementwise_add(X=a, Y=b) -> (Out=y) {axis=-1}
        output y
        """.formatted(other));
  }

  @Test
  void anOutputOfTheProgramKeepsItsName() {
    pass.leaves("""
        input x [2, 3]
        variable a [2, 3]
        variable b [2, 3]
        relu(X=x) -> (Out=a)
        relu(X=x) -> (Out=b)
        output a
        output b
        """);
  }

  @Test
  void randomNumbersAreDrawnEachTime() {
    pass.leaves("""
        input x [2, 3]
        variable a [2, 3]
        variable b [2, 3]
        uniform_random() -> (Out=a) {shape=[2 3], min=0.0, max=1.0, seed=1, dtype=5}
        uniform_random() -> (Out=b) {shape=[2 3], min=0.0, max=1.0, seed=1, dtype=5}
        elementwise_sub(X=a, Y=b) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void whatIsReadBeforeAndAfterAChangeIsComputedTwice() {
    pass.leaves("""
        input x [2, 3]
        variable v [2, 3]
        variable a [2, 3]
        variable b [2, 3]
        relu(X=x) -> (Out=v)
        tanh(X=v) -> (Out=a)
        exp(X=x) -> (Out=v)
        tanh(X=v) -> (Out=b)
        elementwise_add(X=a, Y=b) -> (Out=y) {axis=-1}
        output y
        """);
  }
}
