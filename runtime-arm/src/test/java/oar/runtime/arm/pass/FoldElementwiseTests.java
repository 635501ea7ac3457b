package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldElementwiseTests {
  private static final String CONVOLUTION = """
      input x [1, 1, 2, 2]
      weight w [2, 1, 1, 1] 1 2
      conv2d(Input=x, Filter=w) -> (Output=c)
      """;

  private final PassTester rule = new PassTester(new FoldElementwise());

  @ParameterizedTest(name = "{0} with axis {1}")
  @CsvSource(delimiter = '|', textBlock = """
      [2]          | 1
      [2, 1, 1]    | -1
      [2, 1, 1]    | 1
      [1, 2, 1, 1] | -1
      [1, 2, 1, 1] | 0
      """)
  void becomesTheBiasFromAnyShapeThatChangesByChannel(String shape, int axis) {
    rule.turns(CONVOLUTION + """
        weight b %s 10 20
        elementwise_add(X=c, Y=b) -> (Out=y) {axis=%d}
        output y
        """.formatted(shape, axis), """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        weight b [2] 10 20
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=y)
        output y
        """);
  }

  @ParameterizedTest(name = "{0}, constant first: {1}")
  @CsvSource({"elementwise_add, false, 1, 2, 6, 12", "elementwise_add, true, 1, 2, 6, 12",
      "elementwise_sub, false, 1, 2, -4, -4", "elementwise_sub, true, -1, -2, 4, 4",
      "elementwise_mul, false, 5, 16, 5, 32", "elementwise_mul, true, 5, 16, 5, 32",
      "elementwise_div, false, 0.2, 0.25, 0.2, 0.5"})
  void computesFilterAndBiasOnce(String type, boolean constantFirst, float w0, float w1, float b0, float b1) {
    rule.turns("""
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        weight b [2] 1 4
        weight k [1, 2, 1, 1] 5 8
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=c)
        %s(%s) -> (Out=y) {axis=-1}
        output y
        """.formatted(type, constantFirst ? "X=k, Y=c" : "X=c, Y=k"), """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] %s %s
        weight b [2] %s %s
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=y)
        output y
        """.formatted(w0, w1, b0, b1));
  }

  @Test
  void spreadsOneNumberOverTheChannels() {
    rule.turns(CONVOLUTION + """
        weight k [1] 3
        elementwise_add(X=c, Y=k) -> (Out=y) {axis=-1}
        output y
        """, """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        weight k [2] 3 3
        conv2d(Input=x, Filter=w, Bias=k) -> (Output=y)
        output y
        """);
  }

  @Test
  void needsNoBiasToMultiply() {
    rule.turns(CONVOLUTION + """
        weight k [1] 3
        elementwise_mul(X=k, Y=c) -> (Out=y) {axis=-1}
        output y
        """, """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 3 6
        conv2d(Input=x, Filter=w) -> (Output=y)
        output y
        """);
  }

  @Test
  void followsAChain() {
    rule.turns(CONVOLUTION + """
        weight a [2] 1 2
        weight k [1] 3
        elementwise_add(X=c, Y=a) -> (Out=d) {axis=1}
        elementwise_mul(X=k, Y=d) -> (Out=e) {axis=-1}
        elementwise_add(X=e, Y=k) -> (Out=y) {axis=-1}
        output y
        """, """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 3 6
        weight a [2] 6 9
        conv2d(Input=x, Filter=w, Bias=a) -> (Output=y)
        output y
        """);
  }

  @Test
  void addsToAQuantizedConvolutionWithoutReadingItsFilter() {
    rule.turns("""
        input x [1, 1, 2, 2]
        weight w int8 [2, 1, 1, 1] 100 -50 along 0 times 0.25 0.5
        weight b [2] 1 2
        conv2d(Input=x, Filter=w) -> (Output=c)
        elementwise_add(X=c, Y=b) -> (Out=y) {axis=1}
        output y
        """, """
        input x [1, 1, 2, 2]
        weight w int8 [2, 1, 1, 1] 100 -50 along 0 times 0.25 0.5
        weight b [2] 1 2
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=y)
        output y
        """);
  }

  @Test
  void keepsABiasThatTwoConvolutionsShare() {
    rule.turns(CONVOLUTION + """
        weight b [2] 1 2
        conv2d(Input=x, Filter=w) -> (Output=d) {strides=[2 2]}
        elementwise_add(X=c, Y=b) -> (Out=y) {axis=1}
        elementwise_add(X=d, Y=b) -> (Out=z) {axis=1}
        output y
        output z
        """, """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        weight b [2] 1 2
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=y)
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=z) {strides=[2 2]}
        output y
        output z
        """);
  }

  @Test
  void neverGivesABiasTheNameOfTheFilter() {
    rule.turns("""
        input x [1, 1, 2, 2]
        weight w [1, 1, 1, 1] 3
        conv2d(Input=x, Filter=w) -> (Output=c)
        elementwise_add(X=c, Y=w) -> (Out=y) {axis=-1}
        output y
        """, """
        input x [1, 1, 2, 2]
        weight w [1, 1, 1, 1] 3
        weight w_1 [1] 3
        conv2d(Input=x, Filter=w, Bias=w_1) -> (Output=y)
        output y
        """);
  }

  @ParameterizedTest(name = "{0} with axis {1}")
  @CsvSource(delimiter = '|', textBlock = """
      [2]          | -1
      [2]          | 3
      [1, 1, 2, 1] | -1
      [1, 2, 1, 1] | 1
      [2, 1, 1, 1] | -1
      """)
  void leavesWhatChangesAlongAnotherAxis(String shape, int axis) {
    rule.leaves(CONVOLUTION + """
        weight b %s 10 20
        elementwise_add(X=c, Y=b) -> (Out=y) {axis=%d}
        output y
        """.formatted(shape, axis));
  }

  @Test
  void leavesAResultOfHigherRank() {
    rule.leaves(CONVOLUTION + """
        weight b [1, 1, 2, 1, 1] 10 20
        elementwise_add(X=c, Y=b) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void leavesADivisionOfAConstant() {
    rule.leaves(CONVOLUTION + """
        weight k [1] 2
        elementwise_div(X=k, Y=c) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void leavesADivisionByZero() {
    rule.leaves(CONVOLUTION + """
        weight k [1] 0
        elementwise_div(X=c, Y=k) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void leavesASumOfTwoResults() {
    rule.leaves(CONVOLUTION + """
        input r [1, 2, 2, 2]
        elementwise_add(X=c, Y=r) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void leavesAConstantOfAnotherType() {
    rule.leaves(CONVOLUTION + """
        weight k int64 [1] 2
        elementwise_add(X=c, Y=k) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void leavesAWeightThatAnOperatorChanges() {
    rule.leaves(CONVOLUTION + """
        weight b [2] 1 2
        elementwise_add(X=c, Y=b) -> (Out=y) {axis=1}
        increment(X=b) -> (Out=b) {step=1.0}
        output y
        """);
  }
}
