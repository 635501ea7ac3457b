package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeConvolutionsTests {
  private static final String FIRST = """
      input x [1, 1, 3, 3]
      weight w [2, 1, 1, 2] 1 2 3 4
      weight b [2] 1 -1
      conv2d(Input=x, Filter=w, Bias=b) -> (Output=c) {strides=[2 1], paddings=[0 1], dilations=[1 1]}
      """;

  private final PassTester rule = new PassTester(new MergeConvolutions());

  @Test
  void multipliesTheFilters() {
    rule.turns(FIRST + """
        weight v [3, 2, 1, 1] 10 0 0 100 10 100
        weight d [3] 5 6 7
        conv2d(Input=c, Filter=v, Bias=d) -> (Output=y) {strides=[1 1], paddings=[0 0]}
        output y
        """, """
        input x [1, 1, 3, 3]
        weight v [3, 1, 1, 2] 10 20 300 400 310 420
        weight d [3] 15 -94 -83
        conv2d(Input=x, Filter=v, Bias=d) -> (Output=y) {strides=[2 1], paddings=[0 1], dilations=[1 1]}
        output y
        """);
  }

  @Test
  void takesTheBiasThatThereIs() {
    rule.turns(FIRST + """
        weight v [1, 2, 1, 1] 10 100
        conv2d(Input=c, Filter=v) -> (Output=y)
        output y
        """, """
        input x [1, 1, 3, 3]
        weight v [1, 1, 1, 2] 310 420
        weight b [1] -90
        conv2d(Input=x, Filter=v, Bias=b) -> (Output=y) {strides=[2 1], paddings=[0 1], dilations=[1 1]}
        output y
        """);
  }

  @Test
  void leavesTwoFiltersThatAreSmallerThanOne() {
    rule.leaves("""
        input x [1, 4, 3, 3]
        weight w [1, 4, 1, 1] 1 2 3 4
        weight v [4, 1, 1, 1] 1 2 3 4
        conv2d(Input=x, Filter=w) -> (Output=c)
        conv2d(Input=c, Filter=v) -> (Output=y)
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"strides=[2 2]", "paddings=[1 1]", "groups=2", "with_act=true, act_type=\"relu\""})
  void leavesAConvolutionThatIsNotAMatrix(String attributes) {
    int inputs = attributes.startsWith("groups") ? 1 : 2;
    rule.leaves(FIRST + """
        weight v [2, %d, 1, 1] %s
        conv2d(Input=c, Filter=v) -> (Output=y) {%s}
        output y
        """.formatted(inputs, "1 ".repeat(2 * inputs), attributes));
  }

  @Test
  void leavesAnActivationBetween() {
    rule.leaves("""
        input x [1, 1, 3, 3]
        weight w [2, 1, 1, 1] 1 2
        weight v [1, 2, 1, 1] 10 100
        conv2d(Input=x, Filter=w) -> (Output=c) {with_act=true, act_type="relu"}
        conv2d(Input=c, Filter=v) -> (Output=y)
        output y
        """);
  }

  @Test
  void leavesAWiderSecondFilter() {
    rule.leaves(FIRST + """
        weight v [1, 2, 1, 2] 10 100 1 2
        conv2d(Input=c, Filter=v) -> (Output=y)
        output y
        """);
  }

  @Test
  void leavesAFilterThatAnotherOperatorReads() {
    rule.leaves(FIRST + """
        weight v [1, 2, 1, 1] 10 100
        conv2d(Input=c, Filter=v) -> (Output=y)
        output y
        output v
        """);
  }

  @Test
  void leavesAQuantizedFilter() {
    rule.leaves(FIRST + """
        weight v int8 [1, 2, 1, 1] 10 100 along 0 times 0.5
        conv2d(Input=c, Filter=v) -> (Output=y)
        output y
        """);
  }
}
