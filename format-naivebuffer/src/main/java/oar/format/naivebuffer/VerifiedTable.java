package oar.format.naivebuffer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import oar.api.error.ModelFormatException;
import oar.format.naivebuffer.Schema.Field;

/**
 * A table of a {@link VerifiedBuffer}. Fields are named by the constants of {@link Schema}; an absent field has the value
 * that the schema gives it.
 */
final class VerifiedTable {
  private static final int VTABLE_HEADER = 2 * Short.BYTES;

  private final VerifiedBuffer buffer;
  private final ByteBuffer bytes;
  private final int position;
  private final int size;
  private final int vtable;
  private final int vtableSize;

  /** Prove a table: its offset to its vtable, the vtable, and the table's size that the vtable states. */
  VerifiedTable(VerifiedBuffer buffer, long position) {
    this.buffer = buffer;
    this.bytes = buffer.bytes();
    this.position = buffer.require(position, Integer.BYTES, Integer.BYTES, "a table");
    long start = position - bytes.getInt(this.position);
    this.vtable = buffer.require(start, VTABLE_HEADER, Short.BYTES, "a vtable");
    this.vtableSize = Short.toUnsignedInt(bytes.getShort(vtable));
    this.size = Short.toUnsignedInt(bytes.getShort(vtable + Short.BYTES));
    if (vtableSize < VTABLE_HEADER || vtableSize % Short.BYTES != 0 || size < Integer.BYTES) {
      throw error("a vtable of " + vtableSize + " bytes for a table of " + size);
    }
    buffer.require(start, vtableSize, Short.BYTES, "a vtable");
    buffer.require(position, size, Integer.BYTES, "a table");
  }

  boolean has(Field field) {
    return at(field, Byte.BYTES) != 0;
  }

  int int32(Field field, int absent) {
    int at = at(field, Integer.BYTES);
    return at == 0 ? absent : bytes.getInt(at);
  }

  long int64(Field field) {
    int at = at(field, Long.BYTES);
    return at == 0 ? 0 : bytes.getLong(at);
  }

  float float32(Field field) {
    int at = at(field, Float.BYTES);
    return at == 0 ? 0 : bytes.getFloat(at);
  }

  double float64(Field field) {
    int at = at(field, Double.BYTES);
    return at == 0 ? 0 : bytes.getDouble(at);
  }

  int uint8(Field field) {
    int at = at(field, Byte.BYTES);
    return at == 0 ? 0 : Byte.toUnsignedInt(bytes.get(at));
  }

  boolean bool(Field field) {
    return uint8(field) != 0;
  }

  /** Return a text that the schema requires. */
  String text(Field field) {
    return buffer.text(required(field), field);
  }

  Optional<String> optionalText(Field field) {
    int at = at(field, Integer.BYTES);
    return at == 0 ? Optional.empty() : Optional.of(buffer.text(at, field));
  }

  /** Return a table that the schema requires. */
  VerifiedTable table(Field field) {
    return new VerifiedTable(buffer, buffer.target(required(field), field));
  }

  Optional<VerifiedTable> optionalTable(Field field) {
    return at(field, Integer.BYTES) == 0 ? Optional.empty() : Optional.of(table(field));
  }

  List<VerifiedTable> tables(Field field) {
    return list(field, Integer.BYTES, at -> new VerifiedTable(buffer, buffer.target(at, field)));
  }

  List<String> texts(Field field) {
    return list(field, Integer.BYTES, at -> buffer.text(at, field));
  }

  List<Integer> int32s(Field field) {
    return list(field, Integer.BYTES, bytes::getInt);
  }

  List<Long> int64s(Field field) {
    return list(field, Long.BYTES, bytes::getLong);
  }

  List<Float> float32s(Field field) {
    return list(field, Float.BYTES, bytes::getFloat);
  }

  List<Double> float64s(Field field) {
    return list(field, Double.BYTES, bytes::getDouble);
  }

  List<Boolean> bools(Field field) {
    return list(field, Byte.BYTES, at -> bytes.get(at) != 0);
  }

  /** Return where the bytes of a vector lie in the file. */
  NaiveBufferFile.Range data(Field field) {
    Vector vector = vector(field, Byte.BYTES);
    return new NaiveBufferFile.Range(buffer.fileOffset(vector.first()), vector.count());
  }

  private record Vector(int first, int count) {}

  private <T> List<T> list(Field field, int elementSize, IntFunction<T> read) {
    Vector vector = vector(field, elementSize);
    List<T> elements = new ArrayList<>(vector.count());
    for (int i = 0; i < vector.count(); i++) {
      elements.add(read.apply(vector.first() + i * elementSize));
    }
    return elements;
  }

  /** Prove a vector; an absent one is empty. */
  private Vector vector(Field field, int elementSize) {
    int at = at(field, Integer.BYTES);
    if (at == 0) {
      return new Vector(0, 0);
    }
    int length = buffer.require(buffer.target(at, field), Integer.BYTES, Integer.BYTES, field);
    long count = Integer.toUnsignedLong(bytes.getInt(length));
    int first = buffer.require(length + Integer.BYTES, count * elementSize, elementSize, field);
    return new Vector(first, (int) count);
  }

  private int required(Field field) {
    int at = at(field, Integer.BYTES);
    if (at == 0) {
      throw error(field.label() + " is missing");
    }
    return at;
  }

  /** Return the proven position of a field's value, or 0, where no table can be, if it is absent. */
  private int at(Field field, int valueSize) {
    int slot = VTABLE_HEADER + field.ordinal() * Short.BYTES;
    int offset = slot < vtableSize ? Short.toUnsignedInt(bytes.getShort(vtable + slot)) : 0;
    if (offset == 0) {
      return 0;
    }
    int at = position + offset;
    if (offset < Integer.BYTES || offset + valueSize > size || at % valueSize != 0) {
      throw error(field.label() + " lies at byte " + offset + " of a table of " + size);
    }
    return at;
  }

  ModelFormatException error(String problem) {
    return buffer.error(position, problem);
  }
}
