package oar.runtime.arm.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Program;
import oar.runtime.arm.graph.PassTester;
import oar.runtime.arm.graph.ProgramText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassesTests {
  private final PassTester passes = new PassTester(new Sequence());

  /** All passes as one. */
  private static final class Sequence implements Pass {
    @Override
    public String id() {
      return "all";
    }

    @Override
    public String description() {
      return "All passes.";
    }

    @Override
    public Program apply(Program program, Options options) {
      Program current = program;
      for (Pass pass : Passes.all()) {
        current = pass.apply(current, Options.defaults(pass));
      }
      return current;
    }
  }

  @Test
  void haveIdsOfTheirOwnAndSayWhatTheyDo() {
    Set<String> ids = new HashSet<>();
    for (Pass pass : Passes.all()) {
      assertTrue(pass.id().matches("[a-z]+(-[a-z]+)*"), pass.id());
      assertTrue(pass.description().endsWith("."), pass.description());
      ids.add(pass.id());
    }
    assertEquals(Passes.all().size(), ids.size(), "an id occurs twice");
  }

  @Test
  void leaveTheFewestOperatorsOfANetwork() {
    passes.turns(
        """
            input x [-1, 1, 2, 2]
            weight w [2, 1, 1, 1] 1 2
            weight b [2] 1 -1
            weight s [2] 2 1
            weight z [2] 0 0
            weight v [2] 1 1
            variable p [-1, 2, 2, 2]
            variable q [-1, 8]
            weight m [8, 1] 1 2 3 4 5 6 7 8
            weight n [1] 9
            conv2d(Input=x, Filter=w) -> (Output=c) {op_role=0}
            reshape2(X=b) -> (Out=r, XShape=rs) {shape=[1 2 1 1]}
            elementwise_add(X=c, Y=r) -> (Out=c) {axis=-1}
            batch_norm(X=c, Scale=s, Bias=z, Mean=z, Variance=v) -> (Y=c, MeanOut=z, VarianceOut=v) {is_test=true, epsilon=0.0}
            relu(X=c) -> (Out=p)
            dropout(X=p) -> (Out=d, Mask=k) {dropout_implementation="upscale_in_train"}
            flatten_contiguous_range(X=d) -> (Out=q, XShape=qs) {start_axis=1, stop_axis=3}
            matmul_v2(X=q, Y=m) -> (Out=o) {trans_x=false, trans_y=false}
            elementwise_add(X=o, Y=n) -> (Out=t) {axis=-1}
            scale(X=t) -> (Out=y) {scale=1.0, bias=0.0}
            tanh(X=t) -> (Out=unused)
            output y
            """,
        """
            input x [-1, 1, 2, 2]
            weight w [2, 1, 1, 1] 2 2
            weight r [2] 2 -1
            weight m [8, 1] 1 2 3 4 5 6 7 8
            weight n [1] 9
            conv2d(Input=x, Filter=w, Bias=r) -> (Output=p) {with_act=true, act_type="relu", fuse_relu=true}
            fc(Input=p, W=m, Bias=n) -> (Out=y) {in_num_col_dims=1}
            output y
            """);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepTheResultsOfRandomPrograms(long seed) {
    passes.keepsResultsOf(RandomProgram.of(seed));
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"""
      input x [-1, 3, 8, 8]
      output x
      """, """
      input x [-1, 2]
      unheard_of(X=x, Strange=) -> (Out=y) {scale="none"}
      output y
      """})
  void leaveWhatTheyDoNotKnow(String program) {
    Program original = ProgramText.parse(program);

    assertSame(original, passes.apply(original));
  }
}
