package oar.format.paddle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import oar.api.ModelOutput;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.model.Program;
import oar.format.paddle.proto.ProgramDesc;

/** A folder that models are written to and read from. */
record ModelFolder(Path path) implements ModelOutput {
  private static final PaddleFormat FORMAT = new PaddleFormat();
  private static final Options OPTIONS = Options.defaults(FORMAT);

  Program read() throws IOException {
    return read(path);
  }

  static Program read(Path source) throws IOException {
    return FORMAT.read(new ModelSource(source), OPTIONS);
  }

  static Program read(Path program, Path parameters) throws IOException {
    return FORMAT.read(new ModelSource(program, Optional.of(parameters)), OPTIONS);
  }

  static boolean recognizes(Path source) {
    return FORMAT.recognizes(new ModelSource(source));
  }

  ModelFolder write(Program program) throws IOException {
    FORMAT.write(program, this, OPTIONS);
    return this;
  }

  /** Write a program file that may not be sound. */
  Path write(String name, ProgramDesc program) throws IOException {
    return write(name, program.toByteArray());
  }

  Path write(String name, byte[] content) throws IOException {
    return Files.write(path.resolve(name), content);
  }

  byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(path.resolve(name));
  }

  ModelFolder move(String name, String newName) throws IOException {
    Files.move(path.resolve(name), path.resolve(newName));
    return this;
  }

  @Override
  public FileChannel createFile() {
    throw new AssertionError("a model of Paddle is a folder");
  }

  @Override
  public FileChannel createFile(String name) throws IOException {
    return FileChannel.open(path.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }
}
