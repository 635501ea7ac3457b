package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormInterpolationScaleTests {
  private static final String SIZE = """
      input x [1, 2, 3, 4]
      shape(Input=x) -> (Out=n)
      slice(Input=n) -> (Out=h) {axes=[0], starts=[2], ends=[4]}
      """;

  private final PassTester rules = new PassTester(FormInterpolationScale.all());

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      nearest_interp     | 2.0
      nearest_interp_v2  | [2.0 2.0]
      bilinear_interp_v2 | [2.0 2.0]
      """)
  void theFactorTakesThePlaceOfTheSize(String type, String scale) {
    rules.turns(SIZE + """
        weight f int32 [1] 2
        elementwise_mul(X=h, Y=f) -> (Out=s) {axis=-1}
        %s(X=x, OutSize=s) -> (Out=y) {align_corners=false, align_mode=1, interp_method="%s"}
        output y
        """.formatted(type, type.substring(0, type.indexOf('_'))), """
        input x [1, 2, 3, 4]
        %s(X=x) -> (Out=y) {align_corners=false, align_mode=1, interp_method="%s", scale=%s}
        output y
        """.formatted(type, type.substring(0, type.indexOf('_')), scale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scale(X=c) -> (Out=m) {scale=3.0, bias=0.0}",
      "weight k [1] 3\nelementwise_mul(X=c, Y=k) -> (Out=m) {axis=-1}"})
  void castsOnTheWayDoNotMatter(String product) {
    rules.turns(SIZE + """
        cast(X=h) -> (Out=c) {in_dtype=2, out_dtype=5}
        %s
        cast(X=m) -> (Out=s) {in_dtype=5, out_dtype=2}
        nearest_interp_v2(X=x, OutSize=s) -> (Out=y) {align_corners=false, interp_method="nearest"}
        output y
        """.formatted(product), """
        input x [1, 2, 3, 4]
        nearest_interp_v2(X=x) -> (Out=y) {align_corners=false, interp_method="nearest", scale=[3.0 3.0]}
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scale(X=c) -> (Out=m) {scale=1.5, bias=0.0}", "scale(X=c) -> (Out=m) {scale=2.0, bias=1.0}",
      "scale(X=c) -> (Out=m) {scale=0.0, bias=0.0}"})
  void aFactorThatRoundsOrIsNoneIsLeft(String product) {
    rules.leaves(SIZE + """
        cast(X=h) -> (Out=c) {in_dtype=2, out_dtype=5}
        %s
        cast(X=m) -> (Out=s) {in_dtype=5, out_dtype=2}
        nearest_interp_v2(X=x, OutSize=s) -> (Out=y) {align_corners=false, interp_method="nearest"}
        output y
        """.formatted(product));
  }
}
