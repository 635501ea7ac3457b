package oar.kit.stub;

import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;

/** Writes what {@link StubFormat} can hold. */
final class StubProgramWriter {
  private final DataOutputStream out;

  StubProgramWriter(DataOutputStream out) {
    this.out = out;
  }

  /** Writes one element. */
  private interface ElementWriter<T> {
    void write(T element) throws IOException;
  }

  private <T> void writeAll(Collection<T> elements, ElementWriter<T> writer) throws IOException {
    out.writeInt(elements.size());
    for (T element : elements) {
      writer.write(element);
    }
  }

  void write(Program program) throws IOException {
    writeAll(program.blocks(), this::write);
    writeAll(program.weights().entrySet(), this::write);
  }

  private void write(Block block) throws IOException {
    out.writeInt(block.parent());
    writeAll(block.variables(), this::write);
    writeAll(block.operators(), this::write);
  }

  private void write(Variable variable) throws IOException {
    out.writeUTF(variable.name());
    out.writeUTF(variable.kind().name());
    out.writeBoolean(variable.persistable());
    out.writeBoolean(variable.type().isPresent());
    if (variable.type().isPresent()) {
      out.writeUTF(variable.type().get().label());
      write(variable.shape().orElseThrow());
    }
  }

  private void write(Shape shape) throws IOException {
    writeAll(Arrays.stream(shape.dimensions()).boxed().toList(), out::writeLong);
  }

  private void write(Operator operator) throws IOException {
    out.writeUTF(operator.type());
    writeSlots(operator.inputs());
    writeSlots(operator.outputs());
    writeAll(operator.attributes().entrySet(), this::writeAttribute);
  }

  private void writeSlots(Map<String, List<String>> slots) throws IOException {
    writeAll(slots.entrySet(), slot -> {
      out.writeUTF(slot.getKey());
      writeAll(slot.getValue(), out::writeUTF);
    });
  }

  private void writeAttribute(Map.Entry<String, Attribute> attribute) throws IOException {
    out.writeUTF(attribute.getKey());
    out.writeUTF(attribute.getValue().getClass().getSimpleName());
    switch (attribute.getValue()) {
      case Attribute.IntValue(int value) -> out.writeInt(value);
      case Attribute.BlockIndex(int value) -> out.writeInt(value);
      case Attribute.Text(String value) -> out.writeUTF(value);
      default -> throw new IllegalArgumentException("the stub does not write " + attribute.getValue());
    }
  }

  private void write(Map.Entry<String, Weight> entry) throws IOException {
    Tensor tensor = entry.getValue().tensor();
    out.writeUTF(entry.getKey());
    out.writeUTF(tensor.type().label());
    write(tensor.shape());
    out.write(tensor.data().toArray(ValueLayout.JAVA_BYTE));
  }
}
