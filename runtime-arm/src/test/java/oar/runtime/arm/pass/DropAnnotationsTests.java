package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropAnnotationsTests {
  private final PassTester pass = new PassTester(new DropAnnotations());

  @ParameterizedTest
  @ValueSource(strings = {"__@kernel_type_attr@__=\"reshape2/def/1/4/2\"", "inplace=true", "op_callstack=\"here\"",
      "op_role=0", "op_device=\"\""})
  void takesWhatDoesNotChangeTheResult(String annotation) {
    pass.turns("""
        input x [2]
        reshape2(X=x) -> (Out=y, XShape=s) {shape=[1 2], %s}
        output y
        """.formatted(annotation), """
        input x [2]
        reshape2(X=x) -> (Out=y, XShape=s) {shape=[1 2]}
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"calib(Input=x) -> (Out=y) {__@kernel_type_attr@__=\"calib/fp32_to_int64/4/1/1\"}",
      "conv2d(Input=x) -> (Output=y) {enable_int8=true, __@kernel_type_attr@__=\"conv2d/fp32_out/4/2/1\"}"})
  void leavesAKernelThatSaysWhatIsComputed(String operator) {
    pass.leaves("""
        input x [2]
        %s
        output y
        """.formatted(operator));
  }

  @Test
  void leavesAnAttributeThatMeansSomethingElseElsewhere() {
    pass.leaves("""
        input x [2]
        anything(X=x) -> (Out=y) {inplace=true}
        output y
        """);
  }
}
