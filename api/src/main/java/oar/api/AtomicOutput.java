package oar.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import oar.api.error.ProviderException;

/**
 * Writes files beside their targets and moves them into place when all are whole. Closing it before {@link #commit}, or the
 * end of the process, takes everything away again.
 */
final class AtomicOutput implements ModelOutput, AutoCloseable {
  private final Path target;
  private final Map<Path, Path> temporaries = new LinkedHashMap<>();
  /** The folders that were not there before, the innermost first. */
  private final Deque<Path> newFolders = new ArrayDeque<>();
  private final Thread onShutdown = new Thread(this::takeAway);
  private boolean isFolder;
  private boolean isClosed;

  AtomicOutput(Path target) {
    this.target = target.toAbsolutePath().normalize();
    Runtime.getRuntime().addShutdownHook(onShutdown);
  }

  @Override
  public FileChannel createFile() throws IOException {
    if (!temporaries.isEmpty()) {
      throw new ProviderException(target + ": a format may write one file, or files in a folder, not both");
    }
    if (Files.isDirectory(target)) {
      throw new FileAlreadyExistsException(target.toString(), null, "a folder is in the place of the file to write");
    }
    return open(target);
  }

  @Override
  public FileChannel createFile(String name) throws IOException {
    if (!isFolder && !temporaries.isEmpty()) {
      throw new ProviderException(target + ": a format may write one file, or files in a folder, not both");
    }
    Path file = target.resolve(name).normalize();
    if (!target.equals(file.getParent()) || !file.getFileName().toString().equals(name)) {
      throw new ProviderException("a format may not write to '" + name + "'; a file name has no separator");
    }
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new FileAlreadyExistsException(target.toString(), null, "a file is in the place of the folder to write");
    }
    isFolder = true;
    return open(file);
  }

  private synchronized FileChannel open(Path file) throws IOException {
    if (isClosed) {
      throw new ProviderException(target + ": the model was given up; nothing more can be written");
    }
    createFolder(file.getParent());
    if (!Files.isWritable(file.getParent())) {
      throw new AccessDeniedException(file.getParent().toString());
    }
    String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path temporary = file.resolveSibling("." + file.getFileName() + "." + unique + ".part");
    FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
        StandardOpenOption.WRITE);
    temporaries.put(file, temporary);
    return channel;
  }

  /** Another process may create the same folder at the same time. */
  private void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getParent() != null) {
      createFolder(folder.getParent());
    }
    try {
      Files.createDirectory(folder);
      newFolders.push(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Move every file into place. */
  synchronized List<StageReport.WrittenFile> commit() throws IOException {
    List<StageReport.WrittenFile> written = new ArrayList<>();
    for (Path temporary : temporaries.values()) {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    for (Map.Entry<Path, Path> file : temporaries.entrySet()) {
      Files.move(file.getValue(), file.getKey(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      written.add(new StageReport.WrittenFile(file.getKey(), Files.size(file.getKey())));
    }
    temporaries.clear();
    newFolders.clear();
    return written;
  }

  @Override
  public void close() {
    takeAway();
    try {
      Runtime.getRuntime().removeShutdownHook(onShutdown);
    } catch (IllegalStateException e) {
      // The process is ending and the hook is running.
    }
  }

  /** A format that was left behind may still be at work in its thread. */
  private synchronized void takeAway() {
    isClosed = true;
    try {
      for (Path temporary : temporaries.values()) {
        Files.deleteIfExists(temporary);
      }
      for (Path folder : newFolders) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException e) {
      // Somebody else has put a file there, whose folder it is now.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      temporaries.clear();
      newFolders.clear();
    }
  }
}
