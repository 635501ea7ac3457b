package oar.format.naivebuffer.lite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import oar.api.quantization.SymmetricQuantization;
import oar.format.naivebuffer.ModelFile;
import oar.format.paddle.PaddleFormat;
import oar.kit.Case;
import oar.kit.CaseCollection;
import org.junit.jupiter.api.Test;

class LiteProgramTests {
  /** The bytes of the version field behind the text and its zero, which the real optimiser does not initialise. */
  private static final int UNINITIALISED_FROM = 11;
  private static final int UNINITIALISED_TO = 18;

  private static List<String> problems(Program program) {
    return assertThrows(UnsupportedProgramException.class, () -> LiteProgram.prepare(program, LiteTarget.DEFAULT))
        .problems();
  }

  private static Operator prepared(Program program, int position) {
    return LiteProgram.prepare(program, LiteTarget.DEFAULT).mainBlock().operators().get(position);
  }

  @Test
  void aPaddleProgramBecomesTheFileThatTheRealOptimiserWrites() throws IOException {
    PaddleFormat paddle = new PaddleFormat();
    try (CaseCollection cases = ModelFile.cases("opt/as_opt_writes")) {
      for (Case oneCase : cases.cases()) {
        // What the runtime gets wrong is led around.
        if (!oneCase.origin().lite().equals("same")) {
          continue;
        }
        Program program = paddle.read(new ModelSource(oneCase.folder()), Options.defaults(paddle));
        byte[] expected = Files.readAllBytes(ModelFile.of(oneCase));
        byte[] actual = ModelFile.write(program);
        System.arraycopy(expected, UNINITIALISED_FROM, actual, UNINITIALISED_FROM,
            UNINITIALISED_TO - UNINITIALISED_FROM);
        assertArrayEquals(expected, actual, oneCase.name());
      }
    }
  }

  @Test
  void whatTheRuntimeCannotComputeIsRefusedInWords() {
    Operator recurrent = Operator.builder("rnn").input("Input", "x").output("Out", "y").attribute("mode", "RNN_TANH")
        .build();
    assertEquals(List.of(
        "operator rnn -> [y]: the kernel is wrong where the activation is tanh or relu"),
        problems(Programs.of(List.of("x", "y"), recurrent)));
    Operator rounding = Programs.unary("round", "x", "y").toBuilder().attribute("decimals", 2).build();
    assertEquals(List.of("operator round -> [y]: the kernel is wrong where it is to other digits than those before the "
        + "point"), problems(Programs.of(List.of("x", "y"), rounding)));
    Operator threshold = Programs.unary("thresholded_relu", "x", "y").toBuilder().attribute("value", 1f).build();
    assertEquals(List.of("operator thresholded_relu -> [y]: the kernel is wrong where what is not above the threshold "
        + "becomes another number than 0"), problems(Programs.of(List.of("x", "y"), threshold)));
  }

  @Test
  void aScalarWeightHasOneDimension() {
    Program program = Programs.withWeight(Programs.of(List.of("x", "y"),
        Programs.unary("relu", "x", "y").toBuilder().input("Y", "w").build()), "w");
    Weight scalar = new Weight(Tensor.of(Shape.SCALAR, 1f));
    Program prepared = LiteProgram.prepare(program.withWeights(Map.of("w", scalar)), LiteTarget.DEFAULT);
    assertEquals(Shape.of(1), prepared.weights().get("w").shape());
  }

  @Test
  void aProgramWhoseOperatorsHaveKernelsIsLeftAsItIs() {
    Program program = LiteProgram
        .prepare(
            Programs.of(List.of("x", "y"), Programs.feed("x"), Programs.unary("relu", "x", "y"), Programs.fetch("y")),
            LiteTarget.DEFAULT);
    assertSame(program, LiteProgram.prepare(program, LiteTarget.DEFAULT));
  }

