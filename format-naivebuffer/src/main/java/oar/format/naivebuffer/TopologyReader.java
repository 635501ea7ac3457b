package oar.format.naivebuffer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.error.ModelFormatException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Variable;
import oar.format.naivebuffer.Schema.Attr;
import oar.format.naivebuffer.Schema.BlockDesc;
import oar.format.naivebuffer.Schema.LoDTensorDesc;
import oar.format.naivebuffer.Schema.OpDesc;
import oar.format.naivebuffer.Schema.ProgramDesc;
import oar.format.naivebuffer.Schema.Slot;
import oar.format.naivebuffer.Schema.TensorDesc;
import oar.format.naivebuffer.Schema.VarDesc;
import oar.format.naivebuffer.Schema.VarType;
import oar.format.naivebuffer.Schema.Version;

/** Reads the topology of meta versions 1 and 2. */
final class TopologyReader {
  private final AttributeReader attributes = new AttributeReader();

  /** Read a whole topology. */
  Topology read(VerifiedBuffer buffer) {
    VerifiedTable program = buffer.root();
    List<VerifiedTable> tables = program.tables(ProgramDesc.BLOCKS);
    if (tables.isEmpty()) {
      throw program.error("the program has no block");
    }
    List<Block> blocks = new ArrayList<>();
    for (VerifiedTable table : tables) {
      blocks.add(block(table, blocks.size()));
    }
    long version = program.optionalTable(ProgramDesc.VERSION).map(table -> table.int64(Version.VERSION)).orElse(0L);
    return new Topology(blocks, version, attributes.doubleFields());
  }

  private Block block(VerifiedTable table, int position) {
    int index = table.int32(BlockDesc.IDX, 0);
    if (index != position) {
      throw table.error("block " + position + " says that its index is " + index);
    }
    List<Variable> variables = table.tables(BlockDesc.VARS).stream().map(TopologyReader::variable).toList();
    List<Operator> operators = table.tables(BlockDesc.OPS).stream().map(this::operator).toList();
    return new Block(table.int32(BlockDesc.PARENT_IDX, 0),
        table.int32(BlockDesc.FORWARD_BLOCK_IDX, Block.NO_BLOCK), variables, operators);
  }

  private static Variable variable(VerifiedTable table) {
    String name = table.text(VarDesc.NAME);
    VerifiedTable type = table.table(VarDesc.TYPE);
    int number = type.int32(VarType.TYPE, 0);
    Variable.Kind kind = TypeNumbers.CURRENT.kind(number)
        .orElseThrow(() -> type.error("variable " + name + " holds type " + number + ", which is nothing known"));
    Optional<VerifiedTable> lodTensor = type.optionalTable(VarType.LOD_TENSOR);
    Optional<VerifiedTable> tensor = lodTensor.map(lod -> lod.table(LoDTensorDesc.TENSOR));
    boolean says = tensor.isPresent() && (kind == Variable.Kind.LOD_TENSOR || isDescribed(tensor.get()));
    SequencedMap<String, Attribute> traits = new LinkedHashMap<>();
    if (table.bool(VarDesc.NEED_CHECK_FEED)) {
      traits.put(Topology.NEED_CHECK_FEED, new Attribute.BooleanValue(true));
    }
    return new Variable(name, kind, says ? tensor.map(it -> elementType(it, name)) : Optional.empty(),
        says ? tensor.map(TopologyReader::shape) : Optional.empty(),
        lodTensor.map(lod -> lod.int32(LoDTensorDesc.LOD_LEVEL, 0)).orElse(0), table.bool(VarDesc.PERSISTABLE), traits);
  }

  /** The writer fills a description in for everything; where it says what is assumed anyway, it says nothing. */
  private static boolean isDescribed(VerifiedTable tensor) {
    return tensor.int32(TensorDesc.DATA_TYPE, 0) != 0 || !tensor.int64s(TensorDesc.DIMS).isEmpty();
  }

  private static DataType elementType(VerifiedTable tensor, String name) {
    int number = tensor.int32(TensorDesc.DATA_TYPE, 0);
    return TypeNumbers.CURRENT.type(number).orElseThrow(
        () -> tensor.error("variable " + name + " has elements of type " + number + ", which is no element type"));
  }

  /** Paddle computes sizes from unknown ones as if they were sizes: twice -1 is -2, and as unknown. */
  private static Shape shape(VerifiedTable tensor) {
    return Shape
        .of(tensor.int64s(TensorDesc.DIMS).stream().map(dimension -> Math.max(dimension, Shape.UNKNOWN)).toList());
  }

  private Operator operator(VerifiedTable table) {
    String type = table.text(OpDesc.TYPE);
    SequencedMap<String, Attribute> constants = new LinkedHashMap<>();
    for (VerifiedTable attribute : table.tables(OpDesc.ATTRS)) {
      putOnce(constants, attribute.text(Attr.NAME), attributes.read(attribute), type, attribute);
    }
    return new Operator(type, slots(table.tables(OpDesc.INPUTS), type), slots(table.tables(OpDesc.OUTPUTS), type),
        constants);
  }

  private static SequencedMap<String, List<String>> slots(List<VerifiedTable> tables, String type) {
    SequencedMap<String, List<String>> slots = new LinkedHashMap<>();
    for (VerifiedTable slot : tables) {
      putOnce(slots, slot.text(Slot.PARAMETER), slot.texts(Slot.ARGUMENTS), type, slot);
    }
    return slots;
  }

  private static <V> void putOnce(Map<String, V> map, String key, V value, String type, VerifiedTable table)
      throws ModelFormatException {
    if (map.putIfAbsent(key, value) != null) {
      throw table.error("operator " + type + " has " + key + " twice");
    }
  }
}
