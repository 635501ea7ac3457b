package oar.runtime.arm.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import oar.runtime.arm.graph.PassTester;
import oar.runtime.arm.graph.ProgramPrinter;
import oar.runtime.arm.graph.ProgramText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldBatchNormTests {
  /** The factors are 2 and 0.5, the offsets 1 - 3 * 2 and -1 - 4 * 0.5. */
  private static final String STATISTICS = """
      weight s [2] 4 1
      weight b [2] 1 -1
      weight m [2] 3 4
      weight v [2] 4 4
      """;
  private static final String NORMALIZATION = """
      batch_norm(X=c, Scale=s, Bias=b, Mean=m, Variance=v) -> (Y=y) {is_test=true, epsilon=0.0}
      output y
      """;

  private final PassTester rule = new PassTester(new FoldBatchNorm());

  @Test
  void becomesFilterAndBiasOfAConvolution() {
    rule.turns("""
        input x [1, 3, 2, 2]
        weight w [2, 3, 1, 1] 1 2 3 4 5 6
        conv2d(Input=x, Filter=w) -> (Output=c) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=1}
        """ + STATISTICS + NORMALIZATION, """
        input x [1, 3, 2, 2]
        weight w [2, 3, 1, 1] 2 4 6 2 2.5 3
        weight b [2] -5 -3
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=y) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=1}
        output y
        """);
  }

  @Test
  void multipliesTheBiasThatTheConvolutionHas() {
    rule.turns(
        """
            input x [1, 2, 2, 2]
            weight w [2, 1, 1, 1] 1 2
            weight old [2] 10 20
            depthwise_conv2d(Input=x, Filter=w, Bias=old) -> (Output=c) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=2}
            """
            + STATISTICS + NORMALIZATION,
        """
            input x [1, 2, 2, 2]
            weight w [2, 1, 1, 1] 2 1
            weight old [2] 15 7
            depthwise_conv2d(Input=x, Filter=w, Bias=old) -> (Output=y) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=2}
            output y
            """);
  }

  @Test
  void findsTheChannelsOfATransposedFilterInGroups() {
    String attributes = "{strides=[2 2], paddings=[0 0], dilations=[1 1], groups=2}";
    rule.turns("""
        input x [1, 4, 2, 2]
        weight w [4, 1, 1, 2] 1 2 3 4 5 6 7 8
        conv2d_transpose(Input=x, Filter=w) -> (Output=c) %s
        """.formatted(attributes) + STATISTICS + NORMALIZATION, """
        input x [1, 4, 2, 2]
        weight w [4, 1, 1, 2] 2 4 6 8 2.5 3 3.5 4
        weight b [2] -5 -3
        conv2d_transpose(Input=x, Filter=w, Bias=b) -> (Output=y) %s
        output y
        """.formatted(attributes));
  }

  @ParameterizedTest
  @CsvSource({"along 0 times 0.25 0.5, along 0 times 0.5 0.25", "along -1 times 0.5, along 0 times 1.0 0.25"})
  void multipliesTheScalesOfAQuantizedFilter(String scalesBefore, String scalesAfter) {
    rule.turns("""
        input x [1, 1, 2, 2]
        weight w int8 [2, 1, 1, 1] 100 -50 %s
        conv2d(Input=x, Filter=w) -> (Output=c) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=1}
        """.formatted(scalesBefore) + STATISTICS + NORMALIZATION, """
        input x [1, 1, 2, 2]
        weight w int8 [2, 1, 1, 1] 100 -50 %s
        weight b [2] -5 -3
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=y) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=1}
        output y
        """.formatted(scalesAfter));
  }

  @Test
  void copiesAFilterThatAnotherOperatorReads() {
    rule.turns("""
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        conv2d(Input=x, Filter=w) -> (Output=c) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=1}
        conv2d(Input=x, Filter=w) -> (Output=d) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=1}
        output d
        """ + STATISTICS + NORMALIZATION, """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        weight w_1 [2, 1, 1, 1] 2 1
        weight b [2] -5 -3
        conv2d(Input=x, Filter=w) -> (Output=d) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=1}
        output d
        conv2d(Input=x, Filter=w_1, Bias=b) -> (Output=y) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=1}
        output y
        """);
  }

  @Test
  void keepsOneFilterForLayersThatShareEverything() {
    rule.turns("""
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        conv2d(Input=x, Filter=w) -> (Output=d) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=1}
        batch_norm(X=d, Scale=s, Bias=b, Mean=m, Variance=v) -> (Y=z) {is_test=true, epsilon=0.0}
        output z
        conv2d(Input=x, Filter=w) -> (Output=c) {strides=[2 2], paddings=[0 0], dilations=[1 1], groups=1}
        """ + STATISTICS + NORMALIZATION, """
        input x [1, 1, 2, 2]
        weight w_1 [2, 1, 1, 1] 2 1
        weight b_1 [2] -5 -3
        conv2d(Input=x, Filter=w_1, Bias=b_1) -> (Output=z) {strides=[1 1], paddings=[0 0], dilations=[1 1], groups=1}
        output z
        conv2d(Input=x, Filter=w_1, Bias=b_1) -> (Output=y) {strides=[2 2], paddings=[0 0], dilations=[1 1], groups=1}
        output y
        """);
  }

  @Test
  void ignoresStatisticsThatAreNamedAsOutputsToo() {
    String program = """
        input x [1, 1, 2, 2]
        weight w [1, 1, 1, 1] 1
        weight s [1] 1
        weight m [1] 0
        conv2d(Input=x, Filter=w) -> (Output=c)
        batch_norm(X=c, Scale=s, Bias=m, Mean=m, Variance=s) -> (Y=y, MeanOut=m, VarianceOut=s, SavedMean=a) {is_test=true}
        output y
        """;

    assertEquals(1, rule.apply(ProgramText.parse(program)).weights().size());
  }

  @Test
  void computesAsPaddleLiteDoes() {
    String before = """
        input x [1, 1, 1, 1]
        weight w [1, 1, 1, 1] 0.3
        weight s [1] 0.7
        weight b [1] 0.1
        weight m [1] 0.9
        weight v [1] 0.011
        conv2d(Input=x, Filter=w) -> (Output=c)
        batch_norm(X=c, Scale=s, Bias=b, Mean=m, Variance=v) -> (Y=y) {is_test=true, epsilon=0.00001}
        output y
        """;
    float factor = 0.7f / (float) Math.sqrt(0.011f + 0.00001f);

    assertEquals(ProgramPrinter.print(ProgramText.parse("""
        input x [1, 1, 1, 1]
        weight w [1, 1, 1, 1] %s
        weight b [1] %s
        conv2d(Input=x, Filter=w, Bias=b) -> (Output=y)
        output y
        """.formatted(0.3f * factor, 0.1f + -0.9f * factor))),
        ProgramPrinter.print(rule.apply(ProgramText.parse(before))));
  }

  @Test
  void staysWhenItComputesStatisticsItself() {
    leaves("conv2d(Input=x, Filter=w) -> (Output=c)", "Y=y", "is_test=false");
  }

  @Test
  void staysWhenItTrainsItsStatistics() {
    leaves("conv2d(Input=x, Filter=w) -> (Output=c)", "Y=y", "is_test=true, trainable_statistics=true");
  }

  @Test
  void staysWhenAnotherBlockReadsTheConvolution() {
    leaves("conv2d(Input=x, Filter=w) -> (Output=c)", "Y=y", "is_test=true", "block", "tanh(X=c) -> (Out=d)");
  }

  @Test
  void copiesAFilterThatAnotherBlockReads() {
    rule.turns("""
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        conv2d(Input=x, Filter=w) -> (Output=c)
        """ + STATISTICS + NORMALIZATION + """
        block
        conv2d(Input=x, Filter=w) -> (Output=d)
        """, """
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        weight w_1 [2, 1, 1, 1] 2 1
        weight b [2] -5 -3
        conv2d(Input=x, Filter=w_1, Bias=b) -> (Output=y)
        output y
        block
        conv2d(Input=x, Filter=w) -> (Output=d)
        """);
  }

  @Test
  void staysWhenTheConvolutionHasAnotherReader() {
    leaves("conv2d(Input=x, Filter=w) -> (Output=c)\noutput c", "Y=y", "is_test=true");
  }

  @Test
  void staysWhenSomethingReadsItsOtherOutputs() {
    leaves("conv2d(Input=x, Filter=w) -> (Output=c)", "Y=y, SavedMean=mean", "is_test=true", "output mean");
  }

  @Test
  void staysInChannelsLastLayout() {
    leaves("conv2d(Input=x, Filter=w) -> (Output=c)", "Y=y", "is_test=true, data_layout=\"NHWC\"");
    leaves("conv2d(Input=x, Filter=w) -> (Output=c) {data_format=\"NHWC\"}", "Y=y", "is_test=true");
  }

  @Test
  void staysBehindAnActivation() {
    leaves("conv2d(Input=x, Filter=w) -> (Output=c) {with_act=true, act_type=\"relu\"}", "Y=y", "is_test=true");
  }

  @Test
  void staysWhenAFactorIsInfinite() {
    rule.leaves("""
        input x [1, 1, 2, 2]
        weight w [1, 1, 1, 1] 1
        weight one [1] 1
        weight zero [1] 0
        conv2d(Input=x, Filter=w) -> (Output=c)
        batch_norm(X=c, Scale=one, Bias=one, Mean=one, Variance=zero) -> (Y=y) {is_test=true, epsilon=0.0}
        output y
        """);
  }

  @Test
  void staysWhenTheChannelCountsDiffer() {
    rule.leaves("""
        input x [1, 1, 2, 2]
        weight w [3, 1, 1, 1] 1 2 3
        conv2d(Input=x, Filter=w) -> (Output=c)
        """ + STATISTICS + NORMALIZATION);
  }

  @Test
  void staysBeforeAConvolution() {
    rule.leaves("""
        input c [1, 2, 2, 2]
        weight w [1, 2, 1, 1] 1 2
        batch_norm(X=c, Scale=s, Bias=b, Mean=m, Variance=v) -> (Y=d) {is_test=true, epsilon=0.0}
        conv2d(Input=d, Filter=w) -> (Output=y)
        output y
        """ + STATISTICS);
  }

  private void leaves(String convolution, String outputs, String attributes, String... more) {
    rule.leaves("""
        input x [1, 1, 2, 2]
        weight w [2, 1, 1, 1] 1 2
        %s
        batch_norm(X=c, Scale=s, Bias=b, Mean=m, Variance=v) -> (%s) {%s}
        output y
        """.formatted(convolution, outputs, attributes) + STATISTICS + String.join("\n", more));
  }
}
