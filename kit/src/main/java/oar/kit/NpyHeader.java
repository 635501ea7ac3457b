package oar.kit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import oar.api.error.InvalidInputException;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/**
 * What stands before the elements of an array file.
 *
 * @param type of the elements
 * @param byteOrder of the elements
 * @param columnMajor whether the first axis, not the last, is the one that changes from element to element
 * @param shape of the array
 * @param dataOffset where the elements begin, bytes from the beginning of the file
 */
record NpyHeader(DataType type, ByteOrder byteOrder, boolean columnMajor, Shape shape, long dataOffset) {
  /** NumPy itself begins the elements at a multiple of this. */
  private static final int ALIGNMENT = 64;
  /** Far beyond what any array of numbers takes, and little enough to be read. */
  private static final long LARGEST = 1 << 20;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LENGTH_OFFSET = MAGIC.length + 2;

  static NpyHeader of(Tensor tensor) {
    return new NpyHeader(tensor.type(), ByteOrder.LITTLE_ENDIAN, false, tensor.shape(), 0);
  }

  /** Return the bytes that the elements take. */
  long dataSize() {
    return Tensor.byteSize(type, shape);
  }

  /**
   * Read the header of a file.
   *
   * @throws InvalidInputException if there is none, or the file has not just the elements that it announces
   */
  static NpyHeader read(Path file, FileChannel channel) throws IOException {
    ByteBuffer start = readAt(channel, 0, LENGTH_OFFSET + Integer.BYTES);
    int version = requireVersion(file, start);
    int textOffset = LENGTH_OFFSET + (version == 1 ? Short.BYTES : Integer.BYTES);
    long length = version == 1 ? start.getShort(LENGTH_OFFSET) & 0xffff : lengthOfWideHeader(file, start);
    long room = Math.min(LARGEST, channel.size() - textOffset);
    if (length > room) {
      throw new InvalidInputException(file + ": at byte " + LENGTH_OFFSET + ": the header is " + length
          + " bytes long; there is room for " + Math.max(0, room));
    }
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    String text = charset.decode(readAt(channel, textOffset, (int) length)).toString();
    NpyHeader header = new NpyHeaderParser(file, textOffset, text).parse(textOffset + length);
    header.requireDataSize(file, channel.size());
    return header;
  }

  /** Return the major version; the minor one is 0. */
  private static int requireVersion(Path file, ByteBuffer start) {
    if (start.limit() < LENGTH_OFFSET + Short.BYTES
        || !Arrays.equals(MAGIC, 0, MAGIC.length, start.array(), 0, MAGIC.length)) {
      throw new InvalidInputException(
          file + ": at byte 0: this is no NumPy array file; one begins with 0x93 and 'NUMPY'; save it with numpy.save");
    }
    int major = Byte.toUnsignedInt(start.get(MAGIC.length));
    int minor = Byte.toUnsignedInt(start.get(MAGIC.length + 1));
    if (major < 1 || major > 3 || minor != 0) {
      throw new InvalidInputException(file + ": at byte " + MAGIC.length + ": the version is " + major + "." + minor
          + "; it must be 1.0, 2.0 or 3.0");
    }
    return major;
  }

  private static long lengthOfWideHeader(Path file, ByteBuffer start) {
    if (start.limit() < LENGTH_OFFSET + Integer.BYTES) {
      throw new InvalidInputException(
          file + ": at byte " + LENGTH_OFFSET + ": the file ends within the header's length");
    }
    return Integer.toUnsignedLong(start.getInt(LENGTH_OFFSET));
  }

  private static ByteBuffer readAt(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
      continue;
    }
    return buffer.flip();
  }

  private void requireDataSize(Path file, long fileSize) {
    long present = fileSize - dataOffset;
    long announced;
    try {
      announced = dataSize();
    } catch (ArithmeticException e) {
      throw new InvalidInputException(file + ": the size of an array of shape " + shape + " exceeds 64 bits", e);
    }
    if (announced != present) {
      throw new InvalidInputException(file + ": at byte " + dataOffset + ": a " + type + " array of shape " + shape
          + " takes " + announced + " bytes, but the file has " + present + " there");
    }
  }

  /** Return the bytes of a file of version 1.0 up to the elements. */
  ByteBuffer encode() {
    String dimensions = LongStream.of(shape.dimensions()).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String text = "{'descr': '" + NpyType.describe(type) + "', 'fortran_order': False, 'shape': (" + dimensions
        + (shape.rank() == 1 ? ",), }" : "), }");
    int unpadded = LENGTH_OFFSET + Short.BYTES + text.length() + 1;
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    byte[] header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(unpadded + padding).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length).put(header).flip();
  }
}
