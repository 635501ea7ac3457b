package oar.kit;

import java.util.Map;
import java.util.function.LongConsumer;
import oar.api.CompiledModel;
import oar.api.Predictor;
import oar.api.error.InvalidInputException;
import oar.api.error.UsageException;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;

/**
 * How many images a classifier gets right: those whose largest score, in the first output, is that of their class.
 *
 * @param right number of images whose class was found
 * @param total number of images
 */
public record Evaluation(long right, long total) {
  private static final long NO_CLASS = Long.MIN_VALUE;

  /** Return the fraction that is right, 0 to 1; 0 if there is no image. */
  public double accuracy() {
    return total == 0 ? 0 : (double) right / total;
  }

  /**
   * Classify images.
   *
   * @param model with one input; its first output is {@code [batch, ...]}, a score for each class
   * @param images what to classify
   * @param batchSize how many images at a time, where the model does not say
   * @throws UsageException if the batch size is below 1 or the model has another number of inputs
   * @throws InvalidInputException if the images do not fit the model, or it gives no scores
   */
  public static Evaluation of(CompiledModel model, LabelledImages images, int batchSize) {
    return of(model, images, batchSize, _ -> {});
  }

  /**
   * Classify images, as {@link #of(CompiledModel, LabelledImages, int)} does.
   *
   * @param listener is told after each batch how many images are done
   */
  public static Evaluation of(CompiledModel model, LabelledImages images, int batchSize, LongConsumer listener) {
    if (batchSize < 1) {
      throw new UsageException("the batch size is " + batchSize + "; it must be 1 or more");
    }
    if (model.inputs().size() != 1 || model.outputs().isEmpty()) {
      throw new UsageException("the model has " + model.inputs().size() + " inputs and " + model.outputs().size()
          + " outputs; a classifier has one input, and scores as its first output");
    }
    long step = declaredBatch(model.inputs().getFirst(), batchSize);
    long right = 0;
    try (Predictor predictor = model.newPredictor()) {
      for (long first = 0; first < images.count(); first += step) {
        long length = Math.min(step, images.count() - first);
        right += countRight(scores(model, predictor, images.batch(first, length)), images, first, length);
        listener.accept(first + length);
      }
    }
    return new Evaluation(right, images.count());
  }

  private static long declaredBatch(Variable input, int otherwise) {
    Shape shape = input.shape().orElse(Shape.SCALAR);
    return shape.rank() > 0 && shape.dimension(0) > 0 ? shape.dimension(0) : otherwise;
  }

  private static Tensor scores(CompiledModel model, Predictor predictor, Tensor batch) {
    String output = model.outputs().getFirst().name();
    Object value = predictor.run(Map.of(model.inputs().getFirst().name(), new LodTensor(batch))).get(output);
    if (value instanceof LodTensor scores && scores.tensor().type().isFloatingPoint()
        && scores.tensor().shape().rank() > 1
        && scores.tensor().shape().dimension(0) == batch.shape().dimension(0)) {
      return scores.tensor();
    }
    throw new InvalidInputException(
        "output " + output + " is " + (value instanceof LodTensor other ? other.tensor() : value)
            + "; the scores of " + batch.shape().dimension(0) + " images must be floating-point, a row for each");
  }

  private static long countRight(Tensor scores, LabelledImages images, long first, long length) {
    long classes = scores.elementCount() / length;
    long right = 0;
    for (long i = 0; i < length; i++) {
      if (indexOfLargest(scores, i * classes, classes) == images.label(first + i)) {
        right++;
      }
    }
    return right;
  }

  /** Return the position of the first of the largest scores, which NaN is not. */
  private static long indexOfLargest(Tensor scores, long offset, long length) {
    long index = NO_CLASS;
    for (long i = 0; i < length; i++) {
      double score = scores.doubleAt(offset + i);
      if (!Double.isNaN(score) && (index == NO_CLASS || score > scores.doubleAt(offset + index))) {
        index = i;
      }
    }
    return index;
  }
}
