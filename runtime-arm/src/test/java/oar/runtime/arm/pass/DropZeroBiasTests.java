package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropZeroBiasTests {
  private final PassTester rules = new PassTester(DropZeroBias.ofConvolutions(), DropZeroBias.ofFullyConnectedLayers());

  @ParameterizedTest
  @ValueSource(strings = {"", " {with_act=true, act_type=\"relu\"}"})
  void goesFromAConvolution(String attributes) {
    rules.turns("""
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        weight b [2] 0 -0.0
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=y)%s
        output y
        """.formatted(attributes), """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        conv2d(Input=x, Filter=w) -> (Output=y)%s
        output y
        """.formatted(attributes));
  }

  @Test
  void goesFromAFullyConnectedLayer() {
    rules.turns("""
        input x [2, 1]
        weight w [1, 2] 1 2
        weight b [2] 0 0
        fc(Input=x, W=w, Bias=b) -> (Out=y) {in_num_col_dims=1}
        output y
        """, """
        input x [2, 1]
        weight w [1, 2] 1 2
        fc(Input=x, W=w) -> (Out=y) {in_num_col_dims=1}
        output y
        """);
  }

  @Test
  void staysWhereTheActivationIsAppliedWithIt() {
    rules.leaves("""
        input x [2, 1]
        weight w [1, 2] 1 2
        weight b [2] 0 0
        fc(Input=x, W=w, Bias=b) -> (Out=y) {in_num_col_dims=1, activation_type="relu"}
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 1", "0 NaN"})
  void staysWithAnyOtherElement(String elements) {
    rules.leaves("""
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        weight b [2] %s
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=y)
        output y
        """.formatted(elements));
  }
}
