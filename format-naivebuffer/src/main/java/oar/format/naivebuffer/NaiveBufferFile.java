package oar.format.naivebuffer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import oar.api.error.ModelFormatException;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/**
 * A file that is mapped to memory for as long as something of it is reachable.
 *
 * @param path where it is
 * @param bytes all of it
 */
record NaiveBufferFile(Path path, MemorySegment bytes) {
  /**
   * Map a file.
   *
   * @throws ModelFormatException if it is a folder
   * @throws IOException if it cannot be read
   */
  static NaiveBufferFile open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new ModelFormatException(path, "this is a folder; a .nb model is one file");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return new NaiveBufferFile(path,
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
    }
  }

  long size() {
    return bytes.byteSize();
  }

  /** Return a range that is known to lie in the file. */
  MemorySegment slice(long offset, long size) {
    return bytes.asSlice(offset, size);
  }

  /**
   * Prove that a range lies in the file, and return it.
   *
   * @param what the range, for the message
   * @throws ModelFormatException if the file ends before it does
   */
  MemorySegment require(long offset, long size, String what) {
    if (size < 0 || size > size() - offset) {
      throw error(offset, what + " takes " + Long.toUnsignedString(size) + " bytes, but the file ends after "
          + (size() - offset) + "; it may have been cut short");
    }
    return slice(offset, size);
  }

  /**
   * Return a weight's elements as a view of the file.
   *
   * @param name the weight's, for messages
   * @param dimensions as the file says
   * @param data where the elements are, a range that lies in the file
   * @throws ModelFormatException if the dimensions are none, or those of another number of bytes
   */
  Tensor tensor(String name, DataType type, List<Long> dimensions, Range data) {
    if (dimensions.stream().anyMatch(dimension -> dimension < 0)) {
      throw error(data.offset, "weight " + name + " has shape " + dimensions + "; no dimension can be negative");
    }
    Shape shape = Shape.of(dimensions);
    BigInteger expected = dimensions.stream().map(BigInteger::valueOf).reduce(BigInteger.valueOf(type.byteSize()),
        BigInteger::multiply);
    if (!expected.equals(BigInteger.valueOf(data.size))) {
      throw error(data.offset, "weight " + name + " is " + type + " " + shape + ", which takes " + expected
          + " bytes, but has " + data.size);
    }
    return new Tensor(type, shape, slice(data.offset, data.size));
  }

  /** A range of the file, in bytes. */
  record Range(long offset, long size) {}

  ModelFormatException error(long offset, String problem) {
    return new ModelFormatException(path, offset, problem);
  }
}
