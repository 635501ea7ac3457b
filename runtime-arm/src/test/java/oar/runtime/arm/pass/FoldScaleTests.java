package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldScaleTests {
  private final PassTester rule = new PassTester(new FoldScale());

  @ParameterizedTest
  @CsvSource({"true, 3", "false, 6"})
  void becomesFilterAndBias(boolean biasAfterScale, float bias) {
    rule.turns("""
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 5
        conv2d(Input=x, Filter=w) -> (Output=c)
        scale(X=c) -> (Out=y) {scale=2.0, bias=3.0, bias_after_scale=%s}
        output y
        """.formatted(biasAfterScale), """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 2 10
        weight y_bias [2] %s %s
        conv2d(Input=x, Filter=w, Bias=y_bias) -> (Output=y)
        output y
        """.formatted(bias, bias));
  }

  @Test
  void staysWithAnActivation() {
    leaves("scale(X=c) -> (Out=y) {scale=2.0, bias=0.0, activation_type=\"relu\"}");
  }

  @Test
  void staysWithAFactorThatIsComputed() {
    leaves("scale(X=c, ScaleTensor=x) -> (Out=y) {scale=2.0, bias=0.0}");
  }

  @Test
  void staysWhenInfinite() {
    leaves("scale(X=c) -> (Out=y) {scale=%s, bias=0.0}".formatted("1.0e39"));
  }

  private void leaves(String scale) {
    rule.leaves("""
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 5
        conv2d(Input=x, Filter=w) -> (Output=c)
        %s
        output y
        """.formatted(scale));
  }
}
