package oar.format.naivebuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import oar.api.error.ModelFormatException;
import oar.format.naivebuffer.Schema.Field;

/**
 * A FlatBuffer of unknown origin. Nothing in it is followed before it is proven: every offset, length, alignment and
 * terminator is checked against the buffer's bounds where it is used, and the sum of all that is read is bounded, because
 * offsets that share a target can make a small buffer unfold to any size.
 */
final class VerifiedBuffer {
  /** An honest buffer is read about twice, vtables included; the rest is for writers that store equal texts once. */
  private static final int MOST_READINGS = 4;

  private final NaiveBufferFile file;
  private final long start;
  private final ByteBuffer bytes;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private long unread;
  private int end;

  /** Take a range of a file, at most 2^31 - 1 bytes, which is all that FlatBuffers can address. */
  VerifiedBuffer(NaiveBufferFile file, NaiveBufferFile.Range range) {
    if (range.size() > Integer.MAX_VALUE) {
      throw file.error(range.offset(),
          "a FlatBuffer of " + range.size() + " bytes; none can be larger than " + Integer.MAX_VALUE);
    }
    this.file = file;
    this.start = range.offset();
    this.bytes = file.slice(range.offset(), range.size()).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    this.unread = MOST_READINGS * range.size();
  }

  /** Return the table that the first offset leads to. */
  VerifiedTable root() {
    int position = require(0, Integer.BYTES, Integer.BYTES, "the root's offset");
    return new VerifiedTable(this, Integer.toUnsignedLong(bytes.getInt(position)));
  }

  /**
   * Prove that a range lies in the buffer.
   *
   * @param position where it begins; it need not be in the buffer
   * @param size in bytes, not negative
   * @param alignment what the position must be a multiple of
   * @param what the range, a {@link Field} or words, for messages
   * @return the position
   */
  int require(long position, long size, int alignment, Object what) {
    if (position < 0 || position + size > bytes.capacity()) {
      throw error(Math.clamp(position, 0, bytes.capacity()),
          describe(what) + " takes " + size + " bytes from byte " + position
              + " of a FlatBuffer of " + bytes.capacity());
    }
    if (position % alignment != 0) {
      throw error(position, describe(what) + " is not aligned to " + alignment + " bytes");
    }
    unread -= size;
    if (unread < 0) {
      throw error(position, "the FlatBuffer uses its bytes more than " + MOST_READINGS + " times over");
    }
    end = Math.max(end, (int) (position + size));
    return (int) position;
  }

  /** Follow an offset that lies at a proven position; what it leads to is not proven. */
  long target(int position, Field what) {
    long offset = Integer.toUnsignedLong(bytes.getInt(position));
    if (offset == 0) {
      throw error(position, what.label() + " leads nowhere");
    }
    return position + offset;
  }

  /** Read the text that an offset at a proven position leads to. */
  String text(int position, Field what) {
    int length = require(target(position, what), Integer.BYTES, Integer.BYTES, what);
    long size = Integer.toUnsignedLong(bytes.getInt(length));
    int first = require(length + Integer.BYTES, size + 1, 1, what);
    if (bytes.get(first + (int) size) != 0) {
      throw error(first + size, what.label() + " does not end with a zero byte");
    }
    try {
      return decoder.decode(bytes.slice(first, (int) size)).toString();
    } catch (CharacterCodingException e) {
      throw error(first, what.label() + " is not UTF-8");
    }
  }

  /** Return the buffer's bytes, little-endian; for proven positions. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Return where a proven position is in the file. */
  long fileOffset(int position) {
    return start + position;
  }

  /** Return the end of the furthest range that was read. */
  int end() {
    return end;
  }

  private static String describe(Object what) {
    return what instanceof Field field ? field.label() : what.toString();
  }

  ModelFormatException error(long position, String problem) {
    return file.error(start + position, problem);
  }
}
