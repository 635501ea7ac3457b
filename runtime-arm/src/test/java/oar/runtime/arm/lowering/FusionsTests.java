package oar.runtime.arm.lowering;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FusionsTests {
  private static final String ATTENTION_INPUTS = """
      input q [2, 5, 3, 8]
      input k [2, 7, 3, 8]
      input v [2, 7, 3, 4]
      input m [2, 1, 1, 7]
      """;
  private static final String TRANSPOSITIONS = """
      transpose2(X=q) -> (Out=qt) {axis=[0 2 1 3]}
      transpose2(X=k) -> (Out=kt) {axis=[0 2 1 3]}
      transpose2(X=v) -> (Out=vt) {axis=[0 2 1 3]}
      """;

  private final PassTester fusions = new PassTester(Fusions.all());

  @Test
  void attentionOfScaledQueriesWithAMaskBecomesOneOperator() {
    fusions.turns(ATTENTION_INPUTS + TRANSPOSITIONS + """
        scale(X=qt) -> (Out=qs) {scale=0.5}
        matmul_v2(X=qs, Y=kt) -> (Out=s) {trans_x=false, trans_y=true}
        elementwise_add(X=s, Y=m) -> (Out=a) {axis=-1}
        softmax(X=a) -> (Out=p) {axis=-1}
        matmul_v2(X=p, Y=vt) -> (Out=r) {trans_x=false, trans_y=false}
        transpose2(X=r) -> (Out=y) {axis=[0 2 1 3]}
        output y
        """, ATTENTION_INPUTS + """
        oar_attention(Query=q, Key=k, Value=v, Mask=m) -> (Out=y) {scale=0.5}
        output y
        """);
  }

  @Test
  void attentionOfScaledScoresWithoutAMaskBecomesOneOperator() {
    fusions.turns(ATTENTION_INPUTS + TRANSPOSITIONS + """
        matmul(X=qt, Y=kt) -> (Out=s) {transpose_X=false, transpose_Y=true, alpha=0.25}
        scale(X=s) -> (Out=a) {scale=2.0}
        softmax(X=a) -> (Out=p) {axis=3}
        matmul(X=p, Y=vt) -> (Out=r) {transpose_X=false, transpose_Y=false}
        transpose2(X=r) -> (Out=y) {axis=[0 2 1 3]}
        output y
        """, ATTENTION_INPUTS + """
        oar_attention(Query=q, Key=k, Value=v) -> (Out=y) {scale=0.5}
        output y
        """);
  }

  @ParameterizedTest
  @CsvSource({"[0 2 1 3], -1, false, 0.5", "[0 2 3 1], -1, true, 0.0", "[0 2 1 3], 2, true, 0.0"})
  void whatIsNoAttentionStays(String keyAxes, int softmaxAxis, boolean transposesKeys, float bias) {
    fusions.leaves("""
        input q [2, 8, 3, 8]
        input k [2, 8, 3, 8]
        input v [2, 8, 3, 8]
        transpose2(X=q) -> (Out=qt) {axis=[0 2 1 3]}
        transpose2(X=k) -> (Out=kt) {axis=%s}
        transpose2(X=v) -> (Out=vt) {axis=[0 2 1 3]}
        matmul_v2(X=qt, Y=kt) -> (Out=s) {trans_x=false, trans_y=%s}
        scale(X=s) -> (Out=a) {scale=2.0, bias=%s}
        softmax(X=a) -> (Out=p) {axis=%d}
        matmul_v2(X=p, Y=vt) -> (Out=r) {trans_x=false, trans_y=false}
        transpose2(X=r) -> (Out=y) {axis=[0 2 1 3]}
        output y
        """.formatted(keyAxes, transposesKeys, bias, softmaxAxis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gelu", "tanh", "sigmoid", "swish"})
  void anActivationBecomesAPartOfTheLayerBeforeIt(String type) {
    fusions.turns("""
        input x [5, 2]
        weight w [2, 3] 0.5 -1 2 1 0.25 -0.5
        fc(Input=x, W=w) -> (Out=p) {in_num_col_dims=1}
        %s(X=p) -> (Out=y)
        output y
        """.formatted(type), """
        input x [5, 2]
        weight w [2, 3] 0.5 -1 2 1 0.25 -0.5
        fc(Input=x, W=w) -> (Out=y) {activation_type="%s", in_num_col_dims=1}
        output y
        """.formatted(type));
  }

  @Test
  void aResidualBecomesAPartOfTheLayerBeforeIt() {
    fusions.turns("""
        input x [5, 2]
        input r [5, 3]
        weight w [2, 3] 0.5 -1 2 1 0.25 -0.5
        variable p [5, 3]
        fc(Input=x, W=w) -> (Out=p) {in_num_col_dims=1}
        elementwise_add(X=r, Y=p) -> (Out=y) {axis=-1}
        output y
        """, """
        input x [5, 2]
        input r [5, 3]
        weight w [2, 3] 0.5 -1 2 1 0.25 -0.5
        fc(Input=x, W=w, ResidualData=r) -> (Out=y) {in_num_col_dims=1}
        output y
        """);
  }

  @Test
  void aSummandOfAnotherShapeStays() {
    fusions.leaves("""
        input x [5, 2]
        input r [1, 3]
        weight w [2, 3] 0.5 -1 2 1 0.25 -0.5
        variable p [5, 3]
        fc(Input=x, W=w) -> (Out=p) {in_num_col_dims=1}
        elementwise_add(X=r, Y=p) -> (Out=y) {axis=-1}
        output y
        """);
  }
}
