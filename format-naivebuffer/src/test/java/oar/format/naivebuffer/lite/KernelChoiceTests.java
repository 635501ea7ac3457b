package oar.format.naivebuffer.lite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;
import oar.format.naivebuffer.ModelFile;
import oar.kit.Case;
import oar.kit.CaseCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelChoiceTests {
  private static final KernelChoice CHOICE = new KernelChoice(KernelTable.load(), false);

  private static String choose(Operator operator, Variable... variables) {
    Program program = new Program(new Block(List.of(variables), List.of(operator)), Map.of());
    return CHOICE.choose(operator, Scope.of(program).getFirst()).map(kernel -> kernel.describe(operator.type()))
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource({"elementwise_add, FLOAT32, def/4/1/1", "elementwise_add, INT32, int32/4/1/1",
      "elementwise_add, INT64, int64/4/1/1", "elementwise_max, INT64, def/4/1/1", "softmax, FLOAT32, def/4/1/1",
      "cast, BOOL, def/1/4/1", "arg_max, UINT8, uint8/4/4/1", "reduce_mean, FLOAT32, def/4/1/1",
      "scale, INT64, int64/4/1/1", "equal, INT64, int64/1/1/2", "relu, FLOAT32, def/4/1/1"})
  void inputsDecide(String type, DataType elements, String kernel) {
    Operator operator = Operator.builder(type).input("X", "x").input("Y", "y").output("Out", "z").build();
    assertEquals(type + "/" + kernel, choose(operator, Variable.tensor("x", elements, Programs.SHAPE),
        Variable.tensor("y", elements, Programs.SHAPE), Variable.tensor("z", elements, Programs.SHAPE)));
  }

  @Test
  void tensorArraysGoToKernelsForThem() {
    Operator operator = Programs.unary("assign", "x", "y");
    assertEquals("assign/def/1/4/2", choose(operator, Programs.float32("x"), Programs.float32("y")));
    assertEquals("assign/def_tensor_array/1/4/2", choose(operator, Programs.list("x"), Programs.list("y")));
  }

  @Test
  void ofEqualKernelsTheOneThatGivesWhatIsDeclaredIsChosen() {
    Operator operator = Operator.builder("calib").input("Input", "x").output("Out", "y").build();
    Variable input = Variable.tensor("x", DataType.INT64, Programs.SHAPE);
    assertEquals("calib/int64_to_fp32/4/1/1", choose(operator, input, Programs.float32("y")));
    assertEquals("calib/int64_to_int32/4/1/1",
        choose(operator, input, Variable.tensor("y", DataType.INT32, Programs.SHAPE)));
  }

  @Test
  void anUnknownOperatorHasNone() {
    assertEquals("none", choose(Programs.unary("no_such_operator", "x", "y")));
  }

  @Test
  void theRealOptimiserChoseTheSame() throws IOException {
    int choices = 0;
    try (CaseCollection cases = ModelFile.cases("nb/nb_versions", "nb/lenet_fp32", "nb/unet_tiny_int8",
        "opt/as_opt_writes")) {
      for (Case oneCase : cases.cases()) {
        choices += requireSameChoices(ModelFile.read(ModelFile.of(oneCase)), oneCase.name());
      }
    }
    assertTrue(choices > 400, "there were too few operators to tell: " + choices);
  }

  private static int requireSameChoices(Program program, String name) {
    List<Scope> scopes = Scope.of(program);
    for (int block = 0; block < scopes.size(); block++) {
      for (Operator operator : program.blocks().get(block).operators()) {
        Optional<Kernel> kernel = CHOICE.choose(operator, scopes.get(block));
        assertEquals(operator.textAttribute(KernelChoice.ATTRIBUTE, "none"),
            kernel.orElseThrow().describe(operator.type()), name + ": " + operator);
      }
    }
    return program.operatorCount();
  }
}