  @Test
  void anOperatorThatHasAKernelKeepsIt() {
    Operator chosen = Programs.unary("relu", "x", "a").toBuilder().attribute(KernelChoice.ATTRIBUTE, "relu/def/1/1/1")
        .build();
    Program program = Programs.of(List.of("x", "a", "y"), chosen, Programs.unary("relu", "a", "y"));
    assertEquals(chosen, prepared(program, 0));
    assertEquals("relu/def/4/1/1", prepared(program, 1).textAttribute(KernelChoice.ATTRIBUTE, ""));
  }

  @Test
  void everyOperatorThatTheRuntimeLacksIsNamedAtOnce() {
    assertEquals(List.of("operator pool3d has no kernel", "operator no_such has no kernel"),
        problems(Programs.of(List.of("x", "y"), Programs.unary("pool3d", "x", "y"), Programs.unary("no_such", "x", "y"),
            Programs.unary("no_such", "y", "x"))));
  }

  @Test
  void anInputThatNoKernelTakesIsNamed() {
    Program program = Programs.of(List.of("y"), Programs.unary("exp", "x", "y"));
    List<Variable> variables = new ArrayList<>(program.mainBlock().variables());
    variables.add(Variable.tensor("x", DataType.INT16, Programs.SHAPE));
    assertEquals(
        List.of("operator exp -> [y]: input x is int16, but the kernel takes float in slot X; cast it before"),
        problems(program.withBlocks(List.of(program.mainBlock().withVariables(variables)))));
  }

  @Test
  void elementsThatTheLoaderDoesNotKnowAreNamed() {
    Program program = Programs.of(List.of("y"), Programs.unary("assign", "x", "y"));
    List<Variable> variables = new ArrayList<>(program.mainBlock().variables());
    variables.add(Variable.tensor("x", DataType.FLOAT64, Programs.SHAPE));
    assertEquals(List.of("variable x is float64, which the loader does not know"),
        problems(program.withBlocks(List.of(program.mainBlock().withVariables(variables)))));
  }

  @Test
  void anUndeclaredVariableIsNamed() {
    assertEquals(List.of("operator relu -> [y]: variable nobody is not declared"),
        problems(Programs.of(List.of("y"), Programs.unary("relu", "nobody", "y"))));
  }

  @Test
  void aQuantizedMatrixIsMultipliedByAsTheLoaderKnowsIt() {
    Operator product = Operator.builder("matmul_v2").input("X", "x").input("Y", "w").output("Out", "y").build();
    Program program = Programs.withWeight(Programs.of(List.of("x", "y"), product), "w");
    Weight weight = SymmetricQuantization.quantize("int8", DataType.INT8, "w", program.weights().get("w"), 1);
    Operator prepared = prepared(program.withWeights(Map.of("w", weight)), 0);
    assertEquals("mul", prepared.type());
    assertEquals(1, prepared.intAttribute("x_num_col_dims", 0));
  }

  @Test
  void attributesOfProvenanceGoAndABlockBecomesANumber() {
    Operator operator = Programs.unary("relu", "x", "y").toBuilder().attribute("op_role", 0)
        .attribute("op_callstack", "file.py").attribute("op_device", "")
        .attribute("sub_block", new Attribute.BlockIndex(0)).build();
    assertEquals(Map.of("op_device", new Attribute.Text(""), "sub_block", new Attribute.IntValue(0),
        KernelChoice.ATTRIBUTE, new Attribute.Text("relu/def/4/1/1")),
        prepared(Programs.of(List.of("x", "y"), operator), 0).attributes());
  }

  @Test
  void attributesThatTheRuntimeDoesNotReadAreNamed() {
    Operator operator = Programs.unary("relu", "x", "y").toBuilder()
        .attribute("flags", new Attribute.Booleans(List.of(true))).build();
    assertEquals(
        List.of("operator relu -> [y]: attribute flags is Booleans[values=[true]], a type that the runtime does"
            + " not read"),
        problems(Programs.of(List.of("x", "y"), operator)));
  }

