package oar.runtime.arm.op.resampling;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GridTests {
  private static final Tensor IMAGE = Tensor.of(Shape.of(1, 1, 1, 3), 1f, 2f, 4f);

  private static OperatorTester sample(Tensor images, Tensor grid) {
    return new OperatorTester("grid_sampler").input("X", images).input("Grid", grid).output("Output");
  }

  private static OperatorTester sampleAt(double x) {
    return sample(IMAGE, tensor(DataType.FLOAT32, Shape.of(1, 1, 1, 2), x, 0));
  }

  private static OperatorTester affineGrid(Tensor theta, Integer... shape) {
    return new OperatorTester("affine_grid").input("Theta", theta).attribute("output_shape", List.of(shape))
        .output("Output");
  }

  @ParameterizedTest
  @CsvSource({"zeros, true, -0.5, 1.5", "zeros, true, 1.5, 2", "zeros, true, 3, 0", "border, true, 3, 4",
      "reflection, true, 2, 2", "reflection, false, 1.5, 3.5", "zeros, false, -1, 0.5"})
  void positionsAreInterpolatedAndPadded(String padding, boolean aligns, double x, double expected) {
    OperatorTester tester = sampleAt(x).attribute("padding_mode", padding).attribute("align_corners", aligns);
    assertArrayEquals(new double[]{expected}, elements(tester.run()), 1e-6);
  }

  @Test
  void theNearestElementOfAnImageReachesOverItsEdgeButNotThatOfAVolume() {
    assertArrayEquals(new double[]{4}, elements(sampleAt(1.25).attribute("mode", "nearest").run()));
    Tensor volume = Tensor.of(Shape.of(1, 1, 1, 1, 3), 1f, 2f, 4f);
    Tensor grid = Tensor.of(Shape.of(1, 1, 1, 1, 3), 1.25f, 0f, 0f);
    assertArrayEquals(new double[]{0}, elements(sample(volume, grid).attribute("mode", "nearest").run()));
  }

  @Test
  void aPlaceThatIsNoNumberHasNothing() {
    assertArrayEquals(new double[]{0}, elements(sampleAt(Double.NaN).run()));
    assertArrayEquals(new double[]{0}, elements(sampleAt(Double.POSITIVE_INFINITY).run()));
  }

  @Test
  void gridsThatDoNotFitTheirImagesAreRefused() {
    assertTrue(sample(IMAGE, Tensor.of(Shape.of(1, 1, 1), 0f)).refusal().contains("must have rank 4"));
    assertTrue(sample(IMAGE, Tensor.of(Shape.of(1, 1, 1, 3), 0f, 0f, 0f)).refusal().contains("and end in 2"));
    assertTrue(sample(IMAGE, Tensor.of(Shape.of(2, 1, 1, 2), 0f, 0f, 0f, 0f)).refusal()
        .contains("as many images as input X"));
    assertTrue(sample(IMAGE, Tensor.of(Shape.of(1, 1, 1, 2), 0.0, 0.0)).refusal().contains("must be of one type"));
    assertTrue(sampleAt(0).attribute("mode", "bicubic").refusal().contains("mode is 'bicubic'"));
    assertTrue(sampleAt(0).attribute("padding_mode", "wrap").refusal().contains("padding_mode is 'wrap'"));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theIdentityMapsPlacesToThemselves(DataType type) {
    Tensor theta = tensor(type, Shape.of(1, 2, 3), 1, 0, 0, 0, 1, 0);
    assertEquals(tensor(type, Shape.of(1, 1, 2, 2), -0.5, 0, 0.5, 0),
        affineGrid(theta, 1, 1, 1, 2).attribute("align_corners", false).run());
    assertArrayEquals(new double[]{-1, -1, 1, -1, -1, 1, 1, 1}, elements(affineGrid(theta, 1, 1, 2, 2).run()));
  }

  @Test
  void volumesAreMappedInThreeDimensions() {
    Tensor theta = tensor(DataType.FLOAT32, Shape.of(1, 3, 4), 0, 0, 1, 10, 0, 1, 0, 20, 1, 0, 0, 30);
    Tensor grid = affineGrid(theta, 1, 1, 2, 1, 1).attribute("align_corners", false).run();
    assertEquals(Tensor.of(Shape.of(1, 2, 1, 1, 3), 9.5f, 20f, 30f, 10.5f, 20f, 30f), grid);
  }

  @Test
  void anEmptyBatchHasNoGrid() {
    Tensor none = tensor(DataType.FLOAT32, Shape.of(0, 2, 3));
    assertEquals(Shape.of(0, 2, 2, 2), affineGrid(none, 0, 1, 2, 2).run().shape());
  }

  @Test
  void shapesThatMapsDoNotFitAreRefused() {
    Tensor theta = tensor(DataType.FLOAT32, Shape.of(1, 2, 3));
    assertTrue(affineGrid(theta, 1, 2, 2).refusal().contains("must have 4 or 5 dimensions"));
    assertTrue(affineGrid(theta, 1, 1, -1, 2).refusal().contains("must have dimensions from 0"));
    assertTrue(affineGrid(theta, 2, 1, 2, 2).refusal().contains("must be [2, 2, 3]"));
    assertTrue(affineGrid(theta, 1, 1, 2, 2, 2).refusal().contains("must be [1, 3, 4]"));
  }
}
