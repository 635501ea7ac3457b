package oar.format.naivebuffer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import oar.api.ModelFormat;
import oar.api.ModelOutput;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.model.Program;
import oar.kit.Case;
import oar.kit.CaseCollection;

/** Reads and writes .nb files for tests, and opens the cases that the kit carries. */
public final class ModelFile {
  static final ModelFormat FORMAT = new NaiveBufferFormat();

  private ModelFile() {}

  /** Open archives of cases with .nb files, for example {@code nb/lenet_fp32}. */
  public static CaseCollection cases(String... archives) throws IOException {
    Path folder = Path.of(System.getProperty("oar.cases"));
    List<Path> paths = Arrays.stream(archives).map(name -> folder.resolve(name + ".zip")).toList();
    return CaseCollection.open(paths);
  }

  /** Return the .nb of a case. */
  public static Path of(Case oneCase) {
    return oneCase.folder().resolve("model.nb");
  }

  public static Program read(Path file) throws IOException {
    return FORMAT.read(new ModelSource(file), Options.defaults(FORMAT));
  }

  /** Read a file of given bytes. */
  public static Program read(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("model", ".nb");
    try {
      return read(Files.write(file, bytes));
    } finally {
      Files.delete(file);
    }
  }

  public static byte[] write(Program program) throws IOException {
    return write(program, Map.of());
  }

  public static byte[] write(Program program, Map<String, String> options) throws IOException {
    Path file = Files.createTempFile("model", ".nb");
    try {
      FORMAT.write(program, new SingleFile(file), Options.of(FORMAT, options));
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  private record SingleFile(Path file) implements ModelOutput {
    @Override
    public FileChannel createFile() throws IOException {
      return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    @Override
    public FileChannel createFile(String name) {
      throw new AssertionError("a .nb is one file, but " + name + " was to be created");
    }
  }
}
