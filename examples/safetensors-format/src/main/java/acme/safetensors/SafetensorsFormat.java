package acme.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oar.api.ModelFormat;
import oar.api.ModelOutput;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.error.ModelFormatException;
import oar.api.model.Program;

/** A folder with the program in {@code program.txt} and its weights in {@code weights.safetensors}. */
public final class SafetensorsFormat implements ModelFormat {
  private static final String PROGRAM = "program.txt";
  private static final String WEIGHTS = "weights.safetensors";

  @Override
  public String id() {
    return "acme-safetensors";
  }

  @Override
  public String description() {
    return "A program in text with its weights in safetensors.";
  }

  @Override
  public boolean recognizes(ModelSource source) {
    return Files.exists(source.path().resolve(PROGRAM)) && Files.exists(source.path().resolve(WEIGHTS));
  }

  @Override
  public Program read(ModelSource source, Options options) throws IOException {
    Path program = source.path().resolve(PROGRAM);
    if (!recognizes(source)) {
      throw new ModelFormatException(source.path(), "there is no " + PROGRAM + " with a " + WEIGHTS + " in it");
    }
    return new Program(ProgramText.read(program), Safetensors.read(source.path().resolve(WEIGHTS)));
  }

  @Override
  public Optional<String> fileSuffix() {
    return Optional.empty();
  }

  @Override
  public void write(Program program, ModelOutput output, Options options) throws IOException {
    byte[] text = ProgramText.write(program);
    List<ByteBuffer> weights = Safetensors.write(program.weights());
    try (FileChannel file = output.createFile(PROGRAM)) {
      writeFully(file, ByteBuffer.wrap(text));
    }
    try (FileChannel file = output.createFile(WEIGHTS)) {
      for (ByteBuffer part : weights) {
        writeFully(file, part);
      }
    }
  }

  private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }
}
