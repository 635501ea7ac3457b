package oar.runtime.arm.op.detection;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import oar.runtime.arm.op.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionTests {
  /** Two boxes that share two thirds of what each covers, and one apart. */
  private static final double[] BOXES = {0, 0, 6, 6, 0, 2, 6, 8, 20, 20, 26, 26};
  private static final double[] SCORES = {0.6, 0.9, 0.3};
  private static final double[] BEST_TWO = {0, 0.9, 0, 2, 6, 8, 0, 0.3, 20, 20, 26, 26};

  private static OperatorTester multiclass(String operator, DataType type, Shape boxes, Shape scores) {
    return new OperatorTester(operator).input("BBoxes", tensor(type, boxes, BOXES))
        .input("Scores", tensor(type, scores, SCORES)).output("Out").attribute("background_label", -1)
        .attribute("score_threshold", 0.1f).attribute("nms_threshold", 0.4f).attribute("nms_top_k", -1)
        .attribute("keep_top_k", -1);
  }

  private static OperatorTester multiclass(String operator) {
    return multiclass(operator, DataType.FLOAT32, Shape.of(1, 3, 4), Shape.of(1, 1, 3));
  }

  private static OperatorTester matrix() {
    return multiclass("matrix_nms").output("Index").output("RoisNum").attribute("post_threshold", 0.1f);
  }

  private static OperatorTester nms(Tensor boxes, float threshold) {
    return new OperatorTester("nms").input("Boxes", boxes).output("KeepBoxesIdxs").attribute("iou_threshold",
        threshold);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void boxesThatOverlapABetterOneAreDropped(DataType type) {
    OperatorTester tester = multiclass("multiclass_nms3", type, Shape.of(1, 3, 4), Shape.of(1, 1, 3)).output("Index")
        .output("NmsRoisNum");
    List<LodTensor> outputs = tester.outputs();
    assertArrayEquals(BEST_TWO, elements(outputs.get(0).tensor()), 1e-6);
    assertEquals(Tensor.of(Shape.of(2, 1), 1, 2), outputs.get(1).tensor());
    assertEquals(Tensor.of(Shape.of(1), 2), outputs.get(2).tensor());
    assertEquals(LevelOfDetail.NONE, outputs.get(0).levelOfDetail());
  }

  @Test
  void theFirstVersionsSayByALodWhatIsOfWhichImage() {
    assertEquals(LevelOfDetail.of(new long[]{0, 2}), multiclass("multiclass_nms").outputs().getFirst().levelOfDetail());
  }

  @Test
  void theBackgroundIsNoDetection() {
    assertEquals(Shape.of(0, 6), multiclass("multiclass_nms2").output("Index").attribute("background_label", 0).run()
        .shape());
  }

  @Test
  void whereNothingIsFoundTheVersionWithoutIndexGivesMinusOne() {
    LodTensor nothing = multiclass("multiclass_nms").attribute("score_threshold", 1f).outputs().getFirst();
    assertEquals(Tensor.of(Shape.of(1, 1), -1f), nothing.tensor());
    assertEquals(LevelOfDetail.of(new long[]{0, 1}), nothing.levelOfDetail());
  }

  @Test
  void anImageWithoutBoxesHasNoDetections() {
    Tensor none = tensor(DataType.FLOAT32, Shape.of(0, 1, 4));
    OperatorTester tester = multiclass("multiclass_nms3").input("BBoxes", none)
        .input("Scores", none.withShape(Shape.of(0, 1))).input("RoisNum", Tensor.of(Shape.of(2), 0, 0))
        .output("Index").output("NmsRoisNum");
    List<LodTensor> outputs = tester.outputs();
    assertEquals(Shape.of(0, 6), outputs.get(0).tensor().shape());
    assertEquals(Tensor.of(Shape.of(2), 0, 0), outputs.get(2).tensor());
  }

  @Test
  void boxesOfEachClassBelongToImagesByCounts() {
    OperatorTester tester = multiclass("multiclass_nms3", DataType.FLOAT32, Shape.of(3, 1, 4), Shape.of(3, 1))
        .input("RoisNum", Tensor.of(Shape.of(2), 1, 2)).output("Index").output("NmsRoisNum");
    assertEquals(Tensor.of(Shape.of(2), 1, 2), tester.outputs().get(2).tensor());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, -3})
  void countsMustFitTheRows(int first) {
    OperatorTester tester = multiclass("multiclass_nms3", DataType.FLOAT32, Shape.of(3, 1, 4), Shape.of(3, 1))
        .input("RoisNum", Tensor.of(Shape.of(2), first, 0)).output("Index");
    String refusal = tester.refusal();
    assertTrue(refusal.contains("RoisNum"), refusal);
  }

  @Test
  void scoresMustFitBoxes() {
    Shape threeBoxes = Shape.of(1, 3, 4);
    assertTrue(multiclass("multiclass_nms", DataType.FLOAT32, threeBoxes, Shape.of(1, 3, 1)).refusal()
        .contains("must be [1, classes, 3]"));
    assertTrue(multiclass("multiclass_nms", DataType.FLOAT32, threeBoxes, Shape.of(3)).refusal()
        .contains("must be [rows, classes, 4]"));
    assertTrue(multiclass("multiclass_nms", DataType.FLOAT32, Shape.of(1, 6, 2), Shape.of(1, 1, 6)).refusal()
        .contains("a last dimension of one of [4, 8, 16, 24, 32]"));
    assertTrue(multiclass("multiclass_nms", DataType.FLOAT32, Shape.of(3, 4), Shape.of(1, 1, 3)).refusal()
        .contains("must have rank 3"));
  }

  @Test
  void thresholdsAreNumbers() {
    assertTrue(multiclass("multiclass_nms").attribute("score_threshold", Float.NaN).refusal()
        .contains("score_threshold"));
    assertTrue(matrix().attribute("post_threshold", Float.NaN).refusal().contains("post_threshold"));
    assertTrue(nms(tensor(DataType.FLOAT32, Shape.of(3, 4), BOXES), Float.NaN).refusal().contains("iou_threshold"));
  }

  @Test
  void matrixSuppressionLowersScoresInsteadOfDroppingBoxes() {
    List<LodTensor> outputs = matrix().outputs();
    // Half of the union is shared, so that half of the score is left.
    double[] expected = {0, 0.9, 0, 2, 6, 8, 0, 0.3, 0, 0, 6, 6, 0, 0.3, 20, 20, 26, 26};
    assertArrayEquals(expected, elements(outputs.get(0).tensor()), 1e-6);
    assertEquals(Tensor.of(Shape.of(3, 1), 1, 0, 2), outputs.get(1).tensor());
    assertEquals(Tensor.of(Shape.of(1), 3), outputs.get(2).tensor());
  }

  @Test
  void matrixSuppressionTakesRectanglesAlone() {
    OperatorTester tester = matrix().input("BBoxes", tensor(DataType.FLOAT32, Shape.of(1, 3, 8)));
    assertTrue(tester.refusal().contains("must be [images, boxes, 4]"));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void rowsThatAreKeptAreNumbered(DataType type) {
    Tensor boxes = tensor(type, Shape.of(3, 4), BOXES);
    assertEquals(Tensor.of(Shape.of(2), 0L, 2L), nms(boxes, 0.4f).run());
    assertEquals(Tensor.of(Shape.of(3), 0L, 1L, 2L), nms(boxes, 0.5f).run());
  }

  @Test
  void noRowsAreKeptOfNone() {
    assertEquals(Shape.of(0), nms(tensor(DataType.FLOAT32, Shape.of(0, 4)), 0.5f).run().shape());
  }

  @Test
  void polygonsOverlapByTheirAreas() {
    double[] diamonds = {2, 0, 4, 2, 2, 4, 0, 2, 3, 1, 5, 3, 3, 5, 1, 3};
    // The common diamond has half the area of either.
    assertEquals(1.0 / 3, new PolygonOverlap(4, Precision.DOUBLE).of(diamonds, 0, 8), 1e-12);
  }
}
