package oar.kit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;
import oar.api.error.InvalidInputException;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/**
 * Images and the class of each.
 *
 * @param images {@code [count, ...]}, with the channels along axis 1; UINT8, of which each pixel is divided by 255
 *     first, or of a floating-point type
 * @param labels {@code count} integers, of any shape
 * @param normalization what is done to the pixels
 */
public record LabelledImages(Tensor images, Tensor labels, ImageNormalization normalization) {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final float LARGEST_BYTE = 255;

  /**
   * Pair images with labels.
   *
   * @throws InvalidInputException if types or numbers do not fit each other
   */
  public LabelledImages {
    Objects.requireNonNull(normalization, "normalization is null");
    if (images.type() != DataType.UINT8 && !images.type().isFloatingPoint()) {
      throw new InvalidInputException("the images are " + images + "; they must be uint8 or floating-point");
    }
    if (!labels.type().isInteger()) {
      throw new InvalidInputException("the labels are " + labels + "; they must be integers");
    }
    if (images.shape().rank() < 2 || images.shape().dimension(0) != labels.elementCount()) {
      throw new InvalidInputException("the images are " + images + ", the labels " + labels
          + "; the first dimension of the images must be the number of labels, and each image an array");
    }
    normalization.requireChannels(images.shape().dimension(1));
  }

  /** Return the number of images. */
  public long count() {
    return labels.elementCount();
  }

  /** Return the class of an image. */
  long label(long image) {
    return labels.longAt(image);
  }

  /** Return some images, FLOAT32 and normalized. */
  Tensor batch(long first, long length) {
    long[] dimensions = images.shape().dimensions();
    dimensions[0] = length;
    Shape shape = Shape.of(dimensions);
    long imageSize = shape.elementCount(1, shape.rank());
    long channelSize = shape.elementCount(2, shape.rank());
    MemorySegment batch = Tensor.allocate(DataType.FLOAT32, shape);
    for (long i = 0; i < length * imageSize; i++) {
      float pixel = (float) images.doubleAt(first * imageSize + i);
      float scaled = images.type() == DataType.UINT8 ? pixel / LARGEST_BYTE : pixel;
      int channel = (int) (i % imageSize / channelSize);
      batch.setAtIndex(FLOAT, i, normalization.apply(scaled, channel));
    }
    return new Tensor(DataType.FLOAT32, shape, batch);
  }
}
