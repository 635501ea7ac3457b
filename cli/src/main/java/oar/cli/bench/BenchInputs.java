package oar.cli.bench;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import oar.api.CompiledModel;
import oar.api.error.InvalidInputException;
import oar.api.error.UsageException;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.cli.stage.InputFiles;
import oar.kit.Npy;
import picocli.CommandLine.Option;

/**
 * What a model is fed to see how fast it is: arrays from files, or made ones of given shapes, with floating-point numbers from 0
 * to 1, the same at each start, and integers that are all 1.
 */
final class BenchInputs {
  private static final long SEED = 1;

  @Option(names = "--shape", paramLabel = "NAME=1,3,224,224", description = "The shape of an input; by default the declared one, with one entry in a batch. Repeatable.")
  private Map<String, String> shapes = new LinkedHashMap<>();

  @Option(names = "--input", paramLabel = "NAME=FILE.npy", description = "The values of an input; by default they are made up. Repeatable.")
  private Map<String, Path> files = new LinkedHashMap<>();

  void check() throws IOException {
    for (Map.Entry<String, String> shape : shapes.entrySet()) {
      parse(shape.getKey(), shape.getValue());
      if (files.containsKey(shape.getKey())) {
        throw new UsageException(
            "bench: --shape and --input are both given for " + shape.getKey() + "; give one of them");
      }
    }
    for (Path file : files.values()) {
      InputFiles.require(file);
    }
  }

  private static Shape parse(String name, String text) {
    try {
      return Shape.of(Stream.of(text.split(",", -1)).map(String::strip).map(Long::parseLong).toList());
    } catch (IllegalArgumentException e) {
      throw new UsageException("bench: --shape " + name + "=" + text
          + ": dimensions are integers joined by commas, as in 1,3,224,224");
    }
  }

  /** Return a value for each input of a model. */
  Map<String, LodTensor> values(CompiledModel model) throws IOException {
    List<String> names = model.inputs().stream().map(Variable::name).toList();
    for (String name : Stream.concat(shapes.keySet().stream(), files.keySet().stream()).toList()) {
      if (!names.contains(name)) {
        throw new InvalidInputException("the model has no input " + name + "; it has " + String.join(", ", names));
      }
    }
    Map<String, LodTensor> values = new LinkedHashMap<>();
    for (Variable input : model.inputs()) {
      Path file = files.get(input.name());
      values.put(input.name(), new LodTensor(file == null ? make(input) : Npy.read(file)));
    }
    return values;
  }

  private Tensor make(Variable input) {
    DataType type = input.type().orElse(DataType.FLOAT32);
    String given = shapes.get(input.name());
    Shape shape = given == null ? declared(input) : parse(input.name(), given);
    if (!shape.isKnown()) {
      throw new UsageException("bench: input " + input.name() + " is declared as " + shape
          + ", with sizes that are not known; give them as --shape " + input.name() + "=..");
    }
    return fill(type, shape);
  }

  /** The first dimension counts the entries of a batch. */
  private static Shape declared(Variable input) {
    long[] dimensions = input.shape().orElse(Shape.SCALAR).dimensions();
    if (dimensions.length > 0 && dimensions[0] == Shape.UNKNOWN) {
      dimensions[0] = 1;
    }
    return Shape.of(dimensions);
  }

  private static Tensor fill(DataType type, Shape shape) {
    MemorySegment memory = Tensor.allocate(type, shape);
    SplittableRandom random = new SplittableRandom(SEED);
    for (long i = 0; i < shape.elementCount(); i++) {
      switch (type) {
        case FLOAT32 -> memory.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble());
        case FLOAT64 -> memory.setAtIndex(ValueLayout.JAVA_DOUBLE, i, random.nextDouble());
        case INT16 -> memory.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) 1);
        case INT32 -> memory.setAtIndex(ValueLayout.JAVA_INT, i, 1);
        case INT64, SIZE_T -> memory.setAtIndex(ValueLayout.JAVA_LONG, i, 1);
        case BOOL, INT8, UINT8 -> memory.set(ValueLayout.JAVA_BYTE, i, (byte) 1);
        case FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 ->
          throw new UsageException("bench: no values are made up for an input of " + type + "; give it as --input");
      }
    }
    return new Tensor(type, shape, memory);
  }
}
