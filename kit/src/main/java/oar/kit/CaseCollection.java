package oar.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import oar.api.error.InvalidInputException;
import oar.api.error.UsageException;

/**
 * The cases that are found under some paths. Those in archives are unpacked into a temporary folder, which closing the
 * collection, or the end of the process, takes away again.
 */
public final class CaseCollection implements AutoCloseable {
  /** The artifact of the cases is an archive of archives; deeper nesting serves none but an attacker. */
  private static final int DEEPEST_ARCHIVE = 2;

  private final Path unpacked;
  private final Thread onShutdown = new Thread(this::deleteUnpacked);
  private final List<Case> cases = new ArrayList<>();
  private int archives;

  private CaseCollection() throws IOException {
    unpacked = Files.createTempDirectory("oar-cases-");
    Runtime.getRuntime().addShutdownHook(onShutdown);
  }

  /**
   * Find cases.
   *
   * @param paths folders and zip archives, with cases in them at any depth; each must have at least one
   * @throws UsageException if a path does not exist or has no case
   * @throws InvalidInputException if an archive or the description of a case is not what it should be
   * @throws IOException if a file cannot be read
   */
  public static CaseCollection open(List<Path> paths) throws IOException {
    CaseCollection collection = new CaseCollection();
    try {
      for (Path path : paths) {
        collection.add(path);
      }
      return collection;
    } catch (IOException | RuntimeException e) {
      collection.close();
      throw e;
    }
  }

  private void add(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UsageException(path + ": there is no such file or folder");
    }
    int before = cases.size();
    Path root = path.toRealPath();
    if (Archive.isArchive(root)) {
      addArchive(root, Archive.stem(root), 1);
    } else if (Files.isDirectory(root)) {
      addFolder(root, String.valueOf(root.getFileName()), 0);
    }
    if (cases.size() == before) {
      throw new UsageException(path + ": there is no case here; a case is a folder, or one in a zip archive, with a "
          + CaseReader.DESCRIPTION);
    }
  }

  private void addFolder(Path folder, String name, int depth) throws IOException {
    if (Files.exists(folder.resolve(CaseReader.DESCRIPTION))) {
      cases.add(CaseReader.read(folder, name));
    }
    for (Path child : children(folder)) {
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        addFolder(child, name + "/" + child.getFileName(), depth);
      } else if (Archive.isArchive(child)) {
        addArchive(child, name + "/" + Archive.stem(child), depth + 1);
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private void addArchive(Path zip, String name, int depth) throws IOException {
    if (depth > DEEPEST_ARCHIVE) {
      throw new InvalidInputException(
          zip + ": archives are nested more than " + DEEPEST_ARCHIVE
              + " deep; unpack the outer one and give the folder");
    }
    Path target = Files.createDirectory(unpacked.resolve(Integer.toString(archives++)));
    Archive.extract(zip, target);
    addFolder(target, name, depth);
  }

  /** Return the cases, path by path, each in order of names. */
  public List<Case> cases() {
    return List.copyOf(cases);
  }

  /** Take the temporary folder away. The files of cases that came from archives are gone then. */
  @Override
  public void close() {
    deleteUnpacked();
    try {
      Runtime.getRuntime().removeShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      // The process is ending and the hook is running.
    }
  }

  private synchronized void deleteUnpacked() {
    if (!Files.exists(unpacked)) {
      return;
    }
    try (Stream<Path> files = Files.walk(unpacked)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
