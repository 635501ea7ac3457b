package oar.runtime.arm.op.detection;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.Attribute.Floats;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoxOperatorsTests {
  private static final Tensor SQUARE = Tensor.of(Shape.of(1, 4), 0f, 0f, 4f, 4f);
  private static final LevelOfDetail ONE_IMAGE = LevelOfDetail.of(new long[]{0, 1});

  private static OperatorTester coder(Tensor prior, Tensor target) {
    return new OperatorTester("box_coder").input("PriorBox", prior).input("TargetBox", target).output("OutputBox");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void aBoxIsWrittenInSizesOfThePriorBox(DataType type) {
    Tensor prior = tensor(type, Shape.of(1, 4), 0, 0, 4, 8);
    Tensor target = tensor(type, Shape.of(1, 4), 2, 0, 6, 8);
    Tensor code = coder(prior, target).attribute("variance", new Floats(List.of(0.5f, 1f, 1f, 1f))).run();
    assertEquals(Shape.of(1, 1, 4), code.shape());
    assertArrayEquals(new double[]{1, 0, 0, 0}, elements(code), 1e-6);
  }

  @Test
  void decodingUndoesEncodingAlongEitherAxis() {
    Tensor priors = Tensor.of(Shape.of(2, 4), 0f, 0f, 4f, 8f, 1f, 2f, 7f, 5f);
    Tensor target = Tensor.of(Shape.of(1, 4), 2f, 1f, 5f, 6f);
    Tensor codes = coder(priors, target).attribute("box_normalized", false).run();
    for (int axis = 0; axis < 2; axis++) {
      Tensor arranged = codes.withShape(axis == 0 ? Shape.of(1, 2, 4) : Shape.of(2, 1, 4));
      Tensor boxes = coder(priors, arranged).attribute("code_type", "decode_center_size").attribute("axis", axis)
          .attribute("box_normalized", false).run();
      // A border that is added to the size alone moves the centre of an unnormalized box by half a pixel.
      assertArrayEquals(new double[]{1.5, 0.5, 4.5, 5.5, 1.5, 0.5, 4.5, 5.5}, elements(boxes), 1e-5, "axis " + axis);
    }
  }

  @Test
  void noBoxesAreEncodedToNone() {
    assertEquals(Shape.of(0, 1, 4), coder(SQUARE, tensor(DataType.FLOAT32, Shape.of(0, 4))).run().shape());
  }

  @Test
  void boxCoderRefusesWhatItCannotRead() {
    assertTrue(coder(SQUARE, SQUARE).attribute("code_type", "corner").refusal().contains("code_type is 'corner'"));
    assertTrue(coder(SQUARE, SQUARE).attribute("axis", 2).refusal().contains("axis is 2; it must be 0 or 1"));
    assertTrue(coder(SQUARE, SQUARE).attribute("variance", new Floats(List.of(1f))).refusal().contains("must have 4"));
    assertTrue(coder(SQUARE, SQUARE).attribute("code_type", "decode_center_size").refusal()
        .contains("must be [rows, columns, 4]"));
    assertTrue(coder(SQUARE, tensor(DataType.FLOAT64, Shape.of(1, 4))).refusal().contains("must be of one type"));
    assertTrue(coder(SQUARE.withShape(Shape.of(4)), SQUARE).refusal().contains("must be a table of boxes"));
  }

  @Test
  void boxesAreHeldWithinTheirOriginalImages() {
    LodTensor boxes = new LodTensor(Tensor.of(Shape.of(2, 4), -3f, 2f, 90f, 90f, -3f, 2f, 90f, 90f),
        LevelOfDetail.of(new long[]{0, 1, 2}));
    Tensor info = Tensor.of(Shape.of(2, 3), 40f, 80f, 2f, 10f, 20f, 1f);
    LodTensor clipped = new OperatorTester("box_clip").input("Input", boxes).input("ImInfo", info).output("Output")
        .outputs().getFirst();
    assertArrayEquals(new double[]{0, 2, 39, 19, 0, 2, 19, 9}, elements(clipped.tensor()));
    assertEquals(boxes.levelOfDetail(), clipped.levelOfDetail());
  }

  @Test
  void boxClipNeedsARowOfInformationForEachImage() {
    Tensor info = Tensor.of(Shape.of(1, 3), 40f, 80f, 2f);
    OperatorTester withoutImages = new OperatorTester("box_clip").input("Input", SQUARE).input("ImInfo", info);
    assertTrue(withoutImages.output("Output").refusal().contains("must have a LoD"));
    OperatorTester withTooMany = new OperatorTester("box_clip").input("Input", new LodTensor(SQUARE, ONE_IMAGE))
        .input("ImInfo", Tensor.of(Shape.of(2, 3), 1f, 1f, 1f, 1f, 1f, 1f));
    assertTrue(withTooMany.output("Output").refusal().contains("must be [1, 3]"));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void similarityIsTheSharedPartOfTheUnion(DataType type) {
    Tensor x = tensor(type, Shape.of(2, 4), 0, 0, 2, 2, 8, 8, 9, 9);
    Tensor y = tensor(type, Shape.of(1, 4), 1, 0, 3, 2);
    Tensor similarity = new OperatorTester("iou_similarity").input("X", x).input("Y", y).run();
    assertArrayEquals(new double[]{2.0 / 6, 0}, elements(similarity), 1e-7);
    Tensor withBorder = new OperatorTester("iou_similarity").input("X", x).input("Y", y)
        .attribute("box_normalized", false).run();
    assertArrayEquals(new double[]{6.0 / 12, 0}, elements(withBorder), 1e-7);
  }

  @Test
  void similarityWithNoBoxesIsEmpty() {
    Tensor none = tensor(DataType.FLOAT32, Shape.of(0, 4));
    assertEquals(Shape.of(0, 1),
        new OperatorTester("iou_similarity").input("X", none).input("Y", SQUARE).run().shape());
    assertEquals(Shape.of(1, 0),
        new OperatorTester("iou_similarity").input("X", SQUARE).input("Y", none).run().shape());
  }

  @Test
  void polygonDistancesBecomeCoordinatesWithoutSequences() {
    LodTensor distances = new LodTensor(Tensor.of(Shape.of(1, 2, 1, 2), 1f, 1f, 1f, 1f), ONE_IMAGE);
    LodTensor corners = new OperatorTester("polygon_box_transform").input("Input", distances).output("Output")
        .outputs().getFirst();
    assertArrayEquals(new double[]{-1, 3, -1, -1}, elements(corners.tensor()));
    assertEquals(LevelOfDetail.NONE, corners.levelOfDetail());
  }

  @Test
  void polygonDistancesComeInPairs() {
    Tensor distances = Tensor.of(Shape.of(1, 1, 1, 2), 1f, 1f);
    assertTrue(new OperatorTester("polygon_box_transform").input("Input", distances).output("Output").refusal()
        .contains("an even number of channels"));
  }
}
