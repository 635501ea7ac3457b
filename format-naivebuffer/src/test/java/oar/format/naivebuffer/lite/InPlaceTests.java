package oar.format.naivebuffer.lite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InPlaceTests {
  private static final List<String> TENSORS = List.of("x", "a", "b", "c");

  /** Return the outputs of the operators that work in place. */
  private static List<String> inPlace(Program program) {
    return InPlace.apply(program).mainBlock().operators().stream()
        .filter(operator -> operator.booleanAttribute(InPlace.ATTRIBUTE, false))
        .flatMap(operator -> operator.output("Out").stream()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reshape", "reshape2", "flatten", "flatten2", "squeeze", "squeeze2", "unsqueeze",
      "unsqueeze2"})
  void aLinkOfAChainWorksInPlace(String type) {
    assertEquals(List.of("a"),
        inPlace(Programs.of(TENSORS, Programs.unary(type, "x", "a"), Programs.unary("relu", "a", "b"))));
  }

  @Test
  void otherOperatorsDoNot() {
    assertEquals(List.of(), inPlace(
        Programs.of(TENSORS, Programs.unary("flatten_contiguous_range", "x", "a"), Programs.unary("relu", "a", "b"))));
  }

  @Test
  void aValueThatIsReadTwiceIsKept() {
    assertEquals(List.of(), inPlace(Programs.of(TENSORS, Programs.unary("reshape2", "x", "a"),
        Programs.unary("relu", "x", "b"), Programs.unary("relu", "a", "c"))));
    assertEquals(List.of(), inPlace(Programs.of(TENSORS, Programs.unary("reshape2", "x", "a"),
        Programs.unary("relu", "a", "b"), Programs.unary("relu", "a", "c"))));
  }

  @Test
  void aResultThatNobodyReadsIsKept() {
    assertEquals(List.of(), inPlace(Programs.of(TENSORS, Programs.unary("reshape2", "x", "a"))));
  }

  @Test
  void aNameThatIsWrittenAgainHoldsAnotherValue() {
    assertEquals(List.of("b"), inPlace(Programs.of(TENSORS, Programs.unary("relu", "x", "a"),
        Programs.unary("reshape2", "a", "b"), Programs.unary("relu", "b", "a"), Programs.unary("relu", "a", "c"))));
  }

  @Test
  void aWeightIsKept() {
    assertEquals(List.of(), inPlace(Programs.withWeight(
        Programs.of(TENSORS, Programs.unary("reshape2", "w", "a"), Programs.unary("relu", "a", "b")), "w")));
  }

  @Test
  void whatAnotherBlockReadsIsKept() {
    Program program = Programs.of(TENSORS, Programs.unary("reshape2", "x", "a"), Programs.unary("relu", "a", "b"));
    Operator reader = Programs.unary("relu", "x", "c");
    assertEquals(List.of(), inPlace(
        program.withBlocks(List.of(program.mainBlock(), new Block(0, Block.NO_BLOCK, List.of(), List.of(reader))))));
  }
}
