package oar.format.naivebuffer;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.ToIntFunction;
import oar.format.naivebuffer.Schema.Field;

/** Adds the fields of {@link Schema} to a FlatBuffer. A scalar that equals its default is left out; a list or text never. */
record TableBuilder(FlatBufferBuilder builder) {
  void reference(Field field, int offset) {
    builder.addOffset(field.ordinal(), offset, 0);
  }

  void int32(Field field, int value, int defaultValue) {
    builder.addInt(field.ordinal(), value, defaultValue);
  }

  void bool(Field field, boolean value) {
    builder.addBoolean(field.ordinal(), value, false);
  }

  int text(String value) {
    return builder.createString(ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Create what a list's elements lead to, first to last, and then the list. */
  <T> int list(Collection<T> elements, ToIntFunction<T> create) {
    return builder.createVectorOfTables(elements.stream().mapToInt(create).toArray());
  }

  int int64s(long[] values) {
    builder.startVector(Long.BYTES, values.length, Long.BYTES);
    for (int i = values.length - 1; i >= 0; i--) {
      builder.addLong(values[i]);
    }
    return builder.endVector();
  }
}
