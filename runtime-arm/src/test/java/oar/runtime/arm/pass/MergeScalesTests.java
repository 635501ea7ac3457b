package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergeScalesTests {
  private final PassTester rules = new PassTester(new FormScale(), new MergeScales(), new DropIdentityScale());

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      elementwise_add(X=x, Y=k) | 1.0   | 4.0
      elementwise_add(X=k, Y=x) | 1.0   | 4.0
      elementwise_sub(X=x, Y=k) | 1.0   | -4.0
      elementwise_sub(X=k, Y=x) | -1.0  | 4.0
      elementwise_mul(X=x, Y=k) | 4.0   | 0.0
      elementwise_div(X=x, Y=k) | 0.25  | 0.0
      """)
  void formAScaleOfArithmeticWithOneNumber(String arithmetic, String factor, String offset) {
    rules.turns("""
        input x [2, 3]
        weight k [1] 4
        %s -> (Out=y) {axis=-1}
        output y
        """.formatted(arithmetic), """
        input x [2, 3]
        scale(X=x) -> (Out=y) {scale=%s, bias=%s, bias_after_scale=true}
        output y
        """.formatted(factor, offset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"weight k [2] 4 5", "weight k [1, 1, 1] 4", "weight k int64 [1] 4", "input k [1]"})
  void leaveArithmeticWithAnythingElse(String operand) {
    rules.leaves("""
        input x [2, 2]
        %s
        elementwise_add(X=x, Y=k) -> (Out=y) {axis=-1}
        output y
        """.formatted(operand));
  }

  @ParameterizedTest
  @ValueSource(strings = {"elementwise_div(X=k, Y=x)", "elementwise_div(X=x, Y=zero)", "elementwise_add(X=k, Y=zero)"})
  void leaveWhatIsNoScale(String arithmetic) {
    rules.leaves("""
        input x [2, 2]
        weight k [1] 4
        weight zero [1] 0
        %s -> (Out=y) {axis=-1}
        output y
        """.formatted(arithmetic));
  }

  @Test
  void mergeAChain() {
    rules.turns("""
        input x [2, 3]
        weight k [1] 4
        variable a [2, 3]
        scale(X=x) -> (Out=a) {scale=2.0, bias=1.0, bias_after_scale=false}
        elementwise_mul(X=k, Y=a) -> (Out=b) {axis=-1}
        scale(X=b) -> (Out=y) {scale=0.5, bias=3.0, bias_after_scale=true}
        output y
        """, """
        input x [2, 3]
        scale(X=x) -> (Out=y) {scale=4.0, bias=7.0, bias_after_scale=true}
        output y
        """);
  }

  @Test
  void dropScalesThatUndoEachOther() {
    rules.turns("""
        input x [2, 3]
        relu(X=x) -> (Out=r)
        scale(X=r) -> (Out=a) {scale=2.0, bias=0.0}
        scale(X=a) -> (Out=b) {scale=0.5, bias=0.0}
        tanh(X=b) -> (Out=y)
        output y
        """, """
        input x [2, 3]
        relu(X=x) -> (Out=r)
        tanh(X=r) -> (Out=y)
        output y
        """);
  }

  @Test
  void leaveScalesOfIntegers() {
    rules.leaves("""
        input x int64 [2]
        variable a int64 [2]
        variable y int64 [2]
        scale(X=x) -> (Out=a) {scale=0.5, bias=0.0}
        scale(X=a) -> (Out=y) {scale=2.0, bias=0.0}
        output y
        """);
  }

  @Test
  void leaveAScaleBehindAnActivation() {
    rules.leaves("""
        input x [2]
        scale(X=x) -> (Out=a) {scale=2.0, bias=0.0, activation_type="relu"}
        scale(X=a) -> (Out=y) {scale=3.0, bias=0.0}
        output y
        """);
  }
}
