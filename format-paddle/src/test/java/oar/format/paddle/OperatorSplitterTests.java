package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorSplitterTests {
  private static final String KERNEL = "__@kernel_type_attr@__";

  private static Operator.Builder convolution() {
    return Operator.builder("conv2d").input("Input", "x").input("Filter", "f").output("Output", "y")
        .attribute("groups", 1);
  }

  private static Operator.Builder fullyConnected() {
    return Operator.builder("fc").input("Input", "x").input("W", "f").input("Bias", "b").output("Out", "y")
        .attribute("in_num_col_dims", 2);
  }

  private static Operator.Builder chained(String type, String from, String to) {
    return Operator.builder(type).input("X", from).output("Out", to);
  }

  private static Operator.Builder addition(String from, String to, int axis) {
    return Operator.builder("elementwise_add").input("Y", "b").input("X", from).output("Out", to).attribute("axis",
        axis);
  }

  /** Assert what becomes of an operator that reads x and computes y. */
  private static void assertSplit(Operator.Builder fused, Operator.Builder... parts) {
    Program before = new ProgramBuilder().operator(fused).build();
    ProgramBuilder after = new ProgramBuilder();
    List<Operator> operators = new ArrayList<>(List.of(before.mainBlock().operators().getFirst()));
    List<Variable> variables = new ArrayList<>(before.mainBlock().variables());
    for (Operator.Builder part : parts) {
      operators.add(part.build());
      variables.addAll(after.operator(part).build().mainBlock().variables().stream()
          .filter(variable -> !variables.contains(variable)).toList());
    }
    operators.add(before.mainBlock().operators().getLast());
    assertEquals(new Program(new Block(variables, operators), Map.of()), OperatorSplitter.split(before));
  }

  @Test
  void aBiasOfAConvolutionIsAdded() {
    assertSplit(convolution().input("Bias", "b"), convolution().output("Output", "y.part"),
        addition("y.part", "y", 1));
    assertSplit(convolution().input("Bias", "b").attribute("data_format", "NHWC"),
        convolution().output("Output", "y.part").attribute("data_format", "NHWC"), addition("y.part", "y", -1));
  }

  @Test
  void anActivationOfAConvolutionComesLast() {
    Operator.Builder fused = convolution().input("Bias", "b").attribute("with_act", true).attribute("act_type", "relu")
        .attribute("fuse_relu", true);
    assertSplit(fused, convolution().output("Output", "y.part"), addition("y.part", "y.part2", 1),
        chained("relu", "y.part2", "y"));
  }

  @ParameterizedTest
  @CsvSource({"relu6, fuse_brelu_threshold, 6, relu6, threshold",
      "leaky_relu, leaky_relu_alpha, 0.1, leaky_relu, alpha",
      "swish, swish_scale, 2, swish, beta"})
  void anActivationKeepsItsParameter(String activation, String attribute, float value, String type, String name) {
    Operator.Builder fused = convolution().attribute("with_act", true).attribute("act_type", activation)
        .attribute(attribute, value);
    assertSplit(fused, convolution().output("Output", "y.part"), chained(type, "y.part", "y").attribute(name, value));
  }

  @Test
  void anActivationKeepsItsParameters() {
    assertSplit(
        convolution().attribute("with_act", true).attribute("act_type", "hard_swish")
            .attribute("hard_swish_threshold", 5f).attribute("hard_swish_scale", 7f).attribute("hard_swish_offset", 2f),
        convolution().output("Output", "y.part"), chained("hard_swish", "y.part", "y").attribute("threshold", 5f)
            .attribute("scale", 7f).attribute("offset", 2f));
    assertSplit(
        convolution().attribute("with_act", true).attribute("act_type", "hard_sigmoid").attribute("slope", 0.25f)
            .attribute("offset", 0.75f),
        convolution().output("Output", "y.part"),
        chained("hard_sigmoid", "y.part", "y").attribute("slope", 0.25f).attribute("offset", 0.75f));
    assertSplit(
        convolution().input("Prelu_alpha", "p").attribute("with_act", true).attribute("act_type", "prelu")
            .attribute("prelu_mode", "channel"),
        convolution().output("Output", "y.part"),
        chained("prelu", "y.part", "y").input("Alpha", "p").attribute("mode", "channel"));
  }

  @Test
  void aThresholdThatPaddlesRelu6DoesNotKnowIsAClip() {
    assertSplit(
        convolution().attribute("with_act", true).attribute("act_type", "relu6").attribute("fuse_brelu_threshold", 4f),
        convolution().output("Output", "y.part"),
        chained("clip", "y.part", "y").attribute("min", 0f).attribute("max", 4f));
  }

  @Test
  void aFullyConnectedLayerIsAProductAndASum() {
    assertSplit(fullyConnected().attribute("activation_type", "relu6").attribute("alpha", 6f),
        chained("mul", "x", "y.part").input("Y", "f").attribute("x_num_col_dims", 2).attribute("y_num_col_dims", 1),
        addition("y.part", "y.part2", -1), chained("relu6", "y.part2", "y").attribute("threshold", 6f));
    assertSplit(fullyConnected().attribute("op_type", "matmul").attribute("activation_type", ""),
        chained("matmul_v2", "x", "y.part").input("Y", "f").attribute("trans_x", false).attribute("trans_y", false),
        addition("y.part", "y", -1));
  }

  @Test
  void otherFusionsAreSplit() {
    assertSplit(chained("fusion_elementwise_sub_activation", "x", "y").input("Y", "b").attribute("axis", 1)
        .attribute("act_type", "tanh"),
        chained("elementwise_sub", "x", "y.part").input("Y", "b").attribute("axis", 1), chained("tanh", "y.part", "y"));
    assertSplit(chained("scale", "x", "y").attribute("scale", 2f).attribute("activation_type", "relu6")
        .attribute("alpha", 6f), chained("scale", "x", "y.part").attribute("scale", 2f),
        chained("relu6", "y.part", "y").attribute("threshold", 6f));
  }

  @Test
  void conversionsAndCopiesArePaddles() {
    assertSplit(Operator.builder("calib").input("Input", "x").output("Out", "y").attribute(KERNEL,
        "calib/int32_to_fp32/4/1/1"), chained("cast", "x", "y").attribute("in_dtype", 2).attribute("out_dtype", 5));
    assertSplit(Operator.builder("io_copy_once").input("Input", "x").output("Out", "y"), chained("assign", "x", "y"));
  }

  @Test
  void whatPaddleHasIsLeft() {
    for (Operator.Builder own : List.of(convolution(), convolution().input("Bias").attribute("with_act", false),
        fullyConnected().attribute("activation_type", "relu"), fullyConnected().attribute("activation_type", ""),
        chained("scale", "x", "y"), chained("nobody_knows", "x", "y").attribute("act_type", "relu"))) {
      Program program = new ProgramBuilder().operator(own).build();
      assertEquals(program, OperatorSplitter.split(program));
    }
  }

  @Test
  void whatOnlyPaddleLiteKnowsIsLeftOut() {
    assertSplit(chained("relu", "x", "y").attribute(KERNEL, "relu/def/4/1/1"), chained("relu", "x", "y"));
    assertSplit(chained("while", "x", "y").attribute("sub_block", 1),
        chained("while", "x", "y").attribute("sub_block", new Attribute.BlockIndex(1)));
  }

  @Test
  void aNewVariableHasANewNameAndIsNoWeight() {
    Variable result = Variable.weight("z", DataType.FLOAT16, ProgramBuilder.VALUE);
    Program before = new ProgramBuilder().value("z.part").variable(result).build();
    Operator fused = convolution().input("Bias", "b").output("Output", "z").build();
    Block block = before.mainBlock().withOperators(List.of(fused));
    Block inner = new Block(0, Block.NO_BLOCK, List.of(), List.of(fused));
    List<Block> split = OperatorSplitter.split(before.withBlocks(List.of(block, inner))).blocks();
    assertEquals(result.withName("z.part2").withPersistable(false), split.getFirst().variables().getLast());
    assertEquals(List.of(result.withName("z.part3").withPersistable(false)), split.getLast().variables(),
        "declared as in the block around it");
  }
}
