package oar.benchmarks.models;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.kit.Npy;

/**
 * A model in two formats, with inputs: Paddle's {@code model.pdmodel} and {@code model.pdiparams}, its twin
 * {@code model.onnx}, and the inputs {@code in_0.npy}, {@code in_1.npy}, .. in the model's order.
 *
 * @param path the folder
 */
record ModelFolder(Path path) {
  private static final String ONNX = "model.onnx";
  private static final String PROGRAM = "model.pdmodel";

  /** Tell whether a folder has a model in both formats. */
  boolean isComplete() {
    return Files.exists(onnx()) && Files.exists(path.resolve(PROGRAM)) && Files.exists(input(0));
  }

  String name() {
    return path.getFileName().toString();
  }

  Path onnx() {
    return path.resolve(ONNX);
  }

  private Path input(int number) {
    return path.resolve("in_" + number + ".npy");
  }

  /**
   * Read the inputs: of each the first entry of its first dimension, which counts the images or texts of a batch.
   *
   * @param size the last dimensions in place of the file's, whose elements are repeated then; may be empty
   */
  List<Tensor> inputs(List<Long> size) throws IOException {
    List<Tensor> inputs = new ArrayList<>();
    while (Files.exists(input(inputs.size()))) {
      Tensor stored = Npy.read(input(inputs.size()));
      inputs.add(resize(stored, shape(stored.shape(), size)));
    }
    return inputs;
  }

  private static Shape shape(Shape stored, List<Long> size) {
    long[] dimensions = stored.dimensions();
    dimensions[0] = 1;
    for (int i = 0; i < size.size(); i++) {
      dimensions[dimensions.length - size.size() + i] = size.get(i);
    }
    return Shape.of(dimensions);
  }

  private static Tensor resize(Tensor tensor, Shape shape) {
    MemorySegment resized = Tensor.allocate(tensor.type(), shape);
    long step = tensor.data().byteSize();
    for (long offset = 0; offset < resized.byteSize(); offset += step) {
      long length = Math.min(step, resized.byteSize() - offset);
      MemorySegment.copy(tensor.data(), 0, resized, offset, length);
    }
    return new Tensor(tensor.type(), shape, resized);
  }
}
