package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import oar.api.error.ModelFormatException;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attributes of quantized weights as others write them. */
class QuantizationAttributesTests {
  @TempDir
  Path path;

  private static Tensor zeros(DataType type, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    return new Tensor(type, shape, Tensor.allocate(type, shape));
  }

  private Program read(Tensor stored, Operator.Builder operator) throws IOException {
    Program program = new ProgramBuilder().weight("w", new Weight(stored))
        .operator(operator.input("Y", "w").output("Out", "y")).build();
    return new ModelFolder(path).write(program).read();
  }

  private static Operator.Builder annotated(int bits, Float... scales) {
    return Operator.builder("mul").attribute("quantize_weight_bits", bits).attribute("w_quant_scale",
        new Attribute.Floats(List.of(scales)));
  }

  @Test
  void oldFilesDoNotSayTheType() throws IOException {
    Tensor stored = zeros(DataType.INT8, 1, 2);
    assertEquals(Quantization.PER_TENSOR,
        read(stored, annotated(8, 0.5f)).weights().get("w").quantization().orElseThrow().channelAxis());
    assertEquals(1, read(stored, annotated(8, 0.5f, 1f)).weights().get("w").quantization().orElseThrow().channelAxis());
  }

  @Test
  void weightsThatAreRealNumbersAgainAreNotQuantized() throws IOException {
    Program read = read(Tensor.of(Shape.of(1, 2), 1f, 2f), annotated(8, 0.5f));
    assertTrue(read.weights().get("w").quantization().isEmpty());
    assertEquals(Map.of(), read.mainBlock().operators().get(1).attributes());
  }

  @Test
  void otherUsesOfTheAttributesAreKept() throws IOException {
    Operator.Builder lstm = Operator.builder("lstm").attribute("quantize_weight_bits", 8);
    assertEquals(Map.of("quantize_weight_bits", new Attribute.IntValue(8)),
        read(zeros(DataType.INT8, 2), lstm).mainBlock().operators().get(1).attributes());
  }

  @Test
  void contradictionsAreRefused() {
    Tensor stored = zeros(DataType.INT8, 3, 2);
    assertRefused("quantize_weight_bits is 16, but the weight is stored as int8; 8 goes with int8", stored,
        annotated(16, 1f));
    assertRefused("it has 3 scales; there must be one, or one for each of the 2 channels along axis 1 of its shape"
        + " [3, 2]", stored, annotated(8, 1f, 1f, 1f));
    assertRefused("its channel axis is 2, but its shape is [3, 2]", stored,
        annotated(8, 1f).attribute("w_quant_axis", 2));
    assertRefused("quantization_type is mystery; it must be post_weight_abs_max or", zeros(DataType.INT8, 1),
        annotated(8, 1f).attribute("quantization_type", "mystery"));
  }

  private void assertRefused(String reason, Tensor stored, Operator.Builder operator) {
    String message = assertThrows(ModelFormatException.class, () -> read(stored, operator)).getMessage();
    assertTrue(message.startsWith(path.resolve("model.pdmodel") + ": operator mul -> [y], weight w: " + reason),
        message);
  }

  @Test
  void operatorsMustNotDisagree() throws IOException {
    Program program = new ProgramBuilder().weight("w", new Weight(zeros(DataType.INT8, 3, 2)))
        .operator(annotated(8, 1f).input("Y", "w").output("Out", "y"))
        .operator(annotated(8, 2f).input("Y", "w").output("Out", "z")).build();
    ModelFolder folder = new ModelFolder(path).write(program);
    String message = assertThrows(ModelFormatException.class, folder::read).getMessage();
    assertTrue(message.contains("operator mul -> [z], weight w: an operator before it gives the weight other scales"),
        message);
  }
}
