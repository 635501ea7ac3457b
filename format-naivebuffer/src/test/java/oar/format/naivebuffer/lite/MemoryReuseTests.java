package oar.format.naivebuffer.lite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;
import org.junit.jupiter.api.Test;

class MemoryReuseTests {
  private static List<String> outputs(Program program) {
    return MemoryReuse.apply(program).mainBlock().operators().stream()
        .flatMap(operator -> operator.outputVariables().stream()).toList();
  }

  @Test
  void variablesWhoseLivesDoNotMeetShareTheFirstName() {
    assertEquals(List.of("a", "b", "a", "b", "a"),
        outputs(Programs.of(List.of("x", "a", "b", "c", "d", "e"), Programs.unary("relu", "x", "a"),
            Programs.unary("relu", "a", "b"), Programs.unary("relu", "b", "c"), Programs.unary("relu", "c", "d"),
            Programs.unary("relu", "d", "e"))));
  }

  @Test
  void livesThatTouchInOneOperatorMeet() {
    assertEquals(List.of("a", "b", "c"),
        outputs(Programs.of(List.of("x", "a", "b", "c"), Programs.unary("relu", "x", "a"),
            Programs.unary("relu", "x", "b"),
            Operator.builder("elementwise_add").input("X", "a").input("Y", "b").output("Out", "c").build())));
  }

  @Test
  void namesAreTakenInOrderOfTheirBytesNotOfTheirUse() {
    assertEquals(List.of("z", "y", "m", "y"), outputs(Programs.of(List.of("z", "y", "m", "zz"), Programs.feed("z"),
        Programs.unary("relu", "z", "y"), Programs.unary("relu", "y", "m"), Programs.unary("relu", "m", "zz"))));
  }

  @Test
  void whatIsFedAndFetchedKeepsItsName() {
    assertEquals(List.of("x", "a", "b", "y", "fetch"),
        outputs(Programs.of(List.of("x", "a", "b", "y"), Programs.feed("x"), Programs.unary("relu", "x", "a"),
            Programs.unary("relu", "a", "b"), Programs.unary("relu", "b", "y"), Programs.fetch("y"))));
  }

  @Test
  void whatWorksInPlaceKeepsItsNames() {
    Operator reshape = Programs.unary("reshape2", "b", "c").toBuilder().attribute("inplace", true).build();
    assertEquals(List.of("a", "b", "c", "a"),
        outputs(Programs.of(List.of("x", "a", "b", "c", "d"), Programs.unary("relu", "x", "a"),
            Programs.unary("relu", "a", "b"), reshape, Programs.unary("relu", "c", "d"))));
  }

  @Test
  void weightsAndTensorArraysKeepTheirNames() {
    Program program = Programs.withWeight(Programs.of(List.of("x", "a", "b"), Programs.unary("relu", "w", "a"),
        Programs.unary("write_to_array", "a", "list"), Programs.unary("relu", "x", "b")), "w");
    List<Variable> variables = new ArrayList<>(program.mainBlock().variables());
    variables.add(Programs.list("list"));
    assertEquals(List.of("a", "list", "a"),
        outputs(program.withBlocks(List.of(program.mainBlock().withVariables(variables)))));
  }

  @Test
  void whatAnotherBlockUsesKeepsItsName() {
    Program program = Programs.of(List.of("x", "a", "b", "c"), Programs.unary("relu", "x", "a"),
        Programs.unary("relu", "a", "b"), Programs.unary("relu", "b", "c"));
    Block inner = new Block(0, Block.NO_BLOCK, List.of(), List.of(Programs.unary("relu", "c", "c")));
    assertEquals(List.of("a", "b", "c"), outputs(program.withBlocks(List.of(program.mainBlock(), inner))));
  }
}
