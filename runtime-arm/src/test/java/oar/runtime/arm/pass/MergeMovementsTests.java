package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeMovementsTests {
  private final PassTester transposes = new PassTester(new MergeTransposes(), new DropIdentityTranspose());
  private final PassTester reshapes = new PassTester(new MergeReshapes());
  private final PassTester softmaxes = new PassTester(new MoveSoftmax());

  @Test
  void twoTranspositionsBecomeOne() {
    transposes.turns("""
        input x [2, 3, 4]
        transpose2(X=x) -> (Out=t, XShape=s) {axis=[0 2 1]}
        transpose2(X=t) -> (Out=y, XShape=u) {axis=[1 0 2]}
        output y
        """, """
        input x [2, 3, 4]
        transpose2(X=x) -> (Out=y, XShape=u) {axis=[2 0 1]}
        output y
        """);
  }

  @Test
  void twoTranspositionsThatUndoEachOtherGo() {
    transposes.turns("""
        input x [2, 3, 4]
        variable t [2, 4, 3]
        variable v [2, 3, 4]
        transpose2(X=x) -> (Out=t) {axis=[0 2 1]}
        transpose2(X=t) -> (Out=v) {axis=[0 2 1]}
        relu(X=v) -> (Out=y)
        output y
        """, """
        input x [2, 3, 4]
        relu(X=x) -> (Out=y)
        output y
        """);
  }

  @Test
  void aTranspositionThatIsReadOtherwiseStays() {
    transposes.leaves("""
        input x [2, 3, 4]
        transpose2(X=x) -> (Out=t) {axis=[0 2 1]}
        transpose2(X=t) -> (Out=y) {axis=[1 0 2]}
        output y
        output t
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reshape2(X=x) -> (Out=r) {shape=[3 8]}", "squeeze2(X=x) -> (Out=r) {axes=[]}",
      "unsqueeze2(X=x) -> (Out=r) {axes=[0]}", "flatten_contiguous_range(X=x) -> (Out=r) {start_axis=0, stop_axis=1}"})
  void aChangeOfShapeBeforeAReshapeGoes(String first) {
    reshapes.turns("""
        input x [2, 3, 4]
        %s
        reshape2(X=r) -> (Out=y) {shape=[-1 6]}
        output y
        """.formatted(first), """
        input x [2, 3, 4]
        reshape2(X=x) -> (Out=y) {shape=[-1 6]}
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reshape2(X=r) -> (Out=y) {shape=[0 -1]}",
      "reshape2(X=r, Shape=n) -> (Out=y) {shape=[4 6]}", "squeeze2(X=r) -> (Out=y) {axes=[0]}"})
  void aReshapeThatCopiesDimensionsKeepsWhatItCopiesFrom(String second) {
    reshapes.leaves("""
        input x [2, 3, 4]
        input n int32 [2]
        reshape2(X=x) -> (Out=r) {shape=[4 6]}
        %s
        output y
        """.formatted(second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "3"})
  void aSoftmaxRunsAlongTheAxisThatWasMovedForIt(String axis) {
    softmaxes.turns("""
        input x [2, 3, 4, 5]
        transpose2(X=x) -> (Out=t) {axis=[0 2 3 1]}
        softmax(X=t) -> (Out=s) {axis=%s}
        transpose2(X=s) -> (Out=y) {axis=[0 3 1 2]}
        output y
        """.formatted(axis), """
        input x [2, 3, 4, 5]
        softmax(X=x) -> (Out=y) {axis=1}
        output y
        """);
  }

  @Test
  void aSoftmaxWhoseAxisStaysMovedIsLeft() {
    softmaxes.leaves("""
        input x [2, 3, 4, 5]
        transpose2(X=x) -> (Out=t) {axis=[0 2 3 1]}
        softmax(X=t) -> (Out=s) {axis=-1}
        transpose2(X=s) -> (Out=y) {axis=[0 2 3 1]}
        output y
        """);
  }
}
