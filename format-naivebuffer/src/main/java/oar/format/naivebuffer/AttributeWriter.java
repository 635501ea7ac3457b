package oar.format.naivebuffer;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import oar.api.model.Attribute;
import oar.format.naivebuffer.Schema.Attr;
import oar.format.naivebuffer.Schema.AttrType;

/**
 * Writes the attributes of operators. Every list is there in every attribute, whatever the attribute's type. A number is left
 * out where it is the default to the last bit, which a negative zero is not.
 */
final class AttributeWriter {
  private final FlatBufferBuilder builder;
  private final TableBuilder tables;
  private final boolean doubleFields;
  /** The one empty text that all attributes share, 0 before there is one. */
  private int emptyText;

  AttributeWriter(FlatBufferBuilder builder, boolean doubleFields) {
    this.builder = builder;
    this.tables = new TableBuilder(builder);
    this.doubleFields = doubleFields;
  }

  /** Return the type by which an attribute is stored, or empty if there is no field for it. */
  static Optional<AttrType> type(Attribute attribute) {
    return switch (attribute) {
      case Attribute.IntValue _ -> Optional.of(AttrType.INT);
      case Attribute.LongValue _ -> Optional.of(AttrType.LONG);
      case Attribute.FloatValue _ -> Optional.of(AttrType.FLOAT);
      case Attribute.DoubleValue _ -> Optional.of(AttrType.FLOAT64);
      case Attribute.BooleanValue _ -> Optional.of(AttrType.BOOLEAN);
      case Attribute.Text _ -> Optional.of(AttrType.STRING);
      case Attribute.BlockIndex _ -> Optional.of(AttrType.BLOCK);
      case Attribute.Ints _ -> Optional.of(AttrType.INTS);
      case Attribute.Longs _ -> Optional.of(AttrType.LONGS);
      case Attribute.Floats _ -> Optional.of(AttrType.FLOATS);
      case Attribute.Doubles _ -> Optional.of(AttrType.FLOAT64S);
      case Attribute.Booleans _ -> Optional.of(AttrType.BOOLEANS);
      case Attribute.Texts _ -> Optional.of(AttrType.STRINGS);
      case Attribute.BlockIndexes _ -> Optional.of(AttrType.BLOCKS);
      case Attribute.VariableName _,Attribute.VariableNames _,Attribute.ScalarValue _,Attribute.Scalars _ ->
        Optional.empty();
    };
  }

  /** Write an attribute of a type that can be stored. */
  int write(Map.Entry<String, Attribute> attribute) {
    Attribute value = attribute.getValue();
    int name = tables.text(attribute.getKey());
    int text = value instanceof Attribute.Text(String it) && !it.isEmpty() ? tables.text(it) : emptyText();
    Lists lists = lists(value);
    builder.startTable(Attr.values().length);
    addWideFields(value, lists);
    tables.reference(Attr.S, text);
    addNumber(value);
    tables.int32(Attr.TYPE, type(value).orElseThrow().ordinal(), 0);
    tables.reference(Attr.NAME, name);
    tables.bool(Attr.B, value instanceof Attribute.BooleanValue(boolean it) && it);
    return builder.endTable();
  }

  /** Where the lists of an attribute are, 0 for one that is not written. */
  private record Lists(int ints, int floats, int texts, int bools, int blocks, int longs, int doubles) {}

  private Lists lists(Attribute value) {
    int ints = list(value instanceof Attribute.Ints(List<Integer> it) ? it : List.of(), Integer.BYTES, builder::addInt);
    int floats = list(value instanceof Attribute.Floats(List<Float> it) ? it : List.of(), Float.BYTES,
        builder::addFloat);
    int texts = tables.list(value instanceof Attribute.Texts(List<String> it) ? it : List.of(), tables::text);
    int bools = list(value instanceof Attribute.Booleans(List<Boolean> it) ? it : List.of(), Byte.BYTES,
        builder::addBoolean);
    int blocks = list(value instanceof Attribute.BlockIndexes(List<Integer> it) ? it : List.of(), Integer.BYTES,
        builder::addInt);
    int longs = list(value instanceof Attribute.Longs(List<Long> it) ? it : List.of(), Long.BYTES, builder::addLong);
    int doubles = doubleFields || value instanceof Attribute.Doubles
        ? list(value instanceof Attribute.Doubles(List<Double> it) ? it : List.of(), Double.BYTES, builder::addDouble)
        : 0;
    return new Lists(ints, floats, texts, bools, blocks, longs, doubles);
  }

  private void addWideFields(Attribute value, Lists lists) {
    if (value instanceof Attribute.DoubleValue(double it) && Double.doubleToRawLongBits(it) != 0) {
      builder.addDouble(it);
      builder.slot(Attr.FLOAT64.ordinal());
    }
    builder.addLong(Attr.L.ordinal(), value instanceof Attribute.LongValue(long it) ? it : 0, 0);
    tables.reference(Attr.FLOAT64S, lists.doubles);
    tables.reference(Attr.LONGS, lists.longs);
    tables.reference(Attr.BLOCKS_IDX, lists.blocks);
    tables.int32(Attr.BLOCK_IDX, value instanceof Attribute.BlockIndex(int it) ? it : 0, 0);
    tables.reference(Attr.BOOLS, lists.bools);
    tables.reference(Attr.STRINGS, lists.texts);
    tables.reference(Attr.FLOATS, lists.floats);
    tables.reference(Attr.INTS, lists.ints);
  }

  private void addNumber(Attribute value) {
    if (value instanceof Attribute.FloatValue(float it) && Float.floatToRawIntBits(it) != 0) {
      builder.addFloat(it);
      builder.slot(Attr.F.ordinal());
    }
    tables.int32(Attr.I, value instanceof Attribute.IntValue(int it) ? it : 0, 0);
  }

  private int emptyText() {
    if (emptyText == 0) {
      emptyText = tables.text("");
    }
    return emptyText;
  }

  private <T> int list(List<T> values, int elementSize, Consumer<T> add) {
    builder.startVector(elementSize, values.size(), elementSize);
    for (T value : values.reversed()) {
      add.accept(value);
    }
    return builder.endVector();
  }
}
