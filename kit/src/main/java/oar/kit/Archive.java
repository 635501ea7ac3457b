package oar.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import oar.api.error.InvalidInputException;

/**
 * Unpacks zip archives of anyone's making: no entry lands outside of the target, and what comes out is bounded by what
 * went in.
 */
final class Archive {
  /** Ten times what files of cases come to; DEFLATE ends at 1032. */
  private static final long LARGEST_RATIO = 300;
  /** A small archive of one large, even array may unpack to this whatever its ratio. */
  private static final long ALWAYS_ALLOWED = 64 << 20;
  private static final int BUFFER = 1 << 16;

  private final Path zip;
  private final Path target;
  private long room;

  private Archive(Path zip, Path target) throws IOException {
    this.zip = zip;
    this.target = target;
    this.room = Math.max(ALWAYS_ALLOWED, Math.multiplyExact(LARGEST_RATIO, Files.size(zip)));
  }

  /** Tell whether a file is an archive by its name. */
  static boolean isArchive(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".zip") || name.endsWith(".jar")) && Files.isRegularFile(file);
  }

  /** Return an archive's file name without its last part. */
  static String stem(Path zip) {
    String name = zip.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  /**
   * Unpack an archive.
   *
   * @param zip the archive
   * @param target a folder that exists and is empty
   * @throws InvalidInputException if it is damaged, would write outside of the target, or unpacks to too much
   * @throws IOException if a file cannot be read or written
   */
  static void extract(Path zip, Path target) throws IOException {
    Archive archive = new Archive(zip, target);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        archive.extract(file, entry);
      }
    } catch (ZipException e) {
      throw new InvalidInputException(zip + ": this zip archive is damaged: " + e.getMessage(), e);
    }
  }

  private void extract(ZipFile file, ZipEntry entry) throws IOException {
    Path path = pathOf(entry);
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    if (!Files.isDirectory(path.getParent())) {
      Files.createDirectories(path.getParent());
    }
    try (InputStream from = file.getInputStream(entry); OutputStream to = newFile(path, entry)) {
      byte[] buffer = new byte[BUFFER];
      for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
        takeRoom(length);
        to.write(buffer, 0, length);
      }
    }
  }

  private Path pathOf(ZipEntry entry) {
    try {
      Path path = target.resolve(entry.getName()).normalize();
      if (path.startsWith(target)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new InvalidInputException(zip + ": entry '" + entry.getName() + "' has no name for a file", e);
    }
    throw new InvalidInputException(
        zip + ": entry '" + entry.getName() + "' leads out of the archive; its name must be a path within it");
  }

  private OutputStream newFile(Path path, ZipEntry entry) throws IOException {
    try {
      return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new InvalidInputException(zip + ": entry '" + entry.getName() + "' is there twice", e);
    }
  }

  private void takeRoom(long bytes) {
    room -= bytes;
    if (room < 0) {
      throw new InvalidInputException(zip + ": this zip archive unpacks to more than " + LARGEST_RATIO
          + " times its size; unpack it yourself if it is to be trusted, and give the folder");
    }
  }
}
