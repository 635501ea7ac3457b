package oar.kit.contract;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.api.CompiledModel;
import oar.api.model.DataType;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.TensorArray;
import oar.api.model.Value;

/** Makes inputs that no model can take out of those that one does. */
final class WrongInputs {
  private WrongInputs() {}

  /**
   * Spoil inputs in every way.
   *
   * @param model with one input at least
   * @param right what it takes
   * @return what is wrong, and the inputs by name
   */
  static Map<String, Map<String, Value>> of(CompiledModel model, List<LodTensor> right) {
    Tensor first = right.getFirst().tensor();
    DataType otherType = first.type() == DataType.INT64 ? DataType.FLOAT32 : DataType.INT64;
    Map<String, Map<String, Value>> wrong = new LinkedHashMap<>();
    wrong.put("no input", Map.of());
    wrong.put("an input that the model does not have", withUnknown(Predictions.name(model, right), right.getFirst()));
    wrong.put("an input of another type", withFirst(model, right, new LodTensor(zeros(otherType, first.shape()))));
    wrong.put("an input of a higher rank",
        withFirst(model, right, new LodTensor(zeros(first.type(), raised(first.shape())))));
    wrong.put("an array of tensors", withFirst(model, right, new TensorArray(List.of(right.getFirst()))));
    return wrong;
  }

  private static Map<String, Value> withUnknown(Map<String, Value> inputs, Value value) {
    Map<String, Value> more = new LinkedHashMap<>(inputs);
    more.put("no_such_input", value);
    return more;
  }

  private static Map<String, Value> withFirst(CompiledModel model, List<LodTensor> right, Value first) {
    Map<String, Value> changed = Predictions.name(model, right);
    changed.put(model.inputs().getFirst().name(), first);
    return changed;
  }

  private static Shape raised(Shape shape) {
    long[] dimensions = new long[shape.rank() + 1];
    dimensions[0] = 1;
    System.arraycopy(shape.dimensions(), 0, dimensions, 1, shape.rank());
    return Shape.of(dimensions);
  }

  private static Tensor zeros(DataType type, Shape shape) {
    MemorySegment zeros = Tensor.allocate(type, shape);
    return new Tensor(type, shape, zeros);
  }
}
