package oar.format.naivebuffer;

import oar.api.model.Attribute;
import oar.format.naivebuffer.Schema.Attr;
import oar.format.naivebuffer.Schema.AttrType;

/** Reads the attributes of operators, and remembers how they were laid out. */
final class AttributeReader {
  private boolean doubleFields = true;

  /** Tell whether all attributes read so far have the fields for doubles. */
  boolean doubleFields() {
    return doubleFields;
  }

  Attribute read(VerifiedTable table) {
    doubleFields &= table.has(Attr.FLOAT64S);
    int number = table.int32(Attr.TYPE, 0);
    if (number < 0 || number >= AttrType.values().length) {
      throw table.error("attribute " + table.text(Attr.NAME) + " is of type " + number + ", which is nothing known");
    }
    return switch (AttrType.values()[number]) {
      case INT -> new Attribute.IntValue(table.int32(Attr.I, 0));
      case FLOAT -> new Attribute.FloatValue(table.float32(Attr.F));
      case STRING -> new Attribute.Text(table.optionalText(Attr.S).orElse(""));
      case INTS -> new Attribute.Ints(table.int32s(Attr.INTS));
      case FLOATS -> new Attribute.Floats(table.float32s(Attr.FLOATS));
      case STRINGS -> new Attribute.Texts(table.texts(Attr.STRINGS));
      case BOOLEAN -> new Attribute.BooleanValue(table.bool(Attr.B));
      case BOOLEANS -> new Attribute.Booleans(table.bools(Attr.BOOLS));
      case BLOCK -> new Attribute.BlockIndex(table.int32(Attr.BLOCK_IDX, 0));
      case LONG -> new Attribute.LongValue(table.int64(Attr.L));
      case BLOCKS -> new Attribute.BlockIndexes(table.int32s(Attr.BLOCKS_IDX));
      case LONGS -> new Attribute.Longs(table.int64s(Attr.LONGS));
      case FLOAT64S -> new Attribute.Doubles(table.float64s(Attr.FLOAT64S));
      case FLOAT64 -> new Attribute.DoubleValue(table.float64(Attr.FLOAT64));
      case VAR, VARS -> throw table.error(
          "attribute " + table.text(Attr.NAME) + " is of type " + AttrType.values()[number] + ", which has no field");
    };
  }
}
