package oar.runtime.arm.op.sequence;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SequenceTests {
  private static final LevelOfDetail NESTED = LevelOfDetail.of(new long[]{0, 1, 3}, new long[]{0, 2, 2, 4});

  private static LodTensor sequences(DataType type, LevelOfDetail levelOfDetail, int width, double... values) {
    return new LodTensor(tensor(type, Shape.of(levelOfDetail.rows(), width), values), levelOfDetail);
  }

  private static LodTensor column(DataType type, LevelOfDetail levelOfDetail, double... values) {
    return sequences(type, levelOfDetail, 1, values);
  }

  private static LevelOfDetail offsets(long... offsets) {
    return LevelOfDetail.of(offsets);
  }

  @ParameterizedTest
  @CsvSource({"SUM, 3, 7", "AVERAGE, 1.5, 3.5", "MAX, 2, 4", "MIN, 1, 3", "FIRST, 1, 3", "LAST, 2, 4"})
  void poolingTakesTheFinestLevelAndKeepsTheCoarseOnes(String type, double first, double last) {
    for (DataType dataType : new DataType[]{DataType.FLOAT32, DataType.FLOAT64}) {
      LodTensor pooled = new OperatorTester("sequence_pool").input("X", column(dataType, NESTED, 1, 2, 3, 4))
          .attribute("pooltype", type).attribute("pad_value", -1f).outputs().getFirst();
      assertEquals(offsets(0, 1, 3), pooled.levelOfDetail());
      assertEquals(tensor(dataType, Shape.of(3, 1), first, -1, last), pooled.tensor());
    }
  }

  @Test
  void anUnknownPoolingIsRefused() {
    String refusal = new OperatorTester("sequence_pool").input("X", column(DataType.FLOAT32, NESTED, 1, 2, 3, 4))
        .attribute("pooltype", "MEDIAN").refusal();
    assertTrue(refusal.contains("pooltype is MEDIAN; it must be one of [SUM, AVERAGE"), refusal);
  }

  @ParameterizedTest
  @EnumSource(value = DataType.class, names = {"BOOL", "INT8", "INT16", "FLOAT16", "BFLOAT16", "INT64"})
  void rowsOfAnyTypeAreMoved(DataType type) {
    LodTensor x = column(type, offsets(0, 2, 3), 1, 0, 1);
    assertArrayEquals(new double[]{0, 1, 1}, elements(new OperatorTester("sequence_reverse").input("X", x).output("Y")
        .run()));
    LodTensor joined = new OperatorTester("sequence_concat").input("X", x, x).outputs().getFirst();
    assertArrayEquals(new double[]{1, 0, 1, 0, 1, 1}, elements(joined.tensor()));
    assertEquals(offsets(0, 4, 6), joined.levelOfDetail());
    Tensor padded = new OperatorTester("sequence_pad").input("X", x)
        .input("PadValue", tensor(type, Shape.of(1), 1)).output("Out").output("Length").run();
    assertEquals(tensor(type, Shape.of(2, 2, 1), 1, 0, 1, 1), padded);
  }

  @Test
  void softmaxIsOfEachSequenceInEitherPrecision() {
    for (DataType type : new DataType[]{DataType.FLOAT32, DataType.FLOAT64}) {
      Tensor result = new OperatorTester("sequence_softmax")
          .input("X", column(type, NESTED, 0, Math.log(3), Double.NEGATIVE_INFINITY, 5)).run();
      assertArrayEquals(new double[]{0.25, 0.75, 0, 1}, elements(result), 1e-7);
    }
  }

  @ParameterizedTest
  @CsvSource({"sequence_pool, X, Out", "sequence_softmax, X, Out", "sequence_reverse, X, Y", "sequence_concat, X, Out",
      "sequence_reshape, X, Out", "sequence_conv, X, Out", "sequence_pad, X, Out",
      "crf_decoding, Emission, ViterbiPath"})
  void rowsMustFormSequences(String type, String input, String output) {
    String refusal = new OperatorTester(type).input(input, tensor(DataType.FLOAT32, Shape.of(4, 1), 1, 2, 3, 4))
        .input("PadValue", tensor(DataType.FLOAT32, Shape.of(1)))
        .input("Transition", tensor(DataType.FLOAT32, Shape.of(3, 1)))
        .input("Filter", tensor(DataType.FLOAT32, Shape.of(1, 1))).attribute("contextLength", 1)
        .attribute("new_dim", 1).output(output).refusal();
    assertTrue(refusal.contains("float32 [4, 1] has no LoD; its rows must form sequences"), refusal);
  }

  @Test
  void expandingFollowsTheLevelThatIsNamed() {
    LodTensor like = column(DataType.FLOAT32, NESTED, 0, 0, 0, 0);
    OperatorTester coarse = new OperatorTester("sequence_expand").input("Y", like).attribute("ref_level", 0)
        .input("X", tensor(DataType.INT32, Shape.of(2, 1), 7, 8));
    assertEquals(tensor(DataType.INT32, Shape.of(3, 1), 7, 8, 8), coarse.run());
    String level = new OperatorTester("sequence_expand").input("Y", like).attribute("ref_level", 2)
        .input("X", tensor(DataType.INT32, Shape.of(2, 1), 7, 8)).refusal();
    assertTrue(level.contains("ref_level is 2; for LoD [[0, 1, 3], [0, 2, 2, 4]] it must be from -1 to 1"), level);
    String count = new OperatorTester("sequence_expand").input("Y", like).attribute("ref_level", -1)
        .input("X", tensor(DataType.INT32, Shape.of(2, 1), 7, 8)).refusal();
    assertTrue(count.contains("has 2 sequences or rows, but Y says of 3"), count);
  }

  @Test
  void lengthsMustFitTheSteps() {
    OperatorTester unpad = new OperatorTester("sequence_unpad").input("X", tensor(DataType.FLOAT32, Shape.of(2, 3)));
    String beyond = unpad.input("Length", Tensor.of(Shape.of(2), 1L, 4L)).refusal();
    assertTrue(beyond.contains("Length is [1, 4]; each must be from 0 to the 3 steps"), beyond);
    String few = unpad.input("Length", Tensor.of(Shape.of(1), 1L)).refusal();
    assertTrue(few.contains("must have an element for each row"), few);
    String padded = new OperatorTester("sequence_pad").input("X", column(DataType.FLOAT32, NESTED, 1, 2, 3, 4))
        .input("PadValue", tensor(DataType.FLOAT32, Shape.of(1))).refusal();
    assertTrue(padded.contains("it must have one level"), padded);
  }

  @Test
  void contextsReachOverTheEndsOfSequences() {
    assertArrayEquals(new double[]{0, 0, 0, 1, 1, 2, 2, 3}, elements(contexts(-2)));
    assertArrayEquals(new double[]{3, 4, 4, 0, 0, 0, 0, 0}, elements(contexts(2)));
  }

  private static Tensor contexts(int start) {
    return new OperatorTester("sequence_conv").input("X", column(DataType.FLOAT32, offsets(0, 4), 1, 2, 3, 4))
        .input("Filter", tensor(DataType.FLOAT32, Shape.of(2, 2), 1, 0, 0, 1)).attribute("contextStart", start)
        .attribute("contextLength", 2).run();
  }

  @Test
  void aMaskReachesAsFarAsItIsTold() {
    OperatorTester mask = new OperatorTester("sequence_mask").input("X", Tensor.of(Shape.of(2), 1L, 3L))
        .attribute("out_dtype", 0).output("Y");
    assertEquals(tensor(DataType.BOOL, Shape.of(2, 3), 1, 0, 0, 1, 1, 1), mask.run());
    String none = mask.input("MaxLenTensor", Tensor.of(Shape.of(1), 0)).refusal();
    assertTrue(none.contains("MaxLenTensor is 0; it must be from 1 to 2147483647"), none);
    String empty = new OperatorTester("sequence_mask").input("X", Tensor.of(Shape.of(0), new long[0])).output("Y")
        .refusal();
    assertTrue(empty.contains("is empty, so there is no largest length"), empty);
  }

  @Test
  void offsetsMustCoverTheRows() {
    OperatorTester reset = new OperatorTester("lod_reset").input("X", tensor(DataType.FLOAT32, Shape.of(4, 1)));
    String rows = reset.input("Y", Tensor.of(Shape.of(3), 0, 2, 5)).refusal();
    assertTrue(rows.contains("LoD [[0, 2, 5]] does not cover the rows of input X float32 [4, 1]"), rows);
    String falling = reset.input("Y", Tensor.of(Shape.of(4), 0, 3, 2, 4)).refusal();
    assertTrue(falling.contains("lod_reset"), falling);
    LodTensor result = reset.input("Y", Tensor.of(Shape.of(3), 0, 0, 4)).outputs().getFirst();
    assertEquals(offsets(0, 0, 4), result.levelOfDetail());
  }

  @Test
  void rowsThatDoNotFallApartAreRefused() {
    String refusal = new OperatorTester("sequence_reshape")
        .input("X", sequences(DataType.INT32, offsets(0, 1, 3), 2, 1, 2, 3, 4, 5, 6)).attribute("new_dim", 4).refusal();
    assertTrue(refusal.contains("sequence 0 of input X int32 [3, 2] has 2 elements; new_dim 4 must divide them"),
        refusal);
  }
}
