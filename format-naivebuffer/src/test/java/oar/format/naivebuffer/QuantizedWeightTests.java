package oar.format.naivebuffer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import oar.api.quantization.SymmetricQuantization;
import oar.api.quantization.WeightDecision;
import oar.api.quantization.WeightSelection;
import oar.kit.Case;
import oar.kit.CaseCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantizedWeightTests {
  /** The bytes of the version field behind the text and its zero. */
  private static final int UNINITIALISED_FROM = 11;
  private static final int UNINITIALISED_TO = 18;
  private static final Tensor REAL = Tensor.of(Shape.of(2, 3), 1f, -2f, 3f, -4f, 5f, -6f);

  private static Program quantize(Program program, DataType type) {
    Map<String, Weight> weights = new LinkedHashMap<>(program.weights());
    for (WeightDecision decision : new WeightSelection(List.of(), List.of(), true).decide(program)) {
      decision.channelAxis().ifPresent(axis -> weights.computeIfPresent(decision.weight(),
          (name, weight) -> SymmetricQuantization.quantize(type.label(), type, name, weight, axis)));
    }
    return program.withWeights(weights);
  }

  /** Return a program of operators that read weight {@code w}, each with a kernel. */
  private static Program program(Weight weight, String... operatorTypes) {
    List<Operator> operators = Arrays.stream(operatorTypes)
        .map(type -> Operator.builder(type).input("W", "w").output("Out", "x")
            .attribute("__@kernel_type_attr@__", type + "/def/4/1/1").build())
        .toList();
    return new Program(new Block(List.of(Variable.weight("w", DataType.FLOAT32, weight.shape()),
        Variable.tensor("x", DataType.FLOAT32, Shape.of(1))), operators), Map.of("w", weight));
  }

  private static Weight int8(int channelAxis) {
    return SymmetricQuantization.quantize("int8", DataType.INT8, "w", new Weight(REAL), channelAxis);
  }

  private static List<Operator> written(Program program) {
    return ScaleAttributeWriter.restore(program).mainBlock().operators();
  }

  @ParameterizedTest
  @EnumSource(names = {"INT8", "INT16"})
  void quantizingAFileGivesTheFileThatTheRealOptimiserWrites(DataType type) throws IOException {
    try (CaseCollection cases = ModelFile.cases("nb/lenet_fp32", "nb/lenet_" + type.label())) {
      byte[] expected = Files.readAllBytes(ModelFile.of(cases.cases().getLast()));
      byte[] actual = ModelFile.write(quantize(ModelFile.read(ModelFile.of(cases.cases().getFirst())), type));
      System.arraycopy(expected, UNINITIALISED_FROM, actual, UNINITIALISED_FROM, UNINITIALISED_TO - UNINITIALISED_FROM);
      assertArrayEquals(expected, actual);
    }
  }

  @Test
  void scalesTravelWithTheWeightAndLeaveTheOperator() throws IOException {
    try (CaseCollection cases = ModelFile.cases("nb/unet_tiny_int8")) {
      for (Case oneCase : cases.cases()) {
        Program program = ModelFile.read(ModelFile.of(oneCase));
        Weight filter = program.weights().values().stream().filter(weight -> weight.quantization().isPresent())
            .findFirst().orElseThrow();
        Quantization quantization = filter.quantization().orElseThrow();
        assertEquals("int8", quantization.quantizer());
        assertEquals(DataType.INT8, filter.tensor().type());
        assertEquals(filter.shape().dimension(quantization.channelAxis()), quantization.scales().elementCount());
        assertTrue(program.mainBlock().operators().stream().flatMap(operator -> operator.attributes().keySet().stream())
            .noneMatch(name -> name.startsWith("quant") || name.endsWith("_quant_scale")));
      }
    }
  }

  @Test
  void aWeightThatIsRealAgainLeavesNoTrace() throws IOException {
    Program read = ModelFile.read(ModelFile.write(program(int8(1), "fc", "fc")));
    assertTrue(read.weights().get("w").quantization().isPresent());
    Program real = ModelFile.read(ModelFile.write(read.withWeights(Map.of("w", new Weight(REAL)))));
    assertEquals(Optional.empty(), real.weights().get("w").quantization());
    assertEquals(program(new Weight(REAL), "fc", "fc").mainBlock().operators(), real.mainBlock().operators());
  }

  @Test
  void theFirstOperatorThatFitsHasTheScales() {
    List<Operator> operators = written(program(int8(1), "relu", "conv2d", "mul", "fc"));
    assertEquals(List.of(false, false, true, false),
        operators.stream().map(operator -> operator.attributes().containsKey("w_quant_scale")).toList());
    assertEquals(Optional.of(new Attribute.IntValue(8)), operators.get(2).attribute("quantize_weight_bits"));
  }

  @Test
  void anOperatorThatTheLoaderGetsRightComesBeforeOneThatItForgets() {
    List<Operator> operators = written(program(int8(1), "matmul_v2", "fc"));
    assertFalse(operators.get(0).attributes().containsKey("w_quant_scale"));
    assertTrue(operators.get(1).attributes().containsKey("w_quant_scale"));
  }

  @Test
  void oneScaleForAllIsWrittenForEachChannel() {
    Operator operator = written(program(int8(Quantization.PER_TENSOR), "fc")).getFirst();
    float scale = 6 / 127f;
    assertEquals(Optional.of(new Attribute.Floats(List.of(scale, scale, scale))), operator.attribute("w_quant_scale"));
  }

  @Test
  void aWeightThatTheLoaderWouldNotMakeRealIsWrittenReal() throws IOException {
    for (Program program : List.of(program(int8(0), "fc", "softmax"), program(int8(1), "rnn"),
        program(int8(1), "matmul_v2"))) {
      Weight written = ModelFile.read(ModelFile.write(program)).weights().get("w");
      assertEquals(Optional.empty(), written.quantization());
      assertEquals(SymmetricQuantization.dequantize(program.weights().get("w")), written.tensor());
    }
  }

  @Test
  void aFileWhoseScalesTheLoaderGetsWrongIsWrittenAsItWasRead() throws IOException {
    Program program = program(new Weight(int8(1).tensor()), "matmul_v2");
    Operator operator = program.mainBlock().operators().getFirst().toBuilder().attribute("quantize_weight_bits", 8)
        .attribute("quantization_type", "post_weight_channel_wise_abs_max")
        .attribute("w_quant_scale", new Attribute.Floats(List.of(1f, 2f, 3f))).build();
    byte[] file = ModelFile
        .write(program.withBlocks(List.of(program.mainBlock().withOperators(List.of(operator)))));
    Program read = ModelFile.read(file);
    assertTrue(read.weights().get("w").quantization().isPresent());
    assertArrayEquals(file, ModelFile.write(read));
  }

  @Test
  void whatAnotherQuantizerStoredIsRefusedByName() {
    Weight packed = new Weight(Tensor.copyOf(DataType.UINT8, Shape.of(3), int8(1).tensor().data().asSlice(0, 3)),
        new Quantization("int4", Shape.of(2, 3), 1, Tensor.of(Shape.of(3), 1f, 1f, 1f), Map.of()));
    UnsupportedProgramException refusal = assertThrows(UnsupportedProgramException.class,
        () -> written(program(packed, "fc")));
    assertEquals(
        List.of("weight w was stored by quantizer int4 as uint8 [3]; a .nb knows int8 and int16 alone; leave it"
            + " as it is with --except w"),
        refusal.problems());
  }

  @Test
  void attributesThatDoNotFitTheirWeightStayWhereTheyAre() throws IOException {
    Program program = program(new Weight(int8(1).tensor()), "fc");
    Operator operator = program.mainBlock().operators().getFirst().toBuilder().attribute("quantize_weight_bits", 8)
        .attribute("w_quant_scale", new Attribute.Floats(List.of(1f))).build();
    Program odd = program.withBlocks(List.of(program.mainBlock().withOperators(List.of(operator))));
    assertEquals(odd.blocks(), ModelFile.read(ModelFile.write(odd)).blocks());
    assertEquals(Optional.empty(), ModelFile.read(ModelFile.write(odd)).weights().get("w").quantization());
  }
}
