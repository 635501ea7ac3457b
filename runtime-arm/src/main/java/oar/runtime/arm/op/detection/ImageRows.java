package oar.runtime.arm.op.detection;

import java.util.Arrays;
import java.util.Optional;
import oar.api.model.DataType;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** Which rows of a table belong to which image of a batch: what the LoD of the table says, or a tensor of counts. */
final class ImageRows {
  private final Planning planning;
  private final Operand table;
  private final Optional<Operand> counts;

  private ImageRows(Planning planning, Operand table, Optional<Operand> counts) {
    this.planning = planning;
    this.table = table;
    this.counts = counts;
  }

  /**
   * Take the rows of a table that has a LoD or a tensor of counts, which is what counts then.
   *
   * @throws oar.api.error.InvalidProgramException if it has neither
   */
  static ImageRows of(Planning planning, Operand table, Optional<Operand> counts) {
    planning.require(table.shape().dimension(0) <= Integer.MAX_VALUE, "input " + table + " has too many rows");
    if (counts.isEmpty()) {
      planning.require(table.levelOfDetail().depth() > 0,
          "input " + table + " must have a LoD, which says what image each row belongs to");
    } else {
      // Paddle-Lite's opt puts casts to float32 before inputs that a kernel declares so.
      DataType type = counts.get().type();
      planning.require(type == DataType.INT32 || type == DataType.INT64 || type == DataType.FLOAT32,
          "input " + counts.get() + " must be of int32 or int64");
    }
    return new ImageRows(planning, table, counts);
  }

  /** Return the number of images. */
  int images() {
    return Math.toIntExact(
        counts.isPresent() ? counts.get().elementCount() : table.levelOfDetail().finest().length - 1);
  }

  /**
   * Return the first row of each image, and the number of rows. Only a computation may ask, when it runs.
   *
   * @throws oar.api.error.InvalidProgramException if the counts do not add up to the rows
   */
  int[] offsets() {
    int[] offsets = new int[images() + 1];
    if (counts.isEmpty()) {
      long[] finest = table.levelOfDetail().finest();
      for (int i = 0; i < finest.length; i++) {
        offsets[i] = (int) finest[i];
      }
      return offsets;
    }
    Elements elements = Elements.of(counts.get());
    long rows = table.shape().dimension(0);
    for (int i = 0; i < images(); i++) {
      long count = elements.getLong(i);
      planning.require(0 <= count && count <= rows - offsets[i], "element " + i + " of input " + counts.get() + " is "
          + count + "; " + (rows - offsets[i]) + " of the " + rows + " rows of " + table + " are left");
      offsets[i + 1] = offsets[i] + (int) count;
    }
    planning.require(offsets[images()] == rows, "input " + counts.get() + " adds up to " + offsets[images()]
        + "; it must add up to the " + rows + " rows of " + table);
    return offsets;
  }

  /** Return the image of each row. Only a computation may ask, when it runs. */
  int[] ofRows() {
    int[] offsets = offsets();
    int[] images = new int[offsets[offsets.length - 1]];
    for (int image = 0; image < offsets.length - 1; image++) {
      Arrays.fill(images, offsets[image], offsets[image + 1], image);
    }
    return images;
  }
}
