package oar.format.paddle;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.error.ModelFormatException;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import oar.format.paddle.proto.VarType;

/** Reads the records of weights, as {@link PaddleFormat} lays them out. Elements stay where they are mapped. */
final class ParameterReader {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  /** Far more than the type and dimensions of any tensor take. */
  private static final int LONGEST_DESCRIPTION = 1 << 16;

  private final Path file;
  private final MemorySegment bytes;
  private String weight = "";
  private long fieldOffset;
  private long offset;

  private ParameterReader(Path file) throws IOException {
    RegularFile.requireNoPickle(file);
    this.file = file;
    this.bytes = RegularFile.map(file);
  }

  /**
   * Read weights.
   *
   * @param files where they are
   * @param variables their declarations, in the order of a combined file
   * @throws ModelFormatException if a record is damaged or of another weight, or bytes are left over
   */
  static SequencedMap<String, Weight> read(ParameterFiles files, List<Variable> variables) throws IOException {
    SequencedMap<String, Weight> weights = new LinkedHashMap<>();
    switch (files) {
      case ParameterFiles.Combined(Path file) -> {
        ParameterReader reader = new ParameterReader(file);
        for (Variable variable : variables) {
          weights.put(variable.name(), reader.next(variable));
        }
        reader.requireEnd();
      }
      case ParameterFiles.Separate separate -> {
        for (Variable variable : variables) {
          ParameterReader reader = new ParameterReader(separate.file(variable.name()));
          weights.put(variable.name(), reader.next(variable));
          reader.requireEnd();
        }
      }
    }
    return weights;
  }

  private Weight next(Variable variable) {
    weight = variable.name();
    fieldOffset = offset;
    if (variable.kind() != Variable.Kind.LOD_TENSOR) {
      throw problem("it is declared as a persistable " + variable.kind() + "; only a LOD_TENSOR can be read");
    }
    try {
      requireVersion("LoD tensor");
      LevelOfDetail levels = levels();
      requireVersion("tensor");
      VarType.TensorDesc description = description();
      DataType type = VarTypes.dataType(description.getDataType()).orElseThrow(
          () -> new IllegalArgumentException("its element type is " + description.getDataType() + ", not a number"));
      Shape shape = Shape.of(description.getDimsList());
      requireDeclared(variable, shape);
      MemorySegment elements = take(Tensor.byteSize(type, shape), "the elements (" + type + " " + shape + ")");
      return new Weight(new Tensor(type, shape, elements), levels, Optional.empty());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw problem(e.getMessage());
    }
  }

  private void requireVersion(String what) {
    int version = take(Integer.BYTES, "the " + what + " version").get(INT, 0);
    if (version != 0) {
      throw problem("the " + what + " version is " + Integer.toUnsignedString(version)
          + " where it must be 0; the file is damaged, or belongs to another program");
    }
  }

  private LevelOfDetail levels() {
    List<long[]> levels = new ArrayList<>();
    long count = take(Long.BYTES, "the number of LoD levels").get(LONG, 0);
    for (long level = 0; level != count; level++) {
      long size = take(Long.BYTES, "the size of LoD level " + level).get(LONG, 0);
      if (size < 0 || size > Integer.MAX_VALUE || size % Long.BYTES != 0) {
        throw problem("LoD level " + level + " takes " + Long.toUnsignedString(size)
            + " bytes; it must be a multiple of " + Long.BYTES + " below 2 GiB");
      }
      levels.add(take(size, "LoD level " + level).toArray(LONG));
    }
    return LevelOfDetail.of(levels.toArray(long[][]::new));
  }

  private VarType.TensorDesc description() {
    int length = take(Integer.BYTES, "the length of the tensor description").get(INT, 0);
    if (length < 0 || length > LONGEST_DESCRIPTION) {
      throw problem("the tensor description takes " + Integer.toUnsignedString(length) + " bytes; the most is "
          + LONGEST_DESCRIPTION);
    }
    byte[] wire = take(length, "the tensor description").toArray(ValueLayout.JAVA_BYTE);
    try {
      return VarType.TensorDesc.parseFrom(wire);
    } catch (InvalidProtocolBufferException e) {
      throw problem("the tensor description is damaged: " + e.getMessage());
    }
  }

  /** A record's own shape and type are what counts, unless its size shows that it is another weight's. */
  private void requireDeclared(Variable variable, Shape shape) {
    if (!shape.isKnown()) {
      throw problem("its shape is " + shape + "; every dimension must be 0 or more");
    }
    variable.shape().filter(Shape::isKnown).ifPresent(declared -> {
      if (declared.elementCount() != shape.elementCount()) {
        throw problem("its shape is " + shape + ", but the program declares " + declared
            + "; the file belongs to another program");
      }
    });
  }

  private void requireEnd() {
    if (offset < bytes.byteSize()) {
      throw new ModelFormatException(file, offset, bytes.byteSize() - offset
          + " bytes follow the last weight; the file is damaged, or belongs to another program");
    }
  }

  private MemorySegment take(long size, String what) {
    fieldOffset = offset;
    if (size > bytes.byteSize() - offset) {
      throw problem(what + " should take " + size + " bytes, but " + (bytes.byteSize() - offset)
          + " are left; the file is cut short, or belongs to another program");
    }
    offset += size;
    return bytes.asSlice(fieldOffset, size);
  }

  private ModelFormatException problem(String problem) {
    return new ModelFormatException(file, fieldOffset, "weight " + weight + ": " + problem);
  }
}
