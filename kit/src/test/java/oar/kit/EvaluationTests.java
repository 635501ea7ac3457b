package oar.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import oar.api.CompiledModel;
import oar.api.Predictor;
import oar.api.error.InvalidInputException;
import oar.api.error.UsageException;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Value;
import oar.api.model.Variable;
import org.junit.jupiter.api.Test;

class EvaluationTests {
  private static final Tensor IMAGES = Tensor.of(Shape.of(5, 3), 1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f, 2f, 2f, 0f,
      Float.NaN, Float.NaN, Float.NaN);

  /** Gives its input as the scores, and keeps the batches that it was fed. */
  private record Identity(Shape input, List<Tensor> batches) implements CompiledModel, Predictor {
    Identity(long batch) {
      this(Shape.of(batch, 3), new ArrayList<>());
    }

    @Override
    public List<Variable> inputs() {
      return List.of(Variable.tensor("image", DataType.FLOAT32, input));
    }

    @Override
    public List<Variable> outputs() {
      return List.of(Variable.tensor("scores", DataType.FLOAT32, input));
    }

    @Override
    public Predictor newPredictor() {
      return this;
    }

    @Override
    public SequencedMap<String, Value> run(Map<String, ? extends Value> inputs) {
      LodTensor image = (LodTensor) inputs.get("image");
      batches.add(image.tensor());
      return new LinkedHashMap<>(Map.of("scores", image));
    }

    @Override
    public void close() {}
  }

  private static LabelledImages labelled(Tensor images, int... labels) {
    return new LabelledImages(images, Tensor.of(Shape.of(labels.length), labels), ImageNormalization.NONE);
  }

  @Test
  void theFirstOfTheLargestScoresIsTheClass() {
    assertEquals(new Evaluation(4, 5), Evaluation.of(new Identity(-1), labelled(IMAGES, 0, 1, 2, 0, 0), 5));
    assertEquals(new Evaluation(0, 5), Evaluation.of(new Identity(-1), labelled(IMAGES, 1, 2, 0, 1, -1), 5));
    assertEquals(0.8, new Evaluation(4, 5).accuracy());
    assertEquals(0, new Evaluation(0, 0).accuracy());
  }

  @Test
  void theListenerIsToldOfEachBatch() {
    List<Long> done = new ArrayList<>();
    Evaluation.of(new Identity(-1), labelled(IMAGES, 0, 1, 2, 0, 0), 2, done::add);
    assertEquals(List.of(2L, 4L, 5L), done);
  }

  @Test
  void imagesComeInBatches() {
    Identity model = new Identity(-1);
    assertEquals(new Evaluation(4, 5), Evaluation.of(model, labelled(IMAGES, 0, 1, 2, 0, 0), 2));
    assertEquals(List.of(2L, 2L, 1L), model.batches().stream().map(batch -> batch.shape().dimension(0)).toList());
  }

  @Test
  void aModelThatSaysItsBatchGetsIt() {
    Identity model = new Identity(1);
    assertEquals(new Evaluation(4, 5), Evaluation.of(model, labelled(IMAGES, 0, 1, 2, 0, 0), 64));
    assertEquals(5, model.batches().size());
  }

  @Test
  void bytesAreDividedBy255AndThenNormalized() {
    Tensor images = Tensor.copyOf(DataType.UINT8, Shape.of(1, 2, 2),
        MemorySegment.ofArray(new byte[]{0, (byte) 255, 51, 102}));
    LabelledImages labelled = new LabelledImages(images, Tensor.of(Shape.of(1, 1), 0L),
        new ImageNormalization(List.of(0.5f, 0.2f), List.of(0.5f)));
    float[] expected = {-1, 1, (51 / 255f - 0.2f) / 0.5f, (102 / 255f - 0.2f) / 0.5f};
    assertArrayEquals(expected, labelled.batch(0, 1).toFloats());
  }

  @Test
  void floatsAreNormalizedAsTheyAre() {
    LabelledImages labelled = new LabelledImages(Tensor.of(Shape.of(2, 1), 3f, 5f), Tensor.of(Shape.of(2), 0, 0),
        new ImageNormalization(List.of(1f), List.of(2f)));
    assertArrayEquals(new float[]{2}, labelled.batch(1, 1).toFloats());
  }

  @Test
  void imagesAndLabelsMustFitEachOther() {
    assertThrows(InvalidInputException.class, () -> labelled(IMAGES, 0, 1));
    assertThrows(InvalidInputException.class, () -> labelled(Tensor.of(Shape.of(2, 1), 1, 2), 0, 1));
    assertThrows(InvalidInputException.class, () -> labelled(Tensor.of(Shape.of(2), 1f, 2f), 0, 1));
    assertThrows(InvalidInputException.class,
        () -> new LabelledImages(IMAGES, Tensor.of(Shape.of(5), new float[5]), ImageNormalization.NONE));
  }

  @Test
  void aNormalizationMustFitTheChannels() {
    ImageNormalization two = new ImageNormalization(List.of(0f, 0f), List.of(1f));
    assertThrows(UsageException.class, () -> new LabelledImages(IMAGES, Tensor.of(Shape.of(5), new int[5]), two));
    assertThrows(UsageException.class, () -> new ImageNormalization(List.of(), List.of(1f)));
    assertThrows(UsageException.class, () -> new ImageNormalization(List.of(Float.NaN), List.of(1f)));
    assertThrows(UsageException.class, () -> new ImageNormalization(List.of(0f), List.of(0f)));
  }

  @Test
  void aModelThatGivesNoScoresIsRefused() {
    Identity model = new Identity(-1);
    CompiledModel withoutScores = new CompiledModel() {
      @Override
      public List<Variable> inputs() {
        return model.inputs();
      }

      @Override
      public List<Variable> outputs() {
        return List.of(Variable.tensor("missing", DataType.FLOAT32, Shape.of(-1, 3)));
      }

      @Override
      public Predictor newPredictor() {
        return model;
      }
    };
    assertThrows(InvalidInputException.class, () -> Evaluation.of(withoutScores, labelled(IMAGES, 0, 1, 2, 0, 0), 5));
  }

  @Test
  void aBatchHasOneImageAtLeast() {
    assertThrows(UsageException.class, () -> Evaluation.of(new Identity(-1), labelled(IMAGES, 0, 1, 2, 0, 0), 0));
  }
}
