package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldConstantsTests {
  private final PassTester rules = new PassTester(new FoldConstantShape(), new FoldConstantOperator());

  @ParameterizedTest(name = "{0} of {1} gives {2}")
  @CsvSource(delimiter = '|', textBlock = """
      reshape2 {shape=[1 -1 1 1]}                               | [4]          | [1, 4, 1, 1]
      reshape2 {shape=[0 2 -1]}                                 | [2, 2]       | [2, 2, 1]
      unsqueeze2 {axes=[0 2 3]}                                 | [4]          | [1, 4, 1, 1]
      unsqueeze2 {axes=[-1]}                                    | [4]          | [4, 1]
      squeeze2 {axes=[]}                                        | [1, 4, 1, 1] | [4]
      squeeze2 {axes=[0 -1]}                                    | [1, 4, 1, 1] | [4, 1]
      flatten2 {axis=1}                                         | [2, 1, 2]    | [2, 2]
      flatten_contiguous_range {start_axis=0, stop_axis=-2}     | [2, 1, 2]    | [2, 2]
      """)
  void giveAConstantItsShape(String operator, String before, String after) {
    String type = operator.substring(0, operator.indexOf(' '));
    String attributes = operator.substring(operator.indexOf(' ') + 1);
    rules.turns("""
        input x [1]
        weight w %s 1 2 3 4
        %s(X=w) -> (Out=v, XShape=s) %s
        elementwise_add(X=v, Y=x) -> (Out=y) {axis=-1}
        output y
        """.formatted(before, type, attributes), """
        input x [1]
        weight v %s 1 2 3 4
        elementwise_add(X=v, Y=x) -> (Out=y) {axis=-1}
        output y
        """.formatted(after));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reshape2(X=w, ShapeTensor=x) -> (Out=v) {shape=[4 1]}",
      "reshape2(X=w) -> (Out=v) {shape=[3 1]}", "reshape2(X=w) -> (Out=v) {shape=[-1 -1]}",
      "reshape2(X=w) -> (Out=v) {shape=[2147483647 2147483647 2147483647]}", "squeeze2(X=w) -> (Out=v) {axes=[7]}",
      "unsqueeze2(X=w, AxesTensor=x) -> (Out=v) {axes=[]}", "unsqueeze2(X=w) -> (Out=v) {axes=[3]}",
      "flatten2(X=w) -> (Out=v) {axis=2}", "flatten_contiguous_range(X=w) -> (Out=v) {start_axis=1, stop_axis=2}",
      "transpose2(X=w) -> (Out=v) {axis=[1 0 2]}", "scale(X=w, ScaleTensor=x) -> (Out=v) {scale=2.0}"})
  void leaveWhatIsNotKnownBeforehandOrWrong(String operator) {
    rules.leaves("""
        input x [1]
        weight w [4] 1 2 3 4
        %s
        output v
        """.formatted(operator));
  }

  @Test
  void transposeAMatrix() {
    rules.turns("""
        input x [1]
        weight w [2, 3] 1 2 3 4 5 6
        transpose2(X=w) -> (Out=v, XShape=s) {axis=[1 0]}
        elementwise_add(X=v, Y=x) -> (Out=y) {axis=-1}
        output y
        """, """
        input x [1]
        weight v [3, 2] 1 4 2 5 3 6
        elementwise_add(X=v, Y=x) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void scaleAConstant() {
    rules.turns("""
        input x [1]
        weight w [2] 1 2
        scale(X=w) -> (Out=v) {scale=2.0, bias=3.0, bias_after_scale=false}
        elementwise_add(X=v, Y=x) -> (Out=y) {axis=-1}
        output y
        """, """
        input x [1]
        weight v [2] 8 10
        elementwise_add(X=v, Y=x) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void keepASmallConstantThatIsReadOtherwise() {
    rules.turns("""
        input x [1]
        weight w [2] 1 2
        unsqueeze2(X=w) -> (Out=v) {axes=[1]}
        elementwise_add(X=v, Y=w) -> (Out=y) {axis=-1}
        output y
        """, """
        input x [1]
        weight w [2] 1 2
        weight v [2, 1] 1 2
        elementwise_add(X=v, Y=w) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void leaveALargeConstantThatIsReadOtherwise() {
    rules.leaves("""
        input x [1]
        weight w [300] %s
        unsqueeze2(X=w) -> (Out=v) {axes=[0]}
        elementwise_add(X=v, Y=w) -> (Out=y) {axis=-1}
        output y
        """.formatted("1 ".repeat(300)));
  }

  @Test
  void leaveAnOutputOfTheProgram() {
    rules.leaves("""
        weight w [2] 1 2
        unsqueeze2(X=w) -> (Out=v) {axes=[0]}
        output v
        """);
  }

  @Test
  void leaveAQuantizedWeight() {
    rules.leaves("""
        input x [1]
        weight w int8 [2] 1 2 along 0 times 0.5 0.5
        unsqueeze2(X=w) -> (Out=v) {axes=[0]}
        elementwise_add(X=v, Y=x) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void computeWhatDependsOnConstantsAlone() {
    rules.turns("""
        input x [1]
        weight w [2] 1 2
        fill_constant() -> (Out=f) {shape=[2], dtype=5, value=3.0}
        elementwise_mul(X=w, Y=f) -> (Out=p) {axis=-1}
        concat(X=p w) -> (Out=c) {axis=0}
        elementwise_add(X=c, Y=x) -> (Out=y) {axis=-1}
        output y
        """, """
        input x [1]
        weight c [4] 3 6 1 2
        elementwise_add(X=c, Y=x) -> (Out=y) {axis=-1}
        output y
        """);
  }

  @Test
  void leaveAConstantThatIsLargerThanTheOperator() {
    rules.leaves("""
        input x [1]
        fill_constant() -> (Out=f) {shape=[1000], dtype=5, value=3.0}
        elementwise_add(X=f, Y=x) -> (Out=y) {axis=-1}
        output y
        """);
  }
}
