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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorHeadTests {
  private static OperatorTester yolo(DataType type, Shape shape, double... x) {
    return new OperatorTester("yolo_box").input("X", tensor(type, shape, x))
        .input("ImgSize", Tensor.of(Shape.of(1, 2), 64, 32)).output("Boxes").output("Scores")
        .attribute("anchors", List.of(8, 16)).attribute("class_num", 1).attribute("conf_thresh", 0.1f)
        .attribute("downsample_ratio", 32);
  }

  private static OperatorTester yolo() {
    return yolo(DataType.FLOAT32, Shape.of(1, 6, 1, 1));
  }

  private static OperatorTester retinanet(DataType type) {
    return new OperatorTester("retinanet_detection_output").input("BBoxes", tensor(type, Shape.of(1, 2, 4)))
        .input("Scores", tensor(type, Shape.of(1, 2, 2), 0.1, 0.9, 0.8, 0.2))
        .input("Anchors", tensor(type, Shape.of(2, 4), 0, 0, 9, 9, 20, 20, 29, 29))
        .input("ImInfo", tensor(type, Shape.of(1, 3), 50, 50, 1)).output("Out").attribute("score_threshold", 0.5f)
        .attribute("nms_top_k", 2).attribute("nms_threshold", 0.5f).attribute("nms_eta", 1f).attribute("keep_top_k", 5);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void aCellOfZerosPredictsTheAnchorAtItsCentre(DataType type) {
    List<LodTensor> outputs = yolo(type, Shape.of(1, 6, 1, 1)).outputs();
    assertArrayEquals(new double[]{12, 16, 20, 48}, elements(outputs.get(0).tensor()), 1e-5);
    assertArrayEquals(new double[]{0.25}, elements(outputs.get(1).tensor()), 1e-6);
  }

  @Test
  void boxesBelowTheThresholdAreZeros() {
    List<LodTensor> outputs = yolo().attribute("conf_thresh", 0.6f).outputs();
    assertArrayEquals(new double[4], elements(outputs.get(0).tensor()));
    assertArrayEquals(new double[1], elements(outputs.get(1).tensor()));
  }

  @Test
  void theExpectedFitWeighsInTheConfidence() {
    OperatorTester tester = yolo(DataType.FLOAT32, Shape.of(1, 7, 1, 1), 20).attribute("iou_aware", true)
        .attribute("iou_aware_factor", 1f);
    assertArrayEquals(new double[]{0.5}, elements(tester.outputs().get(1).tensor()), 1e-6);
  }

  @Test
  void noImagesHaveNoBoxes() {
    OperatorTester tester = yolo(DataType.FLOAT32, Shape.of(0, 6, 1, 1)).input("ImgSize",
        tensor(DataType.INT32, Shape.of(0, 2)));
    assertEquals(Shape.of(0, 1, 4), tester.run().shape());
  }

  @Test
  void aHeadMustFitItsChannelsAndImages() {
    assertTrue(yolo().attribute("class_num", 2).refusal().contains("7 channels"));
    assertTrue(yolo().attribute("anchors", List.of(8)).refusal().contains("anchors has 1 elements"));
    assertTrue(yolo().input("ImgSize", Tensor.of(Shape.of(2, 2), 1, 1, 1, 1)).refusal().contains("must be [1, 2]"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
  void numbersOfAHeadAreInRange(int value) {
    assertTrue(yolo().attribute("class_num", value).refusal().contains("class_num is " + value));
    assertTrue(yolo().attribute("downsample_ratio", value).refusal().contains("downsample_ratio is " + value));
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, 1.1f, Float.NaN})
  void theWeightOfTheFitIsAPart(float factor) {
    String refusal = yolo().attribute("iou_aware", true).attribute("iou_aware_factor", factor).refusal();
    assertTrue(refusal.contains("iou_aware_factor"), refusal);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theBestClassesOfAnchorsAreDetected(DataType type) {
    LodTensor detections = retinanet(type).outputs().getFirst();
    // Labels count from 1; an anchor's corners are pixels, so that its centre is half a pixel further.
    double[] expected = {2, 0.9, 0, 0, 9, 9, 1, 0.8, 20, 20, 29, 29};
    assertArrayEquals(expected, elements(detections.tensor()), 1e-5);
    assertEquals(LevelOfDetail.of(new long[]{0, 2}), detections.levelOfDetail());
  }

  @Test
  void theLastLevelTakesEveryScoreAboveZero() {
    assertEquals(Shape.of(4, 6), retinanet(DataType.FLOAT32).attribute("nms_top_k", -1).run().shape());
  }

  @Test
  void everyLevelHasBoxesScoresAndAnchorsThatFit() {
    Tensor boxes = tensor(DataType.FLOAT32, Shape.of(1, 2, 4));
    assertTrue(retinanet(DataType.FLOAT32).input("BBoxes", boxes, boxes).refusal()
        .contains("there are 2 BBoxes, 1 Scores and 1 Anchors"));
    assertTrue(retinanet(DataType.FLOAT32).input("Anchors", tensor(DataType.FLOAT32, Shape.of(3, 4))).refusal()
        .contains("must be [1, 3, 4]"));
    assertTrue(retinanet(DataType.FLOAT32).input("ImInfo", tensor(DataType.FLOAT32, Shape.of(1, 2))).refusal()
        .contains("must be [images, 3]"));
  }
}
