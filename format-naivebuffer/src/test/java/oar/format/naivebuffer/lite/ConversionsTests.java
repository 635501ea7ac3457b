package oar.format.naivebuffer.lite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import org.junit.jupiter.api.Test;

class ConversionsTests {
  private static final Shape SHAPE = Programs.SHAPE;

  private static Program of(DataType type, Operator... operators) {
    List<Variable> variables = new ArrayList<>();
    for (String name : List.of("x", "y", "z")) {
      variables.add(Variable.tensor(name, type, SHAPE));
    }
    return new Program(new Block(variables, List.of(operators)), Map.of());
  }

  private static List<String> kernels(Program program, LiteTarget target) {
    return LiteProgram.prepare(program, target).mainBlock().operators().stream()
        .map(operator -> operator.textAttribute(KernelChoice.ATTRIBUTE, "")).toList();
  }

  private static List<String> kernels(Program program) {
    return kernels(program, LiteTarget.DEFAULT);
  }

  @Test
  void aKernelOfAnotherTypeHasConversionsAroundIt() {
    assertEquals(List.of("calib/int64_to_fp32/4/1/1", "abs/def/4/1/1", "calib/fp32_to_int64/4/1/1"),
        kernels(of(DataType.INT64, Programs.unary("abs", "x", "y"))));
  }

  @Test
  void aVariableIsConvertedOnceUntilItIsWrittenAgain() {
    Operator first = Programs.unary("square", "x", "y");
    Operator second = Programs.unary("square", "x", "z");
    assertEquals(List.of("calib/int32_to_fp32/4/1/1", "square/def/4/1/1", "calib/fp32_to_int32/4/1/1",
        "square/def/4/1/1", "calib/fp32_to_int32/4/1/1"), kernels(of(DataType.INT32, first, second)));
    Operator again = Programs.unary("assign", "y", "x");
    assertEquals(2, kernels(of(DataType.INT32, first, again, second)).stream()
        .filter("calib/int32_to_fp32/4/1/1"::equals).count());
  }

  @Test
  void whatNoStepLeadsToDirectlyIsReachedInTwo() {
    assertEquals(List.of(Precision.INT32, Precision.BOOL),
        Conversion.between(Precision.INT64, Precision.BOOL).stream().map(Conversion::to).toList());
    assertEquals(List.of(), Conversion.between(Precision.INT16, Precision.FLOAT));
  }

  @Test
  void realsAreNotCutToIntegersUnasked() {
    Operator product = Operator.builder("bitwise_and").input("X", "x").input("Y", "y").output("Out", "z").build();
    Operator index = Operator.builder("sequence_mask").input("X", "x").input("MaxLenTensor", "y").output("Y", "z")
        .build();
    assertEquals(
        List.of("operator sequence_mask -> [z]: input y is float, but the kernel takes int32 in slot MaxLenTensor;"
            + " cast it before"),
        assertThrows(UnsupportedProgramException.class,
            () -> LiteProgram.prepare(of(DataType.FLOAT32, index), LiteTarget.DEFAULT)).problems());
    assertEquals(1, kernels(of(DataType.INT32, product)).size());
  }

  @Test
  void aWeightIsConvertedInTheFile() {
    Variable declared = Variable.weight("w", DataType.INT64, SHAPE);
    Operator sum = Operator.builder("elementwise_min").input("X", "x").input("Y", "w").output("Out", "y")
        .attribute("axis", -1).build();
    Program program = new Program(
        new Block(List.of(declared, Variable.tensor("x", DataType.INT64, SHAPE),
            Variable.tensor("y", DataType.INT64, SHAPE)), List.of(sum)),
        Map.of("w", new Weight(Tensor.of(SHAPE, 1L, 2L, 3L, 4L, 5L, 6L))));
    Program prepared = LiteProgram.prepare(program, LiteTarget.DEFAULT);
    assertEquals(List.of("w/precision_trans"), List.copyOf(prepared.weights().keySet()));
    assertArrayEquals(new float[]{1, 2, 3, 4, 5, 6}, prepared.weights().get("w/precision_trans").tensor().toFloats());
  }

  @Test
  void halfPrecisionIsConvertedWhereItBeginsAndEnds() {
    LiteTarget half = new LiteTarget(true, LiteTarget.DEFAULT.sparseThreshold(), false);
    Program program = Programs.of(List.of("x", "a", "b", "y"), Programs.feed("x"), Programs.unary("relu", "x", "a"),
        Programs.unary("tanh", "a", "b"), Programs.unary("erf", "b", "y"), Programs.fetch("y"));
    assertEquals(List.of("feed/def/1/4/2", "calib/fp32_to_fp16/4/5/1", "relu/def/4/5/1", "tanh/def/4/5/1",
        "calib/fp16_to_fp32/4/5/1", "erf/def/4/1/1", "fetch/def/1/4/2"), kernels(program, half));
  }

  @Test
  void whatIsForcedIsWrittenAsFarAsItGoes() {
    LiteTarget forced = new LiteTarget(false, LiteTarget.DEFAULT.sparseThreshold(), true);
    assertEquals(List.of("", "relu/def/4/1/1"), kernels(
        of(DataType.FLOAT32, Programs.unary("no_such", "x", "y"), Programs.unary("relu", "y", "z")), forced));
  }
}
