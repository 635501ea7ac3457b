package oar.kit.stub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.ModelOutput;
import oar.api.Options;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import oar.kit.Npy;

/** Writes cases whose models are chains of operators from one input to one output, in {@link StubFormat}. */
public record CaseFixture(Path folder) {
  private static final Shape SHAPE = Shape.of(2, 2);
  private static final float[] INPUT = {1, 2, 3, 4};

  /** Create a case with the description, input and output of any. */
  public static CaseFixture create(Path folder, float... output) throws IOException {
    Files.createDirectories(folder);
    CaseFixture fixture = new CaseFixture(folder);
    fixture.describe("");
    Npy.write(folder.resolve("in_0.npy"), Tensor.of(SHAPE, INPUT));
    return fixture.withArray("out_0.npy", Tensor.of(SHAPE, output));
  }

  /** Replace the description by one with more fields, for example {@code , "nb_expects": "none"}. */
  public CaseFixture describe(String fields) throws IOException {
    Files.writeString(folder.resolve("case.json"), """
        {"op": "chain", "tier": 2, "atol": 0.001, "rtol": 0,
         "inputs": [{"name": "input", "file": "in_0.npy", "dtype": "float32", "shape": [2, 2]}],
         "outputs": [{"file": "out_0.npy", "dtype": "float32", "shape": [2, 2]}]%s}
        """.formatted(fields));
    return this;
  }

  /** Add or replace an array. */
  public CaseFixture withArray(String fileName, Tensor tensor) throws IOException {
    Npy.write(folder.resolve(fileName), tensor);
    return this;
  }

  /** Add a program of a chain of operators. */
  public CaseFixture withProgram(String fileName, String... operators) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(fileName), StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE)) {
      StubFormat format = new StubFormat();
      format.write(chain(operators), new SingleFile(channel), Options.defaults(format));
    }
    return this;
  }

  /** Return a program with a weight that nothing reads. */
  public static Program chain(String... operators) {
    List<Variable> variables = new ArrayList<>(List.of(Variable.tensor("value_0", DataType.FLOAT32, SHAPE)));
    List<Operator> chain = new ArrayList<>(
        List.of(Operator.builder("feed").input("X", "feed").output("Out", "value_0").attribute("col", 0).build()));
    for (String operator : operators) {
      String from = variables.getLast().name();
      String to = "value_" + variables.size();
      variables.add(Variable.tensor(to, DataType.FLOAT32, SHAPE));
      chain.add(Operator.builder(operator).input("X", from).output("Out", to).build());
    }
    chain.add(Operator.builder("fetch").input("X", variables.getLast().name()).output("Out", "fetch")
        .attribute("col", 0).build());
    return new Program(new Block(variables, chain), Map.of("weight", new Weight(Tensor.of(Shape.of(2), 1f, 2f))));
  }

  /** Hands out a channel that is open. */
  private record SingleFile(FileChannel channel) implements ModelOutput {
    @Override
    public FileChannel createFile() {
      return channel;
    }

    @Override
    public FileChannel createFile(String name) {
      throw new UnsupportedOperationException("a case's program is one file");
    }
  }
}
