package oar.kit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/** Brings the elements of an array file into row-major, little-endian order. */
final class NpyElements {
  private NpyElements() {}

  /** Return the elements in a tensor's order: as they are stored if that is their order already, else a copy. */
  static MemorySegment arrange(NpyHeader header, MemorySegment stored) {
    boolean swapped = header.byteOrder() == ByteOrder.BIG_ENDIAN && header.type().byteSize() > 1;
    boolean transposed = header.columnMajor() && header.shape().rank() > 1;
    if (!swapped && !transposed || stored.byteSize() == 0) {
      return stored;
    }
    MemorySegment arranged = Tensor.allocate(header.type(), header.shape());
    copy(stored, arranged, header, strides(header.shape(), header.columnMajor()));
    return arranged;
  }

  private static long[] strides(Shape shape, boolean columnMajor) {
    long[] strides = new long[shape.rank()];
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = columnMajor ? shape.elementCount(0, axis) : shape.elementCount(axis + 1, strides.length);
    }
    return strides;
  }

  private static void copy(MemorySegment from, MemorySegment to, NpyHeader header, long[] strides) {
    int size = header.type().byteSize();
    int swapUnit = header.byteOrder() == ByteOrder.BIG_ENDIAN ? componentSize(header.type()) : 1;
    long[] index = new long[strides.length];
    long source = 0;
    for (long target = 0; target < to.byteSize(); target += size) {
      copyElement(from.asSlice(source * size, size), to.asSlice(target, size), swapUnit);
      for (int axis = strides.length - 1; axis >= 0; axis--) {
        source += strides[axis];
        if (++index[axis] < header.shape().dimension(axis)) {
          break;
        }
        source -= strides[axis] * index[axis];
        index[axis] = 0;
      }
    }
  }

  private static int componentSize(DataType type) {
    return type == DataType.COMPLEX64 || type == DataType.COMPLEX128 ? type.byteSize() / 2 : type.byteSize();
  }

  /** Copy an element, turning round the bytes of each unit of it. */
  private static void copyElement(MemorySegment from, MemorySegment to, int swapUnit) {
    for (int i = 0; i < from.byteSize(); i++) {
      int mirrored = i - i % swapUnit + swapUnit - 1 - i % swapUnit;
      to.set(ValueLayout.JAVA_BYTE, i, from.get(ValueLayout.JAVA_BYTE, mirrored));
    }
  }
}
