package acme.lite;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import oar.api.model.DataType;
import oar.api.model.Shape;

/** An input, which is resized and then filled, or an output, which is read. */
public class Tensor {
  private final boolean isReadOnly;
  private Shape shape;
  private oar.api.model.Tensor content;

  /** Create an input. */
  Tensor(Shape shape) {
    this.shape = shape;
    this.isReadOnly = false;
  }

  /** Create an output. */
  Tensor(oar.api.model.Tensor content) {
    this.shape = content.shape();
    this.content = content;
    this.isReadOnly = true;
  }

  public boolean isReadOnly() {
    return isReadOnly;
  }

  public boolean resize(long[] dimensions) {
    if (!isReadOnly) {
      shape = Shape.of(dimensions);
    }
    return !isReadOnly;
  }

  public boolean setData(float[] values) {
    return set(DataType.FLOAT32, values.length, MemorySegment.ofArray(values));
  }

  public boolean setData(byte[] values) {
    return set(DataType.INT8, values.length, MemorySegment.ofArray(values));
  }

  public boolean setData(int[] values) {
    return set(DataType.INT32, values.length, MemorySegment.ofArray(values));
  }

  public boolean setData(long[] values) {
    return set(DataType.INT64, values.length, MemorySegment.ofArray(values));
  }

  /** Take values; return false where they are not as many as the shape asks for. */
  private boolean set(DataType type, int count, MemorySegment values) {
    if (isReadOnly || !shape.isKnown() || shape.elementCount() != count) {
      return false;
    }
    content = oar.api.model.Tensor.copyOf(type, shape, values);
    return true;
  }

  public long[] shape() {
    return shape.dimensions();
  }

  public float[] getFloatData() {
    return content.toFloats();
  }

  public byte[] getByteData() {
    return content.data().toArray(ValueLayout.JAVA_BYTE);
  }

  public int[] getIntData() {
    return content.toInts();
  }

  public long[] getLongData() {
    return content.toLongs();
  }

  oar.api.model.Tensor content() {
    if (content == null) {
      throw new IllegalStateException("an input has no data; resize it and set its data before the run");
    }
    return content;
  }
}
