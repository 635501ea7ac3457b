package oar.format.naivebuffer;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Variable;
import oar.format.naivebuffer.Schema.BlockDesc;
import oar.format.naivebuffer.Schema.LoDTensorDesc;
import oar.format.naivebuffer.Schema.OpDesc;
import oar.format.naivebuffer.Schema.ProgramDesc;
import oar.format.naivebuffer.Schema.Slot;
import oar.format.naivebuffer.Schema.TensorDesc;
import oar.format.naivebuffer.Schema.VarDesc;
import oar.format.naivebuffer.Schema.VarType;
import oar.format.naivebuffer.Schema.Version;
import oar.format.naivebuffer.lite.ByteOrdered;

/**
 * Writes the topology of meta versions 1 and 2, byte for byte as opt does: a table's children in the order of its fields,
 * then its fields in the order that is used here; slots and attributes in the order of their names' bytes; lists that are
 * empty are there. The real runtime reads the file in place and relies on the one name in a slot lying right behind the
 * slot's list, so names are never shared.
 */
final class TopologyWriter {
  private static final int INITIAL_SIZE = 1 << 16;

  private final FlatBufferBuilder builder = new FlatBufferBuilder(INITIAL_SIZE);
  private final TableBuilder tables = new TableBuilder(builder);
  private final AttributeWriter attributes;

  private TopologyWriter(boolean doubleFields) {
    this.attributes = new AttributeWriter(builder, doubleFields);
  }

  /** Return the bytes of a topology that the format can hold. */
  static ByteBuffer write(Topology topology) {
    return new TopologyWriter(topology.doubleFields()).program(topology);
  }

  private ByteBuffer program(Topology topology) {
    List<Block> blocks = topology.blocks();
    int[] offsets = new int[blocks.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = block(i, blocks.get(i));
    }
    int blockList = builder.createVectorOfTables(offsets);
    builder.startTable(Version.values().length);
    builder.addLong(Version.VERSION.ordinal(), topology.version(), 0);
    int version = builder.endTable();
    builder.startTable(ProgramDesc.values().length);
    tables.reference(ProgramDesc.VERSION, version);
    tables.reference(ProgramDesc.BLOCKS, blockList);
    builder.finish(builder.endTable());
    return builder.dataBuffer();
  }

  private int block(int index, Block block) {
    int variables = tables.list(block.variables(), this::variable);
    int operators = tables.list(block.operators(), this::operator);
    builder.startTable(BlockDesc.values().length);
    tables.int32(BlockDesc.FORWARD_BLOCK_IDX, block.forward(), Block.NO_BLOCK);
    tables.reference(BlockDesc.OPS, operators);
    tables.reference(BlockDesc.VARS, variables);
    tables.int32(BlockDesc.PARENT_IDX, block.parent(), 0);
    tables.int32(BlockDesc.IDX, index, 0);
    return builder.endTable();
  }

  private int variable(Variable variable) {
    int name = tables.text(variable.name());
    int type = type(variable);
    builder.startTable(VarDesc.values().length);
    tables.reference(VarDesc.TYPE, type);
    tables.reference(VarDesc.NAME, name);
    tables.bool(VarDesc.NEED_CHECK_FEED,
        variable.traits().get(Topology.NEED_CHECK_FEED) instanceof Attribute.BooleanValue(boolean check) && check);
    tables.bool(VarDesc.PERSISTABLE, variable.persistable());
    return builder.endTable();
  }

  private int type(Variable variable) {
    int dimensions = tables.int64s(variable.shape().map(shape -> shape.dimensions()).orElse(new long[0]));
    builder.startTable(TensorDesc.values().length);
    tables.reference(TensorDesc.DIMS, dimensions);
    variable.type().ifPresent(
        type -> tables.int32(TensorDesc.DATA_TYPE, TypeNumbers.CURRENT.number(type).orElseThrow(), 0));
    int tensor = builder.endTable();
    builder.startTable(LoDTensorDesc.values().length);
    tables.int32(LoDTensorDesc.LOD_LEVEL, variable.levelOfDetail(), 0);
    tables.reference(LoDTensorDesc.TENSOR, tensor);
    int lodTensor = builder.endTable();
    builder.startTable(VarType.values().length);
    tables.reference(VarType.LOD_TENSOR, lodTensor);
    tables.int32(VarType.TYPE, TypeNumbers.CURRENT.number(variable.kind()).orElseThrow(), 0);
    return builder.endTable();
  }

  private int operator(Operator operator) {
    int type = tables.text(operator.type());
    int inputs = tables.list(ByteOrdered.entries(operator.inputs()), this::slot);
    int outputs = tables.list(ByteOrdered.entries(operator.outputs()), this::slot);
    int constants = tables.list(ByteOrdered.entries(operator.attributes()), attributes::write);
    builder.startTable(OpDesc.values().length);
    tables.reference(OpDesc.ATTRS, constants);
    tables.reference(OpDesc.OUTPUTS, outputs);
    tables.reference(OpDesc.INPUTS, inputs);
    tables.reference(OpDesc.TYPE, type);
    return builder.endTable();
  }

  private int slot(Map.Entry<String, List<String>> slot) {
    int parameter = tables.text(slot.getKey());
    int arguments = tables.list(slot.getValue(), tables::text);
    builder.startTable(Slot.values().length);
    tables.reference(Slot.ARGUMENTS, arguments);
    tables.reference(Slot.PARAMETER, parameter);
    return builder.endTable();
  }
}
