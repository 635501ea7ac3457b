package oar.format.naivebuffer;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import oar.api.error.ModelFormatException;

/** Takes the values of meta version 0 from a range of a file, one behind the other: little-endian, nothing aligned. */
final class LegacyInput {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final NaiveBufferFile file;
  private final long end;
  private final String part;
  private long position;

  /**
   * Take values from a range that lies in the file.
   *
   * @param part what the range holds, for messages
   */
  LegacyInput(NaiveBufferFile file, NaiveBufferFile.Range range, String part) {
    this.file = file;
    this.position = range.offset();
    this.end = range.offset() + range.size();
    this.part = part;
  }

  int uint8() {
    return Byte.toUnsignedInt(file.bytes().get(ValueLayout.JAVA_BYTE, take(Byte.BYTES).offset()));
  }

  boolean bool() {
    return uint8() != 0;
  }

  int int32() {
    return file.bytes().get(INT, take(Integer.BYTES).offset());
  }

  float float32() {
    return Float.intBitsToFloat(int32());
  }

  long int64() {
    return file.bytes().get(LONG, take(Long.BYTES).offset());
  }

  String text() {
    NaiveBufferFile.Range range = bytes();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(file.slice(range.offset(), range.size()).asByteBuffer())
          .toString();
    } catch (CharacterCodingException e) {
      throw file.error(range.offset(), "a text is not UTF-8");
    }
  }

  /** Take a count of bytes and so many bytes. */
  NaiveBufferFile.Range bytes() {
    return take(int64());
  }

  /** Take a count of elements, each at least one byte, and the elements. */
  <T> List<T> list(Supplier<T> element) {
    long count = int64();
    if (count < 0 || count > end - position) {
      throw error("a list of " + Long.toUnsignedString(count) + " elements, where " + (end - position)
          + " bytes are left of " + part);
    }
    List<T> elements = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      elements.add(element.get());
    }
    return elements;
  }

  private NaiveBufferFile.Range take(long size) {
    if (size < 0 || size > end - position) {
      throw error(
          Long.toUnsignedString(size) + " bytes are needed, where " + (end - position) + " are left of " + part);
    }
    NaiveBufferFile.Range range = new NaiveBufferFile.Range(position, size);
    position += size;
    return range;
  }

  /** Refuse bytes that are left over. */
  void requireEnd() {
    if (position != end) {
      throw error(part + " ends here, but " + (end - position) + " bytes that belong to nothing follow");
    }
  }

  ModelFormatException error(String problem) {
    return file.error(position, problem);
  }
}
