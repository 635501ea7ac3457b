package mischief;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.ModelFormat;
import oar.api.ModelOutput;
import oar.api.ModelSource;
import oar.api.Option;
import oar.api.Options;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;

/** Reads any file as a program of one product, and misbehaves as it is told. */
public final class MischiefFormat implements ModelFormat {
  @Override
  public String id() {
    return "mischief-format";
  }

  @Override
  public String description() {
    return "Misbehaves.";
  }

  @Override
  public List<Option> options() {
    return List.of(Mischief.OPTION);
  }

  @Override
  public boolean recognizes(ModelSource source) {
    throw new IllegalStateException("recognizes nothing");
  }

  @Override
  public Program read(ModelSource source, Options options) throws IOException {
    if (options.text("mode").equals("scribble")) {
      Files.readAllBytes(source.path());
      List.copyOf(program().mainBlock().operators()).clear();
    }
    return Mischief.result(options, program());
  }

  private static Program program() {
    List<Variable> variables = List.of(Variable.tensor("x", DataType.FLOAT32, Shape.of(1, 3)),
        Variable.weight("w", DataType.FLOAT32, Shape.of(3, 2)), Variable.tensor("y", DataType.FLOAT32, Shape.of(1, 2)));
    Operator product = Operator.builder("mul").input("X", "x").input("Y", "w").output("Out", "y").build();
    return new Program(new Block(variables, List.of(product)),
        Map.of("w", new Weight(Tensor.of(Shape.of(3, 2), 1f, 2f, 3f, 4f, 5f, 6f))));
  }

  @Override
  public Optional<String> fileSuffix() {
    return Optional.of(".mischief");
  }

  @Override
  public void write(Program program, ModelOutput output, Options options) throws IOException {
    if (options.text("mode").equals("idle")) {
      return;
    }
    try (FileChannel first = output.createFile("first"); FileChannel second = output.createFile("second")) {
      first.write(ByteBuffer.wrap(new byte[100]));
      Mischief.result(options, "");
      second.write(ByteBuffer.wrap(new byte[100]));
    }
  }
}
