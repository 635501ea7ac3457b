package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropIdentitiesTests {
  private final PassTester rules = new PassTester(new DropIdentityScale(), new DropDropout(), new DropCopy(),
      new DropTransfer(), new DropIdentityCast(), new DropIdentityReshape(), new DropIdentityTranspose());

  @ParameterizedTest
  @ValueSource(strings = {"scale(X=a) -> (Out=b) {scale=1.0, bias=0.0}",
      "dropout(X=a) -> (Out=b, Mask=m) {dropout_implementation=\"upscale_in_train\", dropout_prob=0.5, is_test=true}",
      "assign(X=a) -> (Out=b)", "share_data(X=a) -> (Out=b)", "io_copy(Input=a) -> (Out=b)",
      "cast(X=a) -> (Out=b) {in_dtype=5, out_dtype=5}", "reshape2(X=a) -> (Out=b, XShape=s) {shape=[0 2 -1]}",
      "reshape2(X=a) -> (Out=b, XShape=s) {shape=[-1 2 3]}",
      "transpose2(X=a) -> (Out=b, XShape=s) {axis=[0 1 2]}"})
  void goWhereTheyChangeNothing(String identity) {
    rules.turns("""
        input x [-1, 2, 3]
        variable a [-1, 2, 3]
        relu(X=x) -> (Out=a)
        %s
        tanh(X=b) -> (Out=y)
        output y
        """.formatted(identity), """
        input x [-1, 2, 3]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=y)
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scale(X=x) -> (Out=b) {scale=1.0, bias=0.5}",
      "scale(X=x, ScaleTensor=k) -> (Out=b) {scale=1.0, bias=0.0}",
      "scale(X=x) -> (Out=b) {scale=1.0, bias=0.0, activation_type=\"relu\"}",
      "cast(X=x) -> (Out=b) {in_dtype=5, out_dtype=3}",
      "reshape2(X=x) -> (Out=b, XShape=s) {shape=[0 3 2]}", "reshape2(X=x) -> (Out=b, XShape=s) {shape=[2 2 3]}",
      "reshape2(X=x) -> (Out=b, XShape=s) {shape=[-1 2 3 1]}",
      "reshape2(X=x, ShapeTensor=k) -> (Out=b, XShape=s) {shape=[0 2 3]}",
      "transpose2(X=x) -> (Out=b, XShape=s) {axis=[0 2 1]}"})
  void stayWhereTheyChangeSomething(String operator) {
    rules.leaves("""
        input x [-1, 2, 3]
        weight k [1] 2
        %s
        tanh(X=b) -> (Out=y)
        output y
        """.formatted(operator));
  }

  @Test
  void aReshapeToOneElementStaysBecauseAScalarMayBeDeclaredSo() {
    rules.leaves("""
        input x [1]
        reshape2(X=x) -> (Out=b, XShape=s) {shape=[1]}
        tanh(X=b) -> (Out=y)
        output y
        """);
  }

  @Test
  void giveTheNameOfAnOutputToWhatComputesIt() {
    rules.turns("""
        input x [2]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=z)
        scale(X=a) -> (Out=y) {scale=1.0, bias=0.0}
        output y
        output z
        """, """
        input x [2]
        relu(X=x) -> (Out=y)
        tanh(X=y) -> (Out=z)
        output y
        output z
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"""
      input x [2]
      scale(X=x) -> (Out=y) {scale=1.0, bias=0.0}
      output y
      """, """
      input x [2]
      relu(X=x) -> (Out=a)
      scale(X=a) -> (Out=y) {scale=1.0, bias=0.0}
      output a
      output y
      """, """
      weight w [2] 1 2
      scale(X=w) -> (Out=y) {scale=1.0, bias=0.0}
      output y
      """})
  void stayBetweenTwoNamesThatTheProgramNeeds(String program) {
    rules.leaves(program);
  }

  @Test
  void becomeAScaleWhereDropoutWasNotMadeUpForInTraining() {
    rules.turns("""
        input x [2, 3]
        dropout(X=x) -> (Out=y, Mask=m) {dropout_implementation="downgrade_in_infer", dropout_prob=0.25, is_test=true}
        output y
        """, """
        input x [2, 3]
        scale(X=x) -> (Out=y) {scale=0.75, bias=0.0, bias_after_scale=true}
        output y
        """);
  }

  @Test
  void stayWhereTheMaskOfADropoutIsRead() {
    rules.leaves("""
        input x [2, 3]
        dropout(X=x) -> (Out=y, Mask=m) {dropout_implementation="upscale_in_train", dropout_prob=0.5}
        output y
        output m
        """);
  }

  @Test
  void stayWhereTheirInputChangesLater() {
    rules.leaves("""
        input x [1]
        assign(X=x) -> (Out=a)
        increment(X=x) -> (Out=x) {step=1.0}
        tanh(X=a) -> (Out=y)
        output y
        """);
  }

  @Test
  void stayWhereTheCopyChangesLater() {
    rules.leaves("""
        input x [1]
        assign(X=x) -> (Out=a)
        increment(X=a) -> (Out=a) {step=1.0}
        tanh(X=a) -> (Out=y)
        output y
        """);
  }

  @Test
  void stayWhereAnotherBlockReadsTheCopy() {
    rules.leaves("""
        input x [1]
        input p bool [1]
        assign(X=x) -> (Out=a)
        conditional_block(Cond=p, Input=a) -> (Out=y) {sub_block=block 1, is_scalar_condition=true}
        output y
        block
        tanh(X=a) -> (Out=y)
        """);
  }

  @Test
  void goInsideABlock() {
    rules.turns("""
        input x [1]
        relu(X=x) -> (Out=y)
        output y
        block
        tanh(X=x) -> (Out=a)
        assign(X=a) -> (Out=b)
        print(In=b) -> (Out=c)
        """, """
        input x [1]
        relu(X=x) -> (Out=y)
        output y
        block
        tanh(X=x) -> (Out=a)
        print(In=a) -> (Out=c)
        """);
  }

  @Test
  void stayWhereALoopAssignsAVariableOfAnotherBlock() {
    rules.leaves("""
        input x [1]
        input p bool [1]
        while(Condition=p, X=x) -> (Out=x p) {sub_block=block 1}
        output x
        block
        tanh(X=x) -> (Out=a)
        assign(X=a) -> (Out=x)
        is_empty(X=a) -> (Out=p)
        """);
  }
}
