package oar.runtime.arm.op.detection;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import oar.api.model.Attribute.Floats;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriorBoxTests {
  private static final Tensor MAP = tensor(DataType.FLOAT32, Shape.of(1, 1, 1, 2));
  private static final Tensor IMAGE = tensor(DataType.FLOAT32, Shape.of(1, 3, 10, 20));

  private static OperatorTester boxes(String type, Tensor map, Tensor image) {
    return new OperatorTester(type).input("Input", map).input("Image", image).output("Boxes").output("Variances")
        .attribute("variances", floats(0.1f, 0.1f, 0.2f, 0.2f));
  }

  private static OperatorTester priors(Tensor map, Tensor image) {
    return boxes("prior_box", map, image).attribute("min_sizes", floats(4)).attribute("clip", false);
  }

  private static OperatorTester densePriors(Tensor map, Tensor image) {
    return boxes("density_prior_box", map, image).attribute("fixed_sizes", floats(4))
        .attribute("fixed_ratios", floats(1)).attribute("densities", List.of(1));
  }

  private static OperatorTester anchors(Tensor map) {
    return new OperatorTester("anchor_generator").input("Input", map).output("Anchors").output("Variances")
        .attribute("anchor_sizes", floats(16)).attribute("aspect_ratios", floats(1))
        .attribute("stride", floats(8, 8));
  }

  private static Floats floats(float... values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return new Floats(list);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void priorBoxesLieAroundTheCentresOfCells(DataType type) {
    Tensor map = tensor(type, MAP.shape());
    Tensor priors = priors(map, tensor(type, IMAGE.shape())).run();
    assertEquals(type, priors.type());
    assertEquals(Shape.of(1, 2, 1, 4), priors.shape());
    assertArrayEquals(new double[]{0.15, 0.3, 0.35, 0.7, 0.65, 0.3, 0.85, 0.7}, elements(priors), 1e-6);
  }

  @Test
  void theMeanOfLeastAndMostSizeComesLastUnlessItIsToComeBeforeTheRatios() {
    OperatorTester tester = priors(MAP, IMAGE).attribute("max_sizes", floats(9)).attribute("aspect_ratios", floats(4))
        .attribute("flip", false);
    assertArrayEquals(new double[]{4, 8, 6}, widths(tester.run()), 1e-4);
    assertArrayEquals(new double[]{4, 6, 8}, widths(tester.attribute("min_max_aspect_ratios_order", true).run()), 1e-4);
  }

  /** Returns the widths of the boxes of the first cell in pixels. */
  private static double[] widths(Tensor boxes) {
    double[] corners = elements(boxes);
    double[] widths = new double[(int) boxes.shape().dimension(2)];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = (corners[4 * i + 2] - corners[4 * i]) * 20;
    }
    return widths;
  }

  @Test
  void ratiosThatAreThereAlreadyAreNotTakenAgain() {
    OperatorTester tester = priors(MAP, IMAGE).attribute("aspect_ratios", floats(1, 2, 0.5f, 2));
    assertEquals(Shape.of(1, 2, 3, 4), tester.run().shape());
  }

  @Test
  void aDenseBoxIsRepeatedWholePixelsApart() {
    Tensor boxes = densePriors(MAP, IMAGE).attribute("densities", List.of(2)).attribute("flatten_to_2d", true).run();
    assertEquals(Shape.of(8, 4), boxes.shape());
    double[] corners = elements(boxes);
    // The step is 10 pixels, so that the points are 5 apart and the first is 2.5 before the centre.
    assertArrayEquals(new double[]{0.025, 0.05, 0.225, 0.45}, Arrays.copyOf(corners, 4), 1e-6);
    assertEquals(0.275, corners[4], 1e-6);
  }

  @Test
  void anchorsHaveTheirSizeAtEveryCell() {
    double[] corners = elements(anchors(MAP).run());
    assertArrayEquals(new double[]{-4, -4, 11, 11, 4, -4, 19, 11}, corners, 1e-6);
  }

  @Test
  void aMapWithoutCellsHasNoBoxes() {
    Tensor empty = tensor(DataType.FLOAT32, Shape.of(1, 1, 0, 2));
    assertEquals(Shape.of(0, 2, 1, 4), anchors(empty).run().shape());
    assertEquals(Shape.of(0, 2, 1, 4), priors(empty, IMAGE).run().shape());
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
  void sizesAndRatiosAreMoreThanZeroAndFinite(float value) {
    assertTrue(priors(MAP, IMAGE).attribute("min_sizes", floats(value)).refusal().contains("min_sizes"));
    assertTrue(priors(MAP, IMAGE).attribute("aspect_ratios", floats(value)).refusal().contains("aspect_ratios"));
    assertTrue(densePriors(MAP, IMAGE).attribute("fixed_sizes", floats(value)).refusal().contains("fixed_sizes"));
    assertTrue(anchors(MAP).attribute("stride", floats(value, 8)).refusal().contains("stride"));
  }

  @ParameterizedTest
  @ValueSource(floats = {3, 4})
  void aMostSizeIsMoreThanTheLeast(float most) {
    String refusal = priors(MAP, IMAGE).attribute("max_sizes", floats(most)).refusal();
    assertTrue(refusal.contains("must be more than the 4.0 of min_sizes"), refusal);
  }

  @Test
  void listsThatBelongTogetherAreOfOneLength() {
    assertTrue(priors(MAP, IMAGE).attribute("max_sizes", floats(8, 9)).refusal().contains("max_sizes has 2 elements"));
    assertTrue(priors(MAP, IMAGE).attribute("variances", floats(1)).refusal().contains("variances has 1 elements"));
    assertTrue(densePriors(MAP, IMAGE).attribute("densities", List.of(1, 2)).refusal().contains("densities has 2"));
    assertTrue(anchors(MAP).attribute("stride", floats(8)).refusal().contains("stride has 1 elements"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
  void aDensityIsASmallNumber(int density) {
    String refusal = densePriors(MAP, IMAGE).attribute("densities", List.of(density)).refusal();
    assertTrue(refusal.contains("each must be from 1 to"), refusal);
  }

  @Test
  void moreBoxesThanThereIsMemoryForAreRefused() {
    OperatorTester tester = priors(tensor(DataType.FLOAT32, Shape.of(1, 1, 256, 256)), IMAGE);
    tester.attribute("min_sizes", new Floats(Collections.nCopies(4096, 1f)));
    assertTrue(tester.refusal().contains("are too many"));
  }

  @Test
  void offsetsAndStepsAreNumbers() {
    assertTrue(priors(MAP, IMAGE).attribute("offset", Float.NaN).refusal().contains("offset"));
    assertTrue(priors(MAP, IMAGE).attribute("step_w", Float.NaN).refusal().contains("step_w"));
  }

  @Test
  void mapsAndImagesHaveFourDimensions() {
    assertTrue(priors(MAP.withShape(Shape.of(1, 2)), IMAGE).refusal().contains("must have rank 4"));
    assertTrue(priors(MAP, IMAGE.withShape(Shape.of(30, 20))).refusal().contains("must have rank 4"));
    assertTrue(anchors(MAP.withShape(Shape.of(1, 2))).refusal().contains("must have rank 4"));
  }
}
