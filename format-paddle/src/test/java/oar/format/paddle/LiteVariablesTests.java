package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Variable;
import org.junit.jupiter.api.Test;

class LiteVariablesTests {
  private static final Variable SHARED = Variable.tensor("s", DataType.FLOAT16, Shape.of(3));

  private static Operator operator(String input, String output) {
    return Operator.builder("relu").input("X", input).output("Out", output).build();
  }

  private static Operator ofLite(Operator operator) {
    return operator.toBuilder().attribute("__@kernel_type_attr@__", "relu/def/4/1/1").build();
  }

  private static Program program(List<Variable> variables, Operator... operators) {
    return new Program(new Block(variables, List.of(operators)), Map.of());
  }

  @Test
  void valuesThatShareAVariableGetOneEach() {
    Program before = program(List.of(SHARED), ofLite(operator("x", "s")), operator("s", "a"), operator("a", "s"),
        operator("s", "s"), operator("s", "b"), operator("b", "s"), operator("s", "y"));
    assertEquals(
        program(List.of(SHARED, SHARED.withName("s.value"), SHARED.withName("s.value2")), ofLite(operator("x", "s")),
            operator("s", "a"), operator("a", "s.value"), operator("s.value", "s.value"), operator("s.value", "b"),
            operator("b", "s.value2"), operator("s.value2", "y")),
        LiteVariables.undo(before));
  }

  @Test
  void aProgramThatLiteNeverSawKeepsItsNames() {
    Program program = program(List.of(SHARED), operator("x", "s"), operator("s", "a"), operator("a", "s"));
    assertEquals(program, LiteVariables.undo(program));
  }

  @Test
  void whatIsFetchedKeepsItsName() {
    Program program = program(List.of(SHARED), ofLite(operator("x", "s")), operator("a", "s"),
        Operator.builder("fetch").input("X", "s").output("Out", "fetch").build());
    assertEquals(program, LiteVariables.undo(program));
  }

  @Test
  void whatIsNoPlainTensorKeepsItsName() {
    for (Variable variable : List.of(SHARED.withPersistable(true), ProgramBuilder.endpoint("s",
        Variable.Kind.LOD_TENSOR_ARRAY))) {
      Program program = program(List.of(variable), ofLite(operator("x", "s")), operator("a", "s"));
      assertEquals(program, LiteVariables.undo(program));
    }
  }

  @Test
  void whatAnotherBlockUsesKeepsItsName() {
    Operator loop = Operator.builder("while").input("X", "x").output("Out", "s")
        .attribute("sub_block", new Attribute.BlockIndex(1)).build();
    Program outer = program(List.of(SHARED, SHARED.withName("t")), ofLite(operator("x", "s")), loop,
        operator("x", "t"), operator("a", "t"));
    Program program = outer
        .withBlocks(List.of(outer.mainBlock(), new Block(0, Block.NO_BLOCK, List.of(), List.of(operator("t", "u")))));
    assertEquals(program, LiteVariables.undo(program));
  }

  @Test
  void aVariableIsDeclaredInTheOutermostBlockAlone() {
    Variable local = SHARED.withName("local");
    Block main = new Block(List.of(SHARED), List.of());
    Program before = new Program(main, Map.of()).withBlocks(List.of(main,
        new Block(0, Block.NO_BLOCK, List.of(local, SHARED), List.of()),
        new Block(1, Block.NO_BLOCK, List.of(SHARED, local), List.of())));
    Program after = before.withBlocks(List.of(main, new Block(0, Block.NO_BLOCK, List.of(local), List.of()),
        new Block(1, Block.NO_BLOCK, List.of(), List.of())));
    assertEquals(after, LiteVariables.undo(before));
  }
}
