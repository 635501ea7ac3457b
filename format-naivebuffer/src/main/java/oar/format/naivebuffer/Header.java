package oar.format.naivebuffer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import oar.api.error.ModelFormatException;

/**
 * The first 26 bytes of a .nb file.
 *
 * @param metaVersion how the rest is laid out, 0 to 2
 * @param version the 16 bytes of the version text of the tool that wrote the file, as hexadecimal digits. The text ends at
 *     its first zero byte, if it has one; what follows was never initialised
 * @param topologySize bytes of the topology
 */
record Header(int metaVersion, String version, long topologySize) {
  static final int SIZE = 26;
  static final int NEWEST_META_VERSION = 2;

  private static final int VERSION_OFFSET = Short.BYTES;
  private static final int VERSION_SIZE = 16;
  private static final int TOPOLOGY_SIZE_OFFSET = VERSION_OFFSET + VERSION_SIZE;

  /**
   * Read the header of a file.
   *
   * @throws ModelFormatException if the file has none, or it is not that of a .nb
   */
  static Header read(NaiveBufferFile file) {
    Header header = parse(file.require(0, SIZE, "the header"));
    if (header.metaVersion > NEWEST_META_VERSION) {
      throw file.error(0, "meta version " + header.metaVersion + "; .nb files have 0, 1 or 2, so this is a newer one or"
          + " no .nb at all");
    }
    file.require(SIZE, header.topologySize, "the topology, as the header says,");
    return header;
  }

  private static Header parse(MemorySegment bytes) {
    ByteBuffer buffer = bytes.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    byte[] version = bytes.asSlice(VERSION_OFFSET, VERSION_SIZE).toArray(ValueLayout.JAVA_BYTE);
    return new Header(Short.toUnsignedInt(buffer.getShort(0)), HexFormat.of().formatHex(version),
        buffer.getLong(TOPOLOGY_SIZE_OFFSET));
  }

  /**
   * Tell whether the first bytes of a file may be a .nb's.
   *
   * @param bytes the first {@value #SIZE}
   * @param fileSize bytes of the whole file
   */
  static boolean isPlausible(MemorySegment bytes, long fileSize) {
    Header header = parse(bytes);
    byte first = bytes.get(ValueLayout.JAVA_BYTE, VERSION_OFFSET);
    return header.metaVersion <= NEWEST_META_VERSION && Character.isLetterOrDigit(first) && header.topologySize > 0
        && header.topologySize <= fileSize - SIZE;
  }

  /** Return the version text, without what follows its zero byte. */
  String versionText() {
    String text = new String(HexFormat.of().parseHex(version), StandardCharsets.ISO_8859_1);
    int end = text.indexOf(0);
    return end < 0 ? text : text.substring(0, end);
  }

  /** Return a version text as the header stores it: in ASCII, cut to 15 bytes, padded with zeros. */
  static String encodeVersion(String text) {
    ByteBuffer padded = ByteBuffer.allocate(VERSION_SIZE);
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    padded.put(ascii, 0, Math.min(ascii.length, VERSION_SIZE - 1));
    return HexFormat.of().formatHex(padded.array());
  }

  /** Return the header's bytes, ready to be written. */
  ByteBuffer toBytes() {
    return ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN).putShort((short) metaVersion)
        .put(HexFormat.of().parseHex(version)).putLong(topologySize).flip();
  }
}
