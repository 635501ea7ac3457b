package oar.api.model;

import java.util.Objects;

/**
 * A tensor with its optional level of detail.
 *
 * @param tensor the elements
 * @param levelOfDetail how the rows group into sequences, {@link LevelOfDetail#NONE} if they do not
 */
public record LodTensor(Tensor tensor, LevelOfDetail levelOfDetail) implements Value {
  /**
   * Pair a tensor with its level of detail. Where a decoder finds nothing, Paddle gives empty sequences and one row that
   * belongs to none.
   *
   * @throws IllegalArgumentException if the level of detail does not cover the tensor's rows
   */
  public LodTensor {
    Objects.requireNonNull(tensor, "tensor is null");
    if (!covers(levelOfDetail, tensor.shape())) {
      throw new IllegalArgumentException(
          "LoD " + levelOfDetail + " covers " + levelOfDetail.rows() + " rows, but the tensor is " + tensor.shape());
    }
  }

  /** Tell whether a level of detail fits the rows of a tensor of a shape; that of an ordinary tensor fits any. */
  public static boolean covers(LevelOfDetail levelOfDetail, Shape shape) {
    if (levelOfDetail.depth() == 0) {
      return true;
    }
    long rows = levelOfDetail.rows();
    return shape.rank() > 0 && (rows == shape.dimension(0) || rows == 0 && shape.dimension(0) == 1);
  }

  /** Wrap a tensor without sequences. */
  public LodTensor(Tensor tensor) {
    this(tensor, LevelOfDetail.NONE);
  }
}
