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

class ProposalTests {
  private static OperatorTester proposals(DataType type, double size) {
    return new OperatorTester("generate_proposals_v2").input("Scores", tensor(type, Shape.of(1, 1, 1, 2), 0.4, 0.8))
        .input("BboxDeltas", tensor(type, Shape.of(1, 4, 1, 2)))
        .input("ImShape", tensor(type, Shape.of(1, 2), size, size))
        .input("Anchors", tensor(type, Shape.of(1, 2, 1, 4), 0, 0, 7, 7, 10, 10, 17, 17))
        .input("Variances", tensor(type, Shape.of(1, 2, 1, 4), 1, 1, 1, 1, 1, 1, 1, 1)).output("RpnRois")
        .output("RpnRoiProbs").output("RpnRoisNum").attribute("pre_nms_topN", 10).attribute("post_nms_topN", 10)
        .attribute("nms_thresh", 0.5f).attribute("min_size", 1f).attribute("eta", 1f);
  }

  private static OperatorTester levels(LodTensor regions, int from, int to) {
    return new OperatorTester("distribute_fpn_proposals").input("FpnRois", regions)
        .output("MultiFpnRois", to - from + 1).output("RestoreIndex").attribute("min_level", from)
        .attribute("max_level", to).attribute("refer_level", 4).attribute("refer_scale", 224);
  }

  private static LodTensor squares(LevelOfDetail levelOfDetail, double... sizes) {
    double[] corners = new double[4 * sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      corners[4 * i + 2] = sizes[i] - 1;
      corners[4 * i + 3] = sizes[i] - 1;
    }
    return new LodTensor(tensor(DataType.FLOAT32, Shape.of(sizes.length, 4), corners), levelOfDetail);
  }