  @Test
  void whatTheRuntimeDemandsIsFilledIn() {
    assertEquals(6, prepared(Programs.of(List.of("x", "y"), Programs.unary("relu6", "x", "y")), 0)
        .floatAttribute("threshold", 0));
    assertEquals(1, prepared(Programs.of(List.of("x", "y"), Programs.unary("swish", "x", "y")), 0)
        .floatAttribute("beta", 0));
    assertEquals(Optional.of(new Attribute.IntValue(Precision.FLOAT.number())),
        prepared(Programs.of(List.of("x"), Programs.feed("x"), Programs.fetch("x")), 1).attribute("data_type"));
    Operator constant = Operator.builder("fill_constant").output("Out", "y").attribute("shape", List.of()).build();
    assertEquals(Optional.of(new Attribute.Ints(List.of(1))),
        prepared(Programs.of(List.of("y"), constant), 0).attribute("shape"));
  }

  @Test
  void anEmptySlotThatTheRuntimeDiesOfGoes() {
    Operator operator = Programs.unary("layer_norm", "x", "y").toBuilder().input("Scale").input("Bias", "x").build();
    assertEquals(Map.of("X", List.of("x"), "Bias", List.of("x")),
        prepared(Programs.of(List.of("x", "y"), operator), 0).inputs());
  }

  @Test
  void scalarsOfSetValueBecomeAListOfItsType() {
    Operator operator = Programs.unary("set_value", "x", "y").toBuilder().attribute("dtype", 3)
        .attribute("values", new Attribute.Scalars(List.of(new Attribute.Scalar.Int64(1L << 40)))).build();
    assertEquals(Optional.of(new Attribute.Longs(List.of(1L << 40))),
        OperatorTranslation.translate(operator, Scope.of(Programs.of(List.of())).getFirst(), new ArrayList<>())
            .attribute("int64_values"));
  }

  @Test
  void variablesAreDeclaredInOrderOfUseAndUnusedOnesGo() {
    Operator sum = Operator.builder("elementwise_add").input("Y", "a").input("X", "w").output("Out", "b").build();
    Program program = LiteProgram.prepare(Programs.withWeight(
        Programs.of(List.of("unused", "b", "a", "x"), Programs.feed("x"), Programs.unary("relu", "x", "a"), sum), "w"),
        LiteTarget.DEFAULT);
    assertEquals(List.of("feed", "x", "a", "b", "w"),
        program.mainBlock().variables().stream().map(Variable::name).toList());
    assertEquals(new LinkedHashSet<>(List.of("w")), program.weights().keySet());
  }

  @Test
  void aWeightThatOnlyAnInnerBlockReadsIsDeclaredInTheMainBlock() {
    Program program = Programs.withWeight(Programs.of(List.of("x", "y"), Programs.unary("relu", "x", "y")), "w");
    Block inner = new Block(0, Block.NO_BLOCK, List.of(), List.of(Programs.unary("relu", "w", "y")));
    Program prepared = LiteProgram.prepare(program.withBlocks(List.of(program.mainBlock(), inner)), LiteTarget.DEFAULT);
    assertEquals(List.of("x", "y", "w"), prepared.mainBlock().variables().stream().map(Variable::name).toList());
    assertEquals(List.of("w", "y"), prepared.blocks().get(1).variables().stream().map(Variable::name).toList());
    assertEquals(program.weights(), prepared.weights());
  }

  @Test
  void aScalarIsATensorOfOneElement() {
    Program program = Programs.of(List.of(), Programs.unary("relu", "s", "s"));
    Program declared = program.withBlocks(List
        .of(program.mainBlock().withVariables(List.of(Variable.tensor("s", DataType.FLOAT32, Shape.SCALAR)))));
    assertEquals(Optional.of(Shape.of(1)),
        LiteProgram.prepare(declared, LiteTarget.DEFAULT).mainBlock().variable("s").orElseThrow().shape());
  }
}
