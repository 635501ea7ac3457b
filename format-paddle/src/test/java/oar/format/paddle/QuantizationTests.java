package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import oar.api.Options;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.api.quantization.PaddleSlimTestWeights;
import oar.api.quantization.SymmetricScheme;
import oar.format.paddle.proto.OpDesc;
import oar.format.paddle.proto.ProgramDesc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizationTests {
  @TempDir
  Path path;

  private static Tensor zeros(DataType type, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    return new Tensor(type, shape, Tensor.allocate(type, shape));
  }

  private static Weight quantized(String quantizer, Tensor tensor, int axis) {
    int channels = axis == Quantization.PER_TENSOR ? 1 : (int) tensor.shape().dimension(axis);
    float[] scales = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      scales[channel] = 0.5f + channel;
    }
    return new Weight(tensor,
        new Quantization(quantizer, tensor.shape(), axis, Tensor.of(Shape.of(channels), scales), Map.of()));
  }

  private static Weight int8(int axis, long... dimensions) {
    return quantized("int8", zeros(DataType.INT8, dimensions), axis);
  }

  private static Program program(String type, Map<String, Weight> weights) {
    ProgramBuilder builder = new ProgramBuilder();
    weights.forEach(builder::weight);
    return builder.operator(reader(type, List.copyOf(weights.keySet())).output("Out", "y")).build();
  }

  private static Operator.Builder reader(String type, List<String> weights) {
    return Operator.builder(type).input("X", "x").input("Y", weights);
  }

  private Map<String, Attribute> writtenAttributes(Program program, int operator) throws IOException {
    OpDesc desc = ProgramDesc.parseFrom(new ModelFolder(path).write(program).bytes("model.pdmodel")).getBlocks(0)
        .getOps(operator);
    return desc.getAttrsList().stream()
        .collect(Collectors.toMap(OpDesc.Attr::getName, AttributeCodec::read));
  }

  @ParameterizedTest
  @CsvSource({"conv2d, int8, 0", "depthwise_conv2d, int16, 0", "mul, int8, 1", "matmul_v2, int16, 1",
      "lookup_table, int8, -1",
      "conv2d, int16, -1", "matmul, int8, 0", "conv2d, int8, 1", "mul, int8, 3"})
  void aQuantizedWeightIsReadBack(String type, String quantizer, int axis) throws IOException {
    DataType storage = quantizer.equals("int8") ? DataType.INT8 : DataType.INT16;
    Program program = program(type, Map.of("w", quantized(quantizer, zeros(storage, 3, 2, 4, 5), axis)));
    assertEquals(program, new ModelFolder(path).write(program).read());
  }

  @Test
  void oneChannelIsNotTheWholeWeight() throws IOException {
    for (int axis : new int[]{Quantization.PER_TENSOR, 0}) {
      Program program = program("conv2d", Map.of("w", int8(axis, 1, 4)));
      assertEquals(program, new ModelFolder(path).write(program).read());
    }
  }

  @Test
  void aScalarHasOneScale() throws IOException {
    Program program = program("any", Map.of("w", int8(Quantization.PER_TENSOR)));
    assertEquals(program, new ModelFolder(path).write(program).read());
  }

  @Test
  void theAttributesArePaddleSlims() throws IOException {
    assertEquals(Map.of("quantization_type", new Attribute.Text("post_weight_channel_wise_abs_max"),
        "quantize_weight_bits", new Attribute.IntValue(8), "w_quant_scale", new Attribute.Floats(List.of(0.5f, 1.5f)),
        "with_quant_attr", new Attribute.BooleanValue(true)),
        writtenAttributes(program("mul", Map.of("w", int8(1, 3, 2))), 1));
    Weight int16 = quantized("int16", zeros(DataType.INT16, 3, 2), Quantization.PER_TENSOR);
    assertEquals(Map.of("quantization_type", new Attribute.Text("post_weight_abs_max"), "quantize_weight_bits",
        new Attribute.IntValue(16), "w_quant_scale", new Attribute.Floats(List.of(0.5f)), "with_quant_attr",
        new Attribute.BooleanValue(true)), writtenAttributes(program("mul", Map.of("w", int16)), 1));
  }

  @Test
  void aTestModelHasTheRealNumbersAndTheAttributes() throws IOException {
    Weight weight = new SymmetricScheme("int8", DataType.INT8, true, SymmetricScheme.Arithmetic.PADDLE_SLIM)
        .quantize("w", new Weight(Tensor.of(Shape.of(2, 2), 0.1f, 0.2f, -0.7f, 0.4f)), 1);
    PaddleFormat format = new PaddleFormat();
    format.write(program("mul", Map.of("w", weight)), new ModelFolder(path),
        Options.of(format, Map.of("weights", "dequantized")));
    Program read = new ModelFolder(path).read();
    assertEquals(new Weight(PaddleSlimTestWeights.of(weight)), read.weights().get("w"));
    OpDesc mul = ProgramDesc.parseFrom(new ModelFolder(path).bytes("model.pdmodel")).getBlocks(0).getOps(1);
    assertEquals(Set.of("quantization_type", "quantize_weight_bits", "w_quant_scale", "with_quant_attr"),
        mul.getAttrsList().stream().map(OpDesc.Attr::getName).collect(Collectors.toSet()));
  }

  @Test
  void onlyOneOfTwoReadersHasTheScales() throws IOException {
    Program program = new ProgramBuilder().weight("w", int8(0, 3, 2))
        .operator(Operator.builder("matmul_v2").input("Y", "w").output("Out", "y"))
        .operator(Operator.builder("conv2d").input("Filter", "w").output("Output", "z")).build();
    assertFalse(writtenAttributes(program, 1).containsKey("w_quant_scale"));
    assertTrue(writtenAttributes(program, 2).containsKey("w_quant_scale"), "its axis is the usual one of conv2d");
    assertEquals(program, new ModelFolder(path).read());
  }

  @Test
  void everyWeightThatCannotBeWrittenIsNamed() {
    Weight packed = new Weight(zeros(DataType.INT8, 3), new Quantization("int8", Shape.of(3, 2), 1,
        Tensor.of(Shape.of(2), 1f, 1f), Map.of()));
    Weight tooFewScales = new Weight(zeros(DataType.INT8, 3, 2), new Quantization("int8", Shape.of(3, 2), 1,
        Tensor.of(Shape.of(1), 1f), Map.of()));
    Program program = new ProgramBuilder().weight("foreign", quantized("acme-int4", zeros(DataType.INT8, 2), 0))
        .weight("packed", packed).weight("scales", tooFewScales).weight("unread", int8(0, 2))
        .weight("first", int8(0, 2))
        .weight("second", quantized("int16", zeros(DataType.INT16, 2), 0))
        .operator(reader("any", List.of("foreign", "packed", "scales", "first", "second")).output("Out", "y")).build();
    UnsupportedProgramException refused = assertThrows(UnsupportedProgramException.class,
        () -> new ModelFolder(path).write(program));
    assertEquals(List.of("weight foreign: quantizer acme-int4 stored it; Paddle knows int8 and int16",
        "weight packed: its storage, int8 [3] with the parameters [], is packed; Paddle stores int8 [3, 2]",
        "weight scales: it has 1 scales for 2 channels",
        "weight unread: no operator reads it, so none can have its scales",
        "weight second: operator any -> [y] reads another weight that is quantized in another way; an operator has "
            + "room for one way"),
        refused.problems());
    assertTrue(refused.getMessage().contains("dequantize it first"), refused.getMessage());
  }
}