  private static OperatorTester collection(LodTensor regions, LodTensor scores) {
    return new OperatorTester("collect_fpn_proposals").input("MultiLevelRois", regions)
        .input("MultiLevelScores", scores).output("FpnRois").attribute("post_nms_topN", 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void proposalsComeBestFirst(DataType type) {
    List<LodTensor> outputs = proposals(type, 30).outputs();
    assertArrayEquals(new double[]{10, 10, 17, 17, 0, 0, 7, 7}, elements(outputs.get(0).tensor()), 1e-5);
    assertArrayEquals(new double[]{0.8, 0.4}, elements(outputs.get(1).tensor()), 1e-6);
    assertEquals(Tensor.of(Shape.of(1), 2), outputs.get(2).tensor());
  }

  @Test
  void anImageWithoutProposalsGetsOneOfZeros() {
    List<LodTensor> outputs = proposals(DataType.FLOAT32, 30).attribute("min_size", 20f).outputs();
    assertEquals(Tensor.of(Shape.of(1, 4), 0f, 0f, 0f, 0f), outputs.get(0).tensor());
    assertEquals(Tensor.of(Shape.of(1), 1), outputs.get(2).tensor());
  }

  @Test
  void proposalInputsMustFitTheScores() {
    assertTrue(proposals(DataType.FLOAT32, 30).input("BboxDeltas", tensor(DataType.FLOAT32, Shape.of(1, 4, 1, 3)))
        .refusal().contains("must be [1, 4, 1, 2]"));
    assertTrue(proposals(DataType.FLOAT32, 30).input("Anchors", tensor(DataType.FLOAT32, Shape.of(1, 1, 1, 4)))
        .refusal().contains("Anchors"));
    assertTrue(proposals(DataType.FLOAT32, 30).input("ImShape", tensor(DataType.FLOAT32, Shape.of(2, 2))).refusal()
        .contains("a row for each image"));
    assertTrue(proposals(DataType.FLOAT32, 30).attribute("min_size", Float.NaN).refusal().contains("min_size"));
  }

  @Test
  void regionsGoToTheLevelOfTheirSizeAndCanBeFoundAgain() {
    LodTensor regions = squares(LevelOfDetail.of(new long[]{0, 2, 3}), 448, 224, 10);
    List<LodTensor> outputs = levels(regions, 3, 5).outputs();
    assertEquals(squares(LevelOfDetail.of(new long[]{0, 0, 1}), 10), outputs.get(0));
    assertEquals(squares(LevelOfDetail.of(new long[]{0, 1, 1}), 224), outputs.get(1));
    assertEquals(squares(LevelOfDetail.of(new long[]{0, 1, 1}), 448), outputs.get(2));
    assertEquals(Tensor.of(Shape.of(3, 1), 2, 1, 0), outputs.get(3).tensor());
  }

  @Test
  void aRegionWhoseSizeIsNoNumberGoesToSomeLevel() {
    LodTensor regions = squares(LevelOfDetail.of(new long[]{0, 1}), Double.NaN);
    assertEquals(Tensor.of(Shape.of(1, 1), 0), levels(regions, 3, 5).outputs().getLast().tensor());
  }

  @Test
  void levelsAndScaleMustFit() {
    LodTensor regions = squares(LevelOfDetail.of(new long[]{0, 1}), 10);
    assertTrue(levels(regions, 3, 5).attribute("max_level", 6).refusal().contains("there must be one for each"));
    assertTrue(levels(regions, 3, 5).attribute("refer_scale", 0).refusal().contains("refer_scale is 0"));
    assertTrue(levels(squares(LevelOfDetail.NONE, 10), 3, 5).refusal().contains("must have a LoD"));
  }

  @Test
  void theBestRegionsAreCollectedByImage() {
    LevelOfDetail images = LevelOfDetail.of(new long[]{0, 1, 3});
    LodTensor scores = new LodTensor(Tensor.of(Shape.of(3, 1), 0.5f, 0.2f, 0.9f), images);
    LodTensor collected = collection(squares(images, 1, 2, 3), scores).outputs().getFirst();
    assertEquals(squares(LevelOfDetail.of(new long[]{0, 1, 2}), 1, 3), collected);
  }

  @Test
  void imagesWithoutCollectedRegionsAreCountedAndPassedOverInTheLod() {
    Tensor scores = Tensor.of(Shape.of(3, 1), 0.1f, 0.8f, 0.9f);
    List<LodTensor> outputs = collection(squares(LevelOfDetail.NONE, 1, 2, 3), new LodTensor(scores))
        .input("MultiLevelRoIsNum", Tensor.of(Shape.of(4), 1, 0, 2, 0)).output("RoisNum").outputs();
    assertEquals(LevelOfDetail.of(new long[]{0, 0, 2}), outputs.get(0).levelOfDetail());
    assertEquals(Tensor.of(Shape.of(4), 0, 0, 2, 0), outputs.get(1).tensor());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void noMoreThanTheLimitIsCollected(int limit) {
    LevelOfDetail images = LevelOfDetail.of(new long[]{0, 3});
    LodTensor scores = new LodTensor(Tensor.of(Shape.of(3), 0.5f, 0.2f, 0.9f), images);
    OperatorTester tester = collection(squares(images, 1, 2, 3), scores).attribute("post_nms_topN", limit);
    assertEquals(Shape.of(limit, 4), tester.run().shape());
  }

  @Test
  void collectedRegionsNeedAScoreEach() {
    LevelOfDetail images = LevelOfDetail.of(new long[]{0, 3});
    LodTensor regions = squares(images, 1, 2, 3);
    assertTrue(collection(regions, new LodTensor(Tensor.of(Shape.of(2), 1f, 1f))).refusal()
        .contains("an element for each row"));
    LodTensor scores = new LodTensor(Tensor.of(Shape.of(3), 0.5f, 0.2f, 0.9f), images);
    assertTrue(collection(regions, scores).attribute("post_nms_topN", -1).refusal().contains("post_nms_topN is -1"));
  }
}
