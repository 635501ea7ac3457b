package oar.kit.stub;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;

/** Reads what {@link StubProgramWriter} wrote, undamaged. */
final class StubProgramReader {
  private final DataInputStream in;

  StubProgramReader(DataInputStream in) {
    this.in = in;
  }

  /** Reads one element. */
  private interface ElementReader<T> {
    T read() throws IOException;
  }

  private <T> List<T> readAll(ElementReader<T> reader) throws IOException {
    int count = in.readInt();
    List<T> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(reader.read());
    }
    return elements;
  }

  Program read() throws IOException {
    List<Block> blocks = readAll(this::readBlock);
    SequencedMap<String, Weight> weights = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      weights.put(in.readUTF(), readWeight());
    }
    return new Program(blocks, weights, 0, new LinkedHashMap<>());
  }

  private Block readBlock() throws IOException {
    return new Block(in.readInt(), Block.NO_BLOCK, readAll(this::readVariable), readAll(this::readOperator));
  }

  private Variable readVariable() throws IOException {
    String name = in.readUTF();
    Variable.Kind kind = Variable.Kind.valueOf(in.readUTF());
    boolean persistable = in.readBoolean();
    boolean isTyped = in.readBoolean();
    Optional<DataType> type = isTyped ? DataType.ofLabel(in.readUTF()) : Optional.empty();
    Optional<Shape> shape = isTyped ? Optional.of(readShape()) : Optional.empty();
    return new Variable(name, kind, type, shape, 0, persistable, new LinkedHashMap<>());
  }

  private Shape readShape() throws IOException {
    return Shape.of(readAll(in::readLong));
  }

  private Operator readOperator() throws IOException {
    Operator.Builder operator = Operator.builder(in.readUTF());
    for (int i = in.readInt(); i > 0; i--) {
      operator.input(in.readUTF(), readAll(in::readUTF));
    }
    for (int i = in.readInt(); i > 0; i--) {
      operator.output(in.readUTF(), readAll(in::readUTF));
    }
    for (int i = in.readInt(); i > 0; i--) {
      operator.attribute(in.readUTF(), readAttribute());
    }
    return operator.build();
  }

  private Attribute readAttribute() throws IOException {
    String kind = in.readUTF();
    return switch (kind) {
      case "IntValue" -> new Attribute.IntValue(in.readInt());
      case "BlockIndex" -> new Attribute.BlockIndex(in.readInt());
      case "Text" -> new Attribute.Text(in.readUTF());
      default -> throw new IOException("the stub does not read " + kind);
    };
  }

  private Weight readWeight() throws IOException {
    DataType type = DataType.ofLabel(in.readUTF()).orElseThrow();
    Shape shape = readShape();
    byte[] bytes = in.readNBytes(Math.toIntExact(Tensor.byteSize(type, shape)));
    return new Weight(Tensor.copyOf(type, shape, MemorySegment.ofArray(bytes)));
  }
}
