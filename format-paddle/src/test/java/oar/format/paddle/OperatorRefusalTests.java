package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.error.InvalidProgramException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorRefusalTests {
  private static Operator.Builder operator(String type, String output) {
    return Operator.builder(type).input("X", "x").output("Out", output);
  }

  private static Operator.Builder convolution() {
    return Operator.builder("conv2d").input("Input", "x").input("Filter", "f").output("Output", "y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sparse_conv2d", "fused_attention", "layout", "calib"})
  void anOperatorWithoutEqualIsRefused(String type) {
    Program program = new ProgramBuilder().operator(operator(type, "y")).operator(operator(type, "z")).build();
    UnsupportedProgramException refused = assertThrows(UnsupportedProgramException.class,
        () -> OperatorSplitter.split(program));
    assertEquals(2, refused.problems().size());
    assertTrue(refused.problems().getLast().startsWith("block 0, operator " + type + " -> [z]: "),
        refused.getMessage());
  }

  @Test
  void aMeaningWithoutEqualIsRefused() {
    assertRefused("it computes with 8-bit integers", convolution().attribute("enable_int8", true));
    assertRefused("its fuse_elementwise_op_type is a fusion",
        convolution().attribute("fuse_elementwise_op_type", "add"));
    assertRefused("its activation 'mystery' is not one", operator("scale", "y").attribute("activation_type",
        "mystery"));
    assertRefused("its fuse_scaleact is a fusion", operator("scale", "y").attribute("activation_type", "relu")
        .attribute("fuse_scaleact", true));
    assertRefused("its weight is padded",
        Operator.builder("fc").input("Input", "x").output("Out", "y").attribute("padding_weights", true));
    assertRefused("its kernel 'calib/int8_to_fp32/4/2/1' is no conversion",
        Operator.builder("calib").input("Input", "x")
            .output("Out", "y").attribute("__@kernel_type_attr@__", "calib/int8_to_fp32/4/2/1"));
  }

  private static void assertRefused(String reason, Operator.Builder operator) {
    Program program = new ProgramBuilder().operator(operator).build();
    String message = assertThrows(UnsupportedProgramException.class, () -> OperatorSplitter.split(program))
        .getMessage();
    assertTrue(message.contains(": " + reason), message);
  }

  @Test
  void whatIsComputedMustBeDeclared() {
    Program program = new ProgramBuilder().build();
    Block block = program.mainBlock().withOperators(List.of(convolution().input("Bias", "b").build()));
    String message = assertThrows(InvalidProgramException.class,
        () -> OperatorSplitter.split(program.withBlocks(List.of(block)))).getMessage();
    assertEquals("block 0: variable y is computed but not declared", message);
  }
}
