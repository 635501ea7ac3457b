package oar.format.naivebuffer;

import java.util.List;
import oar.api.model.Attribute;
import oar.format.naivebuffer.Schema.AttrType;

/** An attribute of meta version 0 behind its name: every value that an attribute can have, of which one means something. */
record LegacyAttribute(int type, int i, float f, String s, List<Integer> ints, List<Float> floats, List<String> strings,
    boolean b, List<Boolean> bools, int block, long l, List<Integer> blocks, List<Long> longs) {
  static LegacyAttribute read(LegacyInput input) {
    return new LegacyAttribute(input.int32(), input.int32(), input.float32(), input.text(), input.list(input::int32),
        input.list(input::float32), input.list(input::text), input.bool(), input.list(input::bool), input.int32(),
        input.int64(), input.list(input::int32), input.list(input::int64));
  }

  /**
   * Return the value that the type names.
   *
   * @param name the attribute's, for messages
   * @param input where it was read from, for messages
   */
  Attribute value(String name, LegacyInput input) {
    if (type < 0 || type >= AttrType.values().length) {
      throw input.error("attribute " + name + " is of type " + type + ", which is nothing known");
    }
    return switch (AttrType.values()[type]) {
      case INT -> new Attribute.IntValue(i);
      case FLOAT -> new Attribute.FloatValue(f);
      case STRING -> new Attribute.Text(s);
      case INTS -> new Attribute.Ints(ints);
      case FLOATS -> new Attribute.Floats(floats);
      case STRINGS -> new Attribute.Texts(strings);
      case BOOLEAN -> new Attribute.BooleanValue(b);
      case BOOLEANS -> new Attribute.Booleans(bools);
      case BLOCK -> new Attribute.BlockIndex(block);
      case LONG -> new Attribute.LongValue(l);
      case BLOCKS -> new Attribute.BlockIndexes(blocks);
      case LONGS -> new Attribute.Longs(longs);
      case FLOAT64S, VAR, VARS, FLOAT64 -> throw input.error(
          "attribute " + name + " is of type " + AttrType.values()[type] + ", which meta version 0 has no field for");
    };
  }
}
