package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormChannelShuffleTests {
  private static final String SHUFFLE = """
      input x [-1, 6, 2, 3]
      reshape2(X=x) -> (Out=r) {shape=[%s]}
      transpose2(X=r) -> (Out=t) {axis=[%s]}
      reshape2(X=t) -> (Out=y) {shape=[%s]}
      output y
      """;

  private final PassTester rules = new PassTester(new FormChannelShuffle());

  @ParameterizedTest
  @CsvSource({"-1 2 3 2 3, -1 6 2 3", "0 2 3 2 3, 0 6 2 3", "0 2 3 2 -1, 0 -1 2 3", "0 2 3 -1 3, 0 6 -1 3"})
  void formsTheShuffleThatItIs(String parted, String joined) {
    rules.turns(SHUFFLE.formatted(parted, "0 2 1 3 4", joined), """
        input x [-1, 6, 2, 3]
        shuffle_channel(X=x) -> (Out=y) {group=2}
        output y
        """);
  }

  @ParameterizedTest
  @CsvSource({"-1 2 3 2 3, 0 1 2 3 4, -1 6 2 3", "-1 2 3 3 2, 0 2 1 3 4, -1 6 2 3", "-1 2 3 2 3, 0 2 1 3 4, -1 6 3 2",
      "-1 2 3 2 3, 0 2 1 3 4, -1 6 6", "-1 3 3 2 2, 0 2 1 3 4, -1 6 2 3", "0 2 3 2 3, 0 2 1 3 4, 0 0 0 6"})
  void leavesOtherMovements(String parted, String axes, String joined) {
    rules.leaves(SHUFFLE.formatted(parted, axes, joined));
  }

  @Test
  void leavesAShapeThatIsNotDeclared() {
    rules.leaves("""
        input x [-1, 6, 2, 3]
        relu(X=x) -> (Out=v)
        reshape2(X=v) -> (Out=r) {shape=[-1 2 3 2 3]}
        transpose2(X=r) -> (Out=t) {axis=[0 2 1 3 4]}
        reshape2(X=t) -> (Out=y) {shape=[-1 6 2 3]}
        output y
        """);
  }
}
