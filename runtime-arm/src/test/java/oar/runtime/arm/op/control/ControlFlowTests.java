package oar.runtime.arm.op.control;

import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Predictor;
import oar.api.Providers;
import oar.api.error.OarException;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.runtime.arm.ArmBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops, branches and arrays, in programs that feed {@code x} and fetch {@code y}. */
class ControlFlowTests {
  private static final Tensor X = Tensor.of(Shape.of(1, 2), 1f, 2f);

  private static Operator.Builder operator(String type, String slot, String input) {
    return Operator.builder(type).input(slot, input);
  }

  private static Operator constant(String name, DataType type, double value) {
    int number = type == DataType.BOOL ? 0 : 3;
    return Operator.builder("fill_constant").attribute("shape", List.of(1)).attribute("dtype", number)
        .attribute("value", (float) value).output("Out", name).build();
  }

  private static Operator assign(String from, String to) {
    return operator("assign", "X", from).output("Out", to).build();
  }

  private static Operator joined(String first, String second, String to) {
    return Operator.builder("concat").input("X", first, second).attribute("axis", 0).output("Out", to).build();
  }

  private static Operator write(String from, String position, String array) {
    return operator("write_to_array", "X", from).input("I", position).output("Out", array).build();
  }

  private static Operator read(String array, String position, String to) {
    return operator("read_from_array", "X", array).input("I", position).output("Out", to).build();
  }

  private static Operator loop(String condition) {
    return operator("while", "Condition", condition).attribute("sub_block", 1).build();
  }

  private static Tensor run(List<Operator> body, Operator... main) {
    List<Operator> operators = new ArrayList<>();
    operators.add(Operator.builder("feed").attribute("col", 0).output("Out", "x").build());
    operators.addAll(List.of(main));
    operators.add(operator("fetch", "X", "y").attribute("col", 0).build());
    List<Variable> variables = List.of(Variable.tensor("x", DataType.FLOAT32, X.shape()),
        Variable.tensor("y", DataType.FLOAT32, X.shape()));
    Program program = new Program(new Block(variables, operators), Map.of())
        .withBlocks(List.of(new Block(variables, operators), new Block(0, Block.NO_BLOCK, List.of(), body)));
    Backend backend = new ArmBackend();
    Options options = Options.of(backend, Map.of("optimize", "false"));
    try (Predictor predictor = backend.compile(program, options, Providers.load()).newPredictor()) {
      Tensor y = ((LodTensor) predictor.run(Map.of("x", new LodTensor(X))).get("y")).tensor();
      return Tensor.copyOf(y.type(), y.shape(), y.data());
    }
  }

  private static String refusal(List<Operator> body, Operator... main) {
    return assertThrows(OarException.class, () -> run(body, main)).getMessage();
  }

  @Test
  void aTensorMayGrowWithEachTurn() {
    List<Operator> body = List.of(joined("y", "x", "y"), assign("more", "again"), assign("none", "more"));
    Tensor y = run(body, constant("again", DataType.BOOL, 1), constant("more", DataType.BOOL, 1),
        constant("none", DataType.BOOL, 0), assign("x", "y"), loop("again"));
    assertEquals(tensor(DataType.FLOAT32, Shape.of(3, 2), 1, 2, 1, 2, 1, 2), y);
  }

  @Test
  void aLoopOfNoTurnsLeavesWhatWasThere() {
    List<Operator> body = List.of(joined("y", "x", "y"), assign("again", "again"));
    assertEquals(X, run(body, constant("again", DataType.BOOL, 0), assign("x", "y"), loop("again")));
  }

  @Test
  void aLoopThatCannotEndIsRefused() {
    String refusal = refusal(List.of(assign("x", "y")), constant("again", DataType.BOOL, 1), loop("again"));
    assertTrue(refusal.contains("the block never changes condition again, so the loop would not end"), refusal);
  }

  @Test
  void aBlockThatContainsItselfIsRefused() {
    String refusal = refusal(List.of(loop("again")), constant("again", DataType.BOOL, 1), loop("again"));
    assertTrue(refusal.contains("sub_block is 1; it must be a block from 1 to 1 that does not contain itself"),
        refusal);
    String main = refusal(List.of(), constant("again", DataType.BOOL, 1),
        operator("while", "Condition", "again").attribute("sub_block", 0).build());
    assertTrue(main.contains("sub_block is 0"), main);
  }

  @Test
  void aConditionHasOneElement() {
    String refusal = refusal(List.of(assign("x", "y")),
        operator("conditional_block", "Cond", "x").attribute("is_scalar_condition", true).attribute("sub_block", 1)
            .output("Out", "y").build());
    assertTrue(refusal.contains("the condition is float32 [1, 2]; it must have one element"), refusal);
  }

  @Test
  void aBranchThatIsNotTakenLeavesNoValue() {
    String refusal = refusal(List.of(assign("x", "y")), constant("taken", DataType.BOOL, 0),
        operator("conditional_block", "Cond", "taken").attribute("is_scalar_condition", true).attribute("sub_block", 1)
            .output("Out", "y").build());
    assertTrue(refusal.contains("output y has no value; no operator that ran wrote it"), refusal);
  }

  @ParameterizedTest
  @CsvSource({"-1, position at is -1", "1048576, it must be from 0 to 1048575", "2, it has 2 elements",
      "0, nothing was written to position 0 of array list"})
  void positionsMustBeThoseOfElements(int position, String problem) {
    String refusal = refusal(List.of(), constant("one", DataType.INT64, 1), constant("at", DataType.INT64, position),
        write("x", "one", "list"), read("list", "at", "y"));
    assertTrue(refusal.contains(problem), refusal);
  }

  @Test
  void elementsAreCopies() {
    Tensor y = run(List.of(), constant("zero", DataType.INT64, 0), constant("one", DataType.INT64, 1),
        assign("x", "z"), write("z", "zero", "list"), assign("list", "other"), joined("z", "z", "z"),
        write("z", "zero", "list"), read("other", "zero", "y"));
    assertEquals(X, y);
  }

  @Test
  void anArrayIsNoTensor() {
    String refusal = refusal(List.of(), constant("zero", DataType.INT64, 0), write("x", "zero", "list"),
        joined("list", "x", "y"));
    assertTrue(refusal.contains("input list is an array of tensors; it must be a tensor"), refusal);
    String tensor = refusal(List.of(), constant("zero", DataType.INT64, 0), read("x", "zero", "y"));
    assertTrue(tensor.contains("input x must be an array of tensors, but it is x float32 [1, 2]"), tensor);
  }

  @Test
  void aMaskNamesABranch() {
    String refusal = refusal(List.of(), constant("mask", DataType.INT64, 2),
        Operator.builder("select_input").input("X", "x", "x").input("Mask", "mask").output("Out", "y").build());
    assertTrue(refusal.contains("Mask is 2; it must be from 0 to 1"), refusal);
  }
}
