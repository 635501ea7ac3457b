package oar.runtime.arm.pass;

import oar.runtime.arm.graph.PassTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullyConnectedTests {
  private final PassTester rules = new PassTester(new FormMul(), new AbsorbFlatten(), new FormFullyConnected(),
      new FuseFullyConnectedActivation());

  @Test
  void isFormedOfAProductABiasAndAnActivation() {
    rules.turns("""
        input x [-1, 2]
        weight w [2, 3] 1 2 3 4 5 6
        weight b [3] 1 2 3
        matmul_v2(X=x, Y=w) -> (Out=p) {trans_x=false, trans_y=false}
        elementwise_add(X=p, Y=b) -> (Out=s) {axis=-1}
        relu(X=s) -> (Out=y)
        output y
        """, """
        input x [-1, 2]
        weight w [2, 3] 1 2 3 4 5 6
        weight b [3] 1 2 3
        fc(Input=x, W=w, Bias=b) -> (Out=y) {in_num_col_dims=1, activation_type="relu"}
        output y
        """);
  }

  @ParameterizedTest
  @CsvSource({"matmul, transpose_X, transpose_Y", "matmul_v2, trans_x, trans_y"})
  void takesTranspositionAndFactorIntoTheMatrix(String type, String transposesLeft, String transposesRight) {
    rules.turns("""
        input x [2, 5, 2]
        weight w [3, 2] 1 2 3 4 5 6
        %s(X=x, Y=w) -> (Out=y) {%s=false, %s=true, alpha=0.5}
        output y
        """.formatted(type, transposesLeft, transposesRight), """
        input x [2, 5, 2]
        weight w [2, 3] 0.5 1.5 2.5 1 2 3
        mul(X=x, Y=w) -> (Out=y) {x_num_col_dims=2, y_num_col_dims=1}
        output y
        """);
  }

  @Test
  void keepsAQuantizedMatrix() {
    rules.turns("""
        input x [1, 2]
        weight w int8 [2, 1] 1 2 along 1 times 0.5
        matmul_v2(X=x, Y=w) -> (Out=y) {trans_x=false, trans_y=false}
        output y
        """, """
        input x [1, 2]
        weight w int8 [2, 1] 1 2 along 1 times 0.5
        mul(X=x, Y=w) -> (Out=y) {x_num_col_dims=1, y_num_col_dims=1}
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trans_x=true, trans_y=false", "trans_x=false, trans_y=true", "alpha=2.0"})
  void leavesAProductThatItsOperatorAloneCanCompute(String attributes) {
    rules.leaves("""
        input x [2, 2]
        weight w int8 [2, 2] 1 2 3 4 along 1 times 0.5 0.5
        matmul_v2(X=x, Y=w) -> (Out=y) {%s}
        output y
        """.formatted(attributes));
  }

  @Test
  void leavesAMatrixToTransposeThatAnotherOperatorReads() {
    rules.leaves("""
        input x [2, 2]
        input i int64 [3]
        weight w [2, 2] 1 2 3 4
        lookup_table_v2(W=w, Ids=i) -> (Out=z)
        matmul_v2(X=x, Y=w) -> (Out=y) {trans_y=true}
        output y
        output z
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"input x [2]", "relu(X=z) -> (Out=x)"})
  void leavesAnInputOfUnknownOrTooLowRank(String input) {
    rules.leaves("""
        input z [2]
        %s
        weight w [2, 2] 1 2 3 4
        matmul_v2(X=x, Y=w) -> (Out=y)
        output y
        """.formatted(input));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      flatten_contiguous_range {start_axis=1, stop_axis=-1} | [-1, 2, 1, 3]
      flatten2 {axis=1}                                     | [-1, 2, 3]
      reshape2 {shape=[0 6]}                                | [-1, 2, 3]
      reshape2 {shape=[-1 6]}                               | [-1, 2, 3]
      squeeze2 {axes=[2 -1]}                                | [-1, 6, 1, 1]
      """)
  void flattensItsInputItself(String operator, String shape) {
    int space = operator.indexOf(' ');
    rules.turns("""
        input x %s
        weight w [6, 1] 1 2 3 4 5 6
        %s(X=x) -> (Out=f, XShape=s) %s
        mul(X=f, Y=w) -> (Out=y) {x_num_col_dims=1, y_num_col_dims=1}
        output y
        """.formatted(shape, operator.substring(0, space), operator.substring(space + 1)), """
        input x %s
        weight w [6, 1] 1 2 3 4 5 6
        mul(X=x, Y=w) -> (Out=y) {x_num_col_dims=1, y_num_col_dims=1}
        output y
        """.formatted(shape));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      flatten_contiguous_range {start_axis=0, stop_axis=1} | [2, 3, 6]
      flatten2 {axis=2}                                    | [2, 3, 6]
      reshape2 {shape=[-1 6]}                              | [2, 3, 6]
      reshape2 {shape=[-1 6]}                              | [2, -1, 3]
      squeeze2 {axes=[0]}                                  | [1, 2, 6]
      squeeze2 {axes=[]}                                   | [2, 6, 1]
      """)
  void leavesAChangeOfItsRows(String operator, String shape) {
    int space = operator.indexOf(' ');
    rules.leaves("""
        input x %s
        weight w [6, 1] 1 2 3 4 5 6
        %s(X=x) -> (Out=f, XShape=s) %s
        mul(X=f, Y=w) -> (Out=y) {x_num_col_dims=1, y_num_col_dims=1}
        output y
        """.formatted(shape, operator.substring(0, space), operator.substring(space + 1)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      [2]       | -1
      [2]       | 2
      [1, 2]    | -1
      [1, 1, 2] | 0
      """)
  void takesABiasOfAnyShapeThatChangesByColumn(String shape, int axis) {
    rules.turns("""
        input x [3, 2, 2]
        weight w [2, 2] 1 2 3 4
        weight b %s 5 6
        mul(X=x, Y=w) -> (Out=p) {x_num_col_dims=2, y_num_col_dims=1}
        elementwise_add(X=b, Y=p) -> (Out=y) {axis=%d}
        output y
        """.formatted(shape, axis), """
        input x [3, 2, 2]
        weight w [2, 2] 1 2 3 4
        weight b [2] 5 6
        fc(Input=x, W=w, Bias=b) -> (Out=y) {in_num_col_dims=2}
        output y
        """);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      [2]          | 0
      [2]          | 1
      [2, 1]       | -1
      [1, 1, 1, 2] | -1
      """)
  void leavesABiasThatChangesOtherwise(String shape, int axis) {
    rules.leaves("""
        input x [2, 2, 2]
        weight w [2, 2] 1 2 3 4
        weight b %s 5 6
        mul(X=x, Y=w) -> (Out=p) {x_num_col_dims=2, y_num_col_dims=1}
        elementwise_add(X=p, Y=b) -> (Out=y) {axis=%d}
        output y
        """.formatted(shape, axis));
  }

  @Test
  void leavesAProductThatIsReadOtherwise() {
    rules.leaves("""
        input x [2, 2]
        weight w [2, 2] 1 2 3 4
        weight b [2] 5 6
        mul(X=x, Y=w) -> (Out=p) {x_num_col_dims=1, y_num_col_dims=1}
        elementwise_add(X=p, Y=b) -> (Out=y) {axis=-1}
        output y
        output p
        """);
  }

  @Test
  void clipsAtSix() {
    rules.turns("""
        input x [2, 2]
        weight w [2, 1] 1 2
        weight b [1] 5
        fc(Input=x, W=w, Bias=b) -> (Out=s) {in_num_col_dims=1}
        relu6(X=s) -> (Out=y)
        output y
        """, """
        input x [2, 2]
        weight w [2, 1] 1 2
        weight b [1] 5
        fc(Input=x, W=w, Bias=b) -> (Out=y) {in_num_col_dims=1, activation_type="relu6", alpha=6.0}
        output y
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fc(Input=x, W=w) -> (Out=s) {in_num_col_dims=1}\nrelu(X=s) -> (Out=y)",
      "fc(Input=x, W=w, Bias=b) -> (Out=s) {activation_type=\"relu6\"}\nrelu(X=s) -> (Out=y)",
      "fc(Input=x, W=w, Bias=b) -> (Out=s) {in_num_col_dims=1}\nrelu6(X=s) -> (Out=y) {threshold=4.0}"})
  void leavesAnActivationThatWouldBeLostOrMeanSomethingElse(String layer) {
    rules.leaves("""
        input x [2, 2]
        weight w [2, 1] 1 2
        weight b [1] 5
        %s
        output y
        """.formatted(layer));
  }
}
