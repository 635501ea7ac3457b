package oar.format.paddle.pir;

import static oar.format.paddle.pir.PirText.MATRIX;
import static oar.format.paddle.pir.PirText.SCALAR;
import static oar.format.paddle.pir.PirText.attribute;
import static oar.format.paddle.pir.PirText.data;
import static oar.format.paddle.pir.PirText.fetch;
import static oar.format.paddle.pir.PirText.full;
import static oar.format.paddle.pir.PirText.integers;
import static oar.format.paddle.pir.PirText.operation;
import static oar.format.paddle.pir.PirText.parameter;
import static oar.format.paddle.pir.PirText.result;
import static oar.format.paddle.pir.PirText.tensor;
import static oar.format.paddle.pir.PirText.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PirReaderTests {
  @TempDir
  Path folder;

  /** Return the types of the operators between those that feed and fetch. */
  private static List<String> types(Program program) {
    return program.mainBlock().operators().stream().map(Operator::type)
        .filter(type -> !type.equals("feed") && !type.equals("fetch")).toList();
  }

  private static Operator only(Program program, String type) {
    List<Operator> found = program.mainBlock().operators().stream().filter(operator -> operator.type().equals(type))
        .toList();
    assertEquals(1, found.size(), type);
    return found.getFirst();
  }

  /** Read a program that computes one value, %9, from inputs and constants. */
  private Program program(String... operations) throws IOException {
    return new PirText().add(operations).add(fetch(9, 0)).read(folder);
  }

  @Test
  void inputsAndOutputsKeepTheirNamesAndOrder() throws IOException {
    Program program = new PirText().add(data("right", 1, MATRIX), data("left", 2, tensor("f32", -1, 3)),
        operation("1.subtract", List.of(2L, 1L), List.of(result(3, MATRIX))), fetch(1, 1), fetch(3, 0)).read(folder);
    assertEquals(List.of("right", "left"), program.inputs().stream().map(Variable::name).toList());
    assertEquals(Shape.of(-1, 3), program.inputs().getLast().shape().orElseThrow());
    assertEquals(List.of("fetch_name_0", "right"), program.outputs().stream().map(Variable::name).toList());
    assertEquals(Operator.builder("elementwise_sub").input("X", "left").input("Y", "right")
        .output("Out", "fetch_name_0").attribute("axis", -1).build(), only(program, "elementwise_sub"));
  }

  @Test
  void parametersWithValuesAreDeclaredAsWeights() throws IOException {
    Program program = program(parameter("state", 1, tensor("ui8", 0), 0), parameter("table", 2, tensor("f16", 2, 3), 1),
        operation("1.relu", List.of(2L), List.of(result(9, MATRIX))));
    List<Variable> weights = program.mainBlock().variables().stream()
        .filter(variable -> variable.persistable() && variable.kind() == Variable.Kind.LOD_TENSOR).toList();
    assertEquals(List.of(Variable.weight("table", DataType.FLOAT16, Shape.of(2, 3))), weights);
  }

  @Test
  void aConstantOperandBecomesAnAttributeAndNothingElse() throws IOException {
    Program program = program(data("x", 1, MATRIX), integers(2, 3, 2),
        operation("1.reshape", List.of(1L, 2L), List.of(result(9, MATRIX))));
    assertEquals(List.of("reshape2"), types(program));
    assertEquals(new Attribute.Ints(List.of(3, 2)), only(program, "reshape2").attributes().get("shape"));
    assertEquals(List.of(), only(program, "reshape2").inputList("Shape"));
  }

  @Test
  void aComputedOperandGoesIntoTheSlotForIt() throws IOException {
    Program program = program(data("x", 1, MATRIX), data("s", 2, tensor("i64", 2)),
        operation("1.reshape", List.of(1L, 2L), List.of(result(9, MATRIX))));
    assertEquals(List.of("s"), only(program, "reshape2").inputList("Shape"));
  }

  @Test
  void aVectorWhereATensorIsWantedIsPutTogether() throws IOException {
    Program program = program(data("x", 1, MATRIX), data("n", 2, SCALAR), full(3, "i64", -1),
        operation("0.combine", List.of(2L, 3L), List.of(result(4, vector(SCALAR, SCALAR)))),
        operation("1.reshape", List.of(1L, 4L), List.of(result(9, MATRIX))));
    assertEquals(List.of("fill_constant", "stack", "reshape2"), types(program));
    assertEquals(List.of("n", "full_3"), only(program, "stack").inputList("X"));
  }

  @Test
  void aConstantThatSomethingElseReadsStays() throws IOException {
    Program program = program(data("x", 1, MATRIX), full(2, "f32", 0.5),
        operation("1.scale", List.of(1L, 2L), List.of(result(3, MATRIX)), attribute("bias", "0.a_f32", "1.0")),
        operation("1.add", List.of(3L, 2L), List.of(result(9, MATRIX))));
    assertEquals(List.of("fill_constant", "scale", "elementwise_add"), types(program));
    assertEquals(0.5f, only(program, "scale").floatAttribute("scale", 0));
    assertEquals("0.5", only(program, "fill_constant").textAttribute("str_value", ""));
  }

  @Test
  void numbersAreStoredInTheTypesThatPaddle2Declares() throws IOException {
    Program program = program(data("x", 1, MATRIX), integers(2, 2, 2),
        operation("1.pool2d", List.of(1L, 2L), List.of(result(3, MATRIX)), attribute("strides", "0.a_array",
            "[{\"#\":\"0.a_i64\",\"D\":2},{\"#\":\"0.a_i64\",\"D\":1}]")),
        operation("1.leaky_relu", List.of(3L), List.of(result(4, MATRIX)),
            attribute("negative_slope", "0.a_f64", "0.25")),
        operation("1.embedding", List.of(1L, 4L), List.of(result(9, MATRIX)), attribute("padding_idx", "0.a_i64", "-1"),
            attribute("sparse", "0.a_bool", "false"), attribute("struct_name", "0.a_str", "\"/layer/\"")));
    assertEquals(new Attribute.Ints(List.of(2, 1)), only(program, "pool2d").attributes().get("strides"));
    assertEquals(new Attribute.FloatValue(0.25f), only(program, "leaky_relu").attributes().get("alpha"));
    assertEquals(Operator.builder("lookup_table_v2").input("Ids", "x").input("W", "leaky_relu_4")
        .output("Out", "fetch_name_0").attribute("padding_idx", new Attribute.LongValue(-1)).build(),
        only(program, "lookup_table_v2"));
  }

  @Test
  void infiniteNumbersAreWords() throws IOException {
    Program program = program(operation("1.full", List.of(), List.of(result(9, MATRIX)),
        attribute("shape", "1.a_intarray", "[2,3]"), "{\"N\":\"value\",\"AT\":{\"#\":\"0.a_f64\",\"VD\":\"-INF\"}}",
        attribute("dtype", "1.a_dtype", "\"float32\"")));
    assertEquals(Float.NEGATIVE_INFINITY, only(program, "fill_constant").floatAttribute("value", 0));
    assertEquals("-inf", only(program, "fill_constant").textAttribute("str_value", ""));
  }

  @Test
  void elementsOfVectorsFillOneSlot() throws IOException {
    Program program = program(data("x", 1, MATRIX), full(2, "i32", 1),
        operation("1.split_with_num", List.of(1L, 2L), List.of(result(3, vector(MATRIX, MATRIX))),
            attribute("num", "0.a_i32", "2")),
        operation("0.split", List.of(3L), List.of(result(4, MATRIX), result(5, MATRIX))),
        operation("0.combine", List.of(5L, 4L), List.of(result(6, vector(MATRIX, MATRIX)))),
        operation("1.concat", List.of(6L, 2L), List.of(result(9, MATRIX))));
    List<String> parts = only(program, "split").outputList("Out");
    assertEquals(2, parts.size());
    assertEquals(parts.reversed(), only(program, "concat").inputList("X"));
  }

  @Test
  void anOperandThatIsLeftOutHasNoSlot() throws IOException {
    Program program = program(data("x", 1, MATRIX), operation("1.layer_norm", List.of(1L, 0L, 0L),
        List.of(result(9, MATRIX), result(3, "{\"#\":\"NULL\"}"), result(4, tensor("f32", -4)))));
    Operator norm = only(program, "layer_norm");
    assertEquals(List.of("X"), List.copyOf(norm.inputs().keySet()));
    assertEquals(List.of("Y", "Variance"), List.copyOf(norm.outputs().keySet()));
  }

  @Test
  void whatIsOverwrittenAndReadAgainIsOneVariable() throws IOException {
    Program program = program(data("x", 1, MATRIX), full(2, "f32", 1),
        operation("1.increment_", List.of(2L), List.of(result(3, tensor("f32"))), attribute("value", "0.a_f32", "1.0")),
        operation("1.scale", List.of(1L, 2L), List.of(result(9, MATRIX))));
    assertEquals(List.of("full_2"), only(program, "increment").outputList("Out"));
    assertEquals(List.of("full_2"), only(program, "scale").inputList("ScaleTensor"));
  }

  @Test
  void whatIsOverwrittenAndNeverReadAgainIsLeftAlone() throws IOException {
    Program program = program(data("x", 1, MATRIX), operation("1.relu_", List.of(1L), List.of(result(9, MATRIX))));
    assertEquals(Operator.builder("relu").input("X", "x").output("Out", "fetch_name_0").build(), only(program, "relu"));
  }

  @Test
  void statisticsOfABatchNormAreReadAndWrittenInPlace() throws IOException {
    Program program = program(data("x", 1, MATRIX), data("mean", 2, MATRIX), data("variance", 3, MATRIX),
        operation("1.batch_norm_", List.of(1L, 2L, 3L, 0L, 0L), List.of(result(9, MATRIX), result(4, MATRIX),
            result(5, MATRIX), result(6, MATRIX), result(7, MATRIX), result(8, tensor("ui8", -1)))));
    Operator norm = only(program, "batch_norm");
    assertEquals(norm.inputList("Mean"), norm.outputList("MeanOut"));
    assertEquals(norm.inputList("Variance"), norm.outputList("VarianceOut"));
  }

  @Test
  void aShapeIsWidenedTo64Bits() throws IOException {
    Program program = program(data("x", 1, MATRIX),
        operation("1.shape64", List.of(1L), List.of(result(9, tensor("i64", 2)))));
    assertEquals(List.of("shape", "cast"), types(program));
    assertEquals(2, only(program, "cast").intAttribute("in_dtype", 0));
    assertEquals(DataType.INT64, program.outputs().getFirst().type().orElseThrow());
  }

  @Test
  void aSumOverNoAxesIsOverAll() throws IOException {
    Program program = program(data("x", 1, tensor("i32", 2)), integers(2),
        operation("1.sum", List.of(1L, 2L), List.of(result(9, tensor("i64"))),
            attribute("dtype", "1.a_dtype", "\"int64\""), attribute("keepdim", "0.a_bool", "false")));
    Operator sum = only(program, "reduce_sum");
    assertEquals(true, sum.booleanAttribute("reduce_all", false));
    assertEquals(List.of(2, 3), List.of(sum.intAttribute("in_dtype", 0), sum.intAttribute("out_dtype", 0)));
  }

  @Test
  void boundsThatFloatsWouldRoundAreTensors() throws IOException {
    Program program = program(data("x", 1, tensor("i64", 2)), full(2, "i64", 0), full(3, "i64", 16_777_217),
        operation("1.clip", List.of(1L, 2L, 3L), List.of(result(9, tensor("i64", 2)))));
    assertEquals(List.of("full_2"), only(program, "clip").inputList("Min"));
    assertEquals(List.of("full_3"), only(program, "clip").inputList("Max"));
  }

  @Test
  void namesThatAreTakenAreNotGivenAgain() throws IOException {
    Program program = program(data("relu_3", 1, MATRIX), data("feed", 2, MATRIX),
        operation("1.relu", List.of(1L), List.of(result(3, MATRIX))),
        operation("1.add", List.of(3L, 2L), List.of(result(9, MATRIX))));
    assertEquals(List.of("relu_3.1"), only(program, "relu").outputList("Out"));
    assertEquals(List.of("relu_3", "feed"), program.inputs().stream().map(Variable::name).toList());
  }
}
