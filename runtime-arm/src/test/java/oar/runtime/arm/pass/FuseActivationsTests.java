package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FuseActivationsTests {
  private final PassTester rules = new PassTester(new FormSwish(), new FuseConvolutionActivation(),
      new FuseElementwiseActivation(), new FuseScaleActivation());

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      relu(X=c)                    | act_type="relu", fuse_relu=true
      relu6(X=c)                   | act_type="relu6", fuse_brelu_threshold=6.0
      leaky_relu(X=c) {alpha=0.5}  | act_type="leaky_relu", leaky_relu_alpha=0.5
      leaky_relu(X=c)              | act_type="leaky_relu", leaky_relu_alpha=0.02
      hard_swish(X=c) {offset=3.0} | act_type="hard_swish", hard_swish_threshold=6.0, hard_swish_scale=6.0, hard_swish_offset=3.0
      """)
  void becomeAttributesOfAConvolution(String activation, String attributes) {
    int end = activation.indexOf(')') + 1;
    rules.turns("""
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        conv2d(Input=x, Filter=w) -> (Output=c) {groups=1}
        %s -> (Out=y)%s
        output y
        """.formatted(activation.substring(0, end), activation.substring(end)), """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        conv2d(Input=x, Filter=w) -> (Output=y) {groups=1, with_act=true, %s}
        output y
        """.formatted(attributes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"depthwise_conv2d", "conv2d_transpose", "conv2d"})
  void stayAHardSwishWherePaddleLiteCannotFuseIt(String convolution) {
    leaves(convolution + "(Input=x, Filter=w) -> (Output=c) {groups=2}", "hard_swish(X=c) -> (Out=y)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu6(X=c) -> (Out=y) {threshold=4.0}", "hard_swish(X=c) -> (Out=y) {offset=2.0}",
      "sigmoid(X=c) -> (Out=y)"})
  void stayWhatAConvolutionWouldComputeOtherwise(String activation) {
    leaves("conv2d(Input=x, Filter=w) -> (Output=c) {groups=2}", activation);
  }

  @Test
  void stayBehindAnotherActivation() {
    leaves("conv2d(Input=x, Filter=w) -> (Output=c) {with_act=true, act_type=\"relu\"}", "relu(X=c) -> (Out=y)");
  }

  @Test
  void stayBehindASumThatIsReadOtherwise() {
    leaves("conv2d(Input=x, Filter=w) -> (Output=c) {groups=2}\noutput c", "relu(X=c) -> (Out=y)");
  }

  private void leaves(String convolution, String activation) {
    rules.leaves("""
        input x [1, 2, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        %s
        %s
        output y
        """.formatted(convolution, activation));
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "sub", "mul"})
  void becomeAPartOfArithmetic(String name) {
    rules.turns("""
        input a [2, 3]
        input b [3]
        elementwise_%s(X=a, Y=b) -> (Out=c) {axis=-1}
        relu(X=c) -> (Out=y)
        output y
        """.formatted(name), """
        input a [2, 3]
        input b [3]
        fusion_elementwise_%s_activation(X=a, Y=b) -> (Out=y) {axis=-1, act_type="relu"}
        output y
        """.formatted(name));
  }

  @Test
  void stayBehindIntegers() {
    rules.leaves("""
        input a int64 [2]
        variable c int64 [2]
        variable y int64 [2]
        elementwise_add(X=a, Y=a) -> (Out=c) {axis=-1}
        relu(X=c) -> (Out=y)
        output y
        """);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      relu(X=c)                   | activation_type="relu", fuse_relu=true
      relu6(X=c)                  | activation_type="relu6", alpha=6.0, threshold=6.0
      leaky_relu(X=c) {alpha=0.5} | activation_type="leaky_relu", alpha=0.5
      """)
  void becomeAttributesOfAScale(String activation, String attributes) {
    int end = activation.indexOf(')') + 1;
    rules.turns("""
        input x [2, 2]
        scale(X=x) -> (Out=c) {scale=2.0, bias=1.0}
        %s -> (Out=y)%s
        output y
        """.formatted(activation.substring(0, end), activation.substring(end)), """
        input x [2, 2]
        scale(X=x) -> (Out=y) {scale=2.0, bias=1.0, %s}
        output y
        """.formatted(attributes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X=x, Y=s", "X=s, Y=x"})
  void areFormedOfAValueAndItsSigmoid(String operands) {
    rules.turns("""
        input x [2, 2]
        sigmoid(X=x) -> (Out=s)
        elementwise_mul(%s) -> (Out=y) {axis=-1}
        output y
        """.formatted(operands), """
        input x [2, 2]
        swish(X=x) -> (Out=y) {beta=1.0}
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"output s", "output z"})
  void areNotFormedOfASigmoidThatIsReadOtherwiseOrOfAnotherValue(String output) {
    rules.leaves("""
        input x [2, 2]
        input z [2, 2]
        sigmoid(X=x) -> (Out=s)
        elementwise_mul(X=s, Y=%s) -> (Out=y) {axis=-1}
        output y
        %s
        """.formatted(output.endsWith("s") ? "x" : "z", output));
  }
}
