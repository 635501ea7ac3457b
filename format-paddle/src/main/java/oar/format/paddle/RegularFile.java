package oar.format.paddle;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import oar.api.error.ModelFormatException;

/** Opens files of a model. Anything but a regular file is refused first, because opening a pipe would wait for ever. */
final class RegularFile {
  /** The first byte of every pickle of protocol 2 or newer. */
  private static final byte PICKLE = (byte) 0x80;

  private RegularFile() {}

  /**
   * Prove that a path names a regular file.
   *
   * @return the path
   * @throws ModelFormatException if it is a folder, a pipe or a device
   * @throws NoSuchFileException if there is nothing
   */
  static Path require(Path file) throws NoSuchFileException {
    if (Files.isRegularFile(file)) {
      return file;
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such file");
    }
    throw new ModelFormatException(file,
        (Files.isDirectory(file) ? "a folder" : "a pipe or device") + " is where a file of the model should be");
  }

  /** Return the first bytes of a regular file, fewer if it is shorter. */
  static byte[] firstBytes(Path file, int count) throws IOException {
    try (InputStream in = Files.newInputStream(require(file))) {
      return in.readNBytes(count);
    }
  }

  /** Map a whole regular file, however large, for as long as its memory is reachable. */
  static MemorySegment map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(require(file), StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    }
  }

  /**
   * Refuse what Python pickled.
   *
   * @throws ModelFormatException if the file begins as a pickle does
   */
  static void requireNoPickle(Path file) throws IOException {
    byte[] first = firstBytes(file, 1);
    if (first.length == 1 && first[0] == PICKLE) {
      throw new ModelFormatException(file, "this is a Python pickle, as paddle.save writes a training state "
          + "(.pdparams, .pdopt); it holds no inference model; export one with paddle.jit.save or "
          + "paddle.static.save_inference_model");
    }
  }
}
