package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormGlobalPoolTests {
  private final PassTester rules = new PassTester(new FormGlobalPool());

  @Test
  void anAverageOverOneBinIsOneOverThePlane() {
    rules.turns("""
        input x [1, 2, 3, 4]
        pool2d(X=x) -> (Out=y) {pooling_type="avg", adaptive=true, ksize=[1 1]}
        output y
        """, """
        input x [1, 2, 3, 4]
        pool2d(X=x) -> (Out=y) {pooling_type="avg", adaptive=false, ksize=[1 1], global_pooling=true}
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pooling_type=\"max\", adaptive=true, ksize=[1 1]",
      "pooling_type=\"avg\", adaptive=true, ksize=[1 2]", "pooling_type=\"avg\", adaptive=false, ksize=[1 1]"})
  void otherPoolsStay(String attributes) {
    rules.leaves("""
        input x [1, 2, 3, 4]
        pool2d(X=x) -> (Out=y) {%s}
        output y
        """.formatted(attributes));
  }
}
