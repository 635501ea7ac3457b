package oar.kit.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import oar.api.ModelFormat;
import oar.api.ModelOutput;
import oar.api.Options;
import oar.api.model.Program;

/**
 * A model as it lies on disk: one file, or files in a folder. Equal when the bytes are.
 *
 * @param files name to content; one of the empty name if the model is a single file
 */
record ModelFiles(SequencedMap<String, ByteBuffer> files) {
  private static final String SINGLE = "";

  ModelFiles {
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
  }

  /**
   * Write a model.
   *
   * @param target where to; nothing is there yet
   */
  static ModelFiles write(ModelFormat format, Program program, Path target) throws IOException {
    return write(format, program, target, Options.defaults(format));
  }

  static ModelFiles write(ModelFormat format, Program program, Path target, Options options) throws IOException {
    Files.createDirectories(target.getParent());
    format.write(program, new PlainOutput(target), options);
    return load(target);
  }

  static ModelFiles load(Path target) throws IOException {
    SequencedMap<String, ByteBuffer> files = new LinkedHashMap<>();
    if (Files.isRegularFile(target)) {
      files.put(SINGLE, ByteBuffer.wrap(Files.readAllBytes(target)));
      return new ModelFiles(files);
    }
    try (Stream<Path> children = Files.list(target)) {
      for (Path file : children.sorted().toList()) {
        files.put(file.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return new ModelFiles(files);
  }

  /** Put the files in the place of others; what is mapped of those stays as it is. */
  void store(Path target) throws IOException {
    for (Map.Entry<String, ByteBuffer> entry : files.entrySet()) {
      Path file = entry.getKey().equals(SINGLE) ? target : target.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.write(file, entry.getValue().array());
    }
  }

  /** Return the content of a file, in an array of the caller's own. */
  byte[] bytes(String name) {
    return files.get(name).array().clone();
  }

  ModelFiles with(String name, byte[] content) {
    SequencedMap<String, ByteBuffer> changed = new LinkedHashMap<>(files);
    changed.put(name, ByteBuffer.wrap(content));
    return new ModelFiles(changed);
  }

  int size(String name) {
    return files.get(name).limit();
  }

  /** Return the model with a file cut, or filled up with zeros, to a length. */
  ModelFiles resized(String name, int length) {
    return with(name, Arrays.copyOf(files.get(name).array(), length));
  }

  /** Return sizes and checksums, as {@code [model.nb: 1024 bytes, checksum 7f]}. */
  @Override
  public String toString() {
    List<String> texts = new ArrayList<>();
    files.forEach((name, bytes) -> {
      CRC32 checksum = new CRC32();
      checksum.update(bytes.array());
      texts.add(name + ": " + bytes.limit() + " bytes, checksum " + Long.toHexString(checksum.getValue()));
    });
    return texts.toString();
  }

  /** Writes straight to the target. */
  private record PlainOutput(Path target) implements ModelOutput {
    @Override
    public FileChannel createFile() throws IOException {
      return create(target);
    }

    @Override
    public FileChannel createFile(String name) throws IOException {
      Files.createDirectories(target);
      return create(target.resolve(name));
    }

    private static FileChannel create(Path file) throws IOException {
      return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
  }
}
