package oar.kit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import oar.api.error.InvalidInputException;
import oar.api.model.Tensor;

/**
 * Reads and writes NumPy's array files:
 *
 * <pre>
 * offset        bytes  what
 * 0             6      0x93, "NUMPY"
 * 6             2      version: 1.0, 2.0 or 3.0
 * 8             2 | 4  length of the header, little-endian; 2 bytes in version 1.0
 * 10 | 12       ..     header: a Python dictionary of descr, fortran_order and shape
 * behind it     ..     the elements, to the end of the file
 * </pre>
 *
 * Element types go by NumPy's own names. NumPy has no bfloat16, and Paddle hands such tensors over as uint16; so do
 * these files.
 */
public final class Npy {
  private static final int LARGEST_PIECE = 1 << 30;

  private Npy() {}

  /**
   * Read an array. Elements that are stored row by row and little-endian stay in the mapped file; any others are
   * brought into that order.
   *
   * @throws InvalidInputException if the file is not a whole array of numbers; sizes are proven before memory is taken
   * @throws IOException if the file cannot be read
   */
  public static Tensor read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NpyHeader header = NpyHeader.read(file, channel);
      MemorySegment stored = channel.map(FileChannel.MapMode.READ_ONLY, header.dataOffset(), header.dataSize(),
          Arena.ofAuto());
      return new Tensor(header.type(), header.shape(), NpyElements.arrange(header, stored));
    }
  }

  /**
   * Write an array as version 1.0, row by row and little-endian. The file appears when it is whole.
   *
   * @param file overwritten
   * @param tensor what to write
   * @throws IOException if the file cannot be written; nothing of it is left then
   */
  public static void write(Path file, Tensor tensor) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        writeFully(channel, NpyHeader.of(tensor).encode());
        MemorySegment data = tensor.data();
        for (long done = 0; done < data.byteSize(); done += LARGEST_PIECE) {
          long length = Math.min(LARGEST_PIECE, data.byteSize() - done);
          writeFully(channel, data.asSlice(done, length).asByteBuffer());
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
