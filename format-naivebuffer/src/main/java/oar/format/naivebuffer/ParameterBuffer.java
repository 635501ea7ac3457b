package oar.format.naivebuffer;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oar.api.model.Tensor;
import oar.format.naivebuffer.Schema.CombinedParamsDesc;
import oar.format.naivebuffer.Schema.Field;
import oar.format.naivebuffer.Schema.ParamDesc;
import oar.format.naivebuffer.Schema.WeightDesc;

/**
 * A FlatBuffer of weights that is never whole in memory. It is built with as few bytes in the place of each weight's elements
 * as leave everything else aligned as it will be; then each offset that leads over such a place is made longer. The elements
 * go to the file from where they are.
 */
final class ParameterBuffer {
  /** The largest alignment in the buffer: elements are left out in multiples of it. */
  private static final int ALIGNMENT = Long.BYTES;
  private static final int VTABLE_HEADER = 2 * Short.BYTES;
  private static final int INITIAL_SIZE = 256;

  private final ByteBuffer bytes;
  /** The positions of offsets that lead forward. */
  private final List<Integer> offsets = new ArrayList<>();
  /** The positions of tables, which begin with an offset that leads back, to their vtable. */
  private final List<Integer> tables = new ArrayList<>();
  private final TreeMap<Integer, Gap> gaps = new TreeMap<>();

  /**
   * A place where elements belong.
   *
   * @param elements what belongs there
   * @param missing bytes missing there and before
   */
  private record Gap(MemorySegment elements, long missing) {
    static int present(MemorySegment elements) {
      return (int) (elements.byteSize() % ALIGNMENT);
    }
  }

  private ParameterBuffer(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Build the buffer of one weight, as meta version 2 has it. */
  static ParameterBuffer of(Map.Entry<String, Tensor> weight) {
    FlatBufferBuilder builder = new FlatBufferBuilder(INITIAL_SIZE);
    builder.finish(build(builder, weight));
    ParameterBuffer buffer = new ParameterBuffer(builder.dataBuffer());
    TreeMap<Integer, MemorySegment> elements = new TreeMap<>();
    buffer.visitWeight(0, weight.getValue(), elements);
    buffer.expand(elements);
    return buffer;
  }

  /** Build the buffer of all weights, as meta version 1 has it. */
  static ParameterBuffer of(List<Map.Entry<String, Tensor>> weights) {
    FlatBufferBuilder builder = new FlatBufferBuilder(INITIAL_SIZE);
    TableBuilder tableBuilder = new TableBuilder(builder);
    int list = tableBuilder.list(weights, weight -> build(builder, weight));
    builder.startTable(CombinedParamsDesc.values().length);
    tableBuilder.reference(CombinedParamsDesc.PARAMS, list);
    builder.finish(builder.endTable());
    ParameterBuffer buffer = new ParameterBuffer(builder.dataBuffer());
    TreeMap<Integer, MemorySegment> elements = new TreeMap<>();
    int element = buffer.visitField(buffer.visitTable(0), CombinedParamsDesc.PARAMS) + Integer.BYTES;
    for (Map.Entry<String, Tensor> weight : weights) {
      buffer.visitWeight(element, weight.getValue(), elements);
      element += Integer.BYTES;
    }
    buffer.expand(elements);
    return buffer;
  }

  private static int build(FlatBufferBuilder builder, Map.Entry<String, Tensor> weight) {
    TableBuilder tables = new TableBuilder(builder);
    Tensor tensor = weight.getValue();
    int name = tables.text(weight.getKey());
    int levelOfDetail = tables.int64s(new long[0]);
    int dimensions = tables.int64s(tensor.shape().dimensions());
    int data = builder.createByteVector(new byte[Gap.present(tensor.data())]);
    builder.startTable(WeightDesc.values().length);
    tables.reference(WeightDesc.DATA, data);
    tables.int32(WeightDesc.DATA_TYPE, TypeNumbers.CURRENT.number(tensor.type()).orElseThrow(), 0);
    tables.reference(WeightDesc.DIM, dimensions);
    tables.reference(WeightDesc.LOD, levelOfDetail);
    int variable = builder.endTable();
    builder.startTable(ParamDesc.values().length);
    tables.reference(ParamDesc.VARIABLE, variable);
    tables.reference(ParamDesc.NAME, name);
    builder.addByte(ParamDesc.VARIABLE_TYPE.ordinal(), Schema.WEIGHT_DESC, 0);
    return builder.endTable();
  }

  /** Note the offsets of a weight that an offset leads to, and where its elements belong. */
  private void visitWeight(int offset, Tensor tensor, TreeMap<Integer, MemorySegment> elements) {
    int parameter = visitTable(offset);
    visitField(parameter, ParamDesc.NAME);
    int weight = visitTable(fieldPosition(parameter, ParamDesc.VARIABLE));
    visitField(weight, WeightDesc.LOD);
    visitField(weight, WeightDesc.DIM);
    int data = visitField(weight, WeightDesc.DATA);
    bytes.putInt(data, (int) tensor.data().byteSize());
    elements.put(data + Integer.BYTES, tensor.data());
  }

  private int visitTable(int offset) {
    int table = visit(offset);
    tables.add(table);
    return table;
  }

  private int visitField(int table, Field field) {
    return visit(fieldPosition(table, field));
  }

  private int visit(int offset) {
    offsets.add(offset);
    return offset + bytes.getInt(offset);
  }

  private int fieldPosition(int table, Field field) {
    int vtable = table - bytes.getInt(table);
    return table + bytes.getShort(vtable + VTABLE_HEADER + field.ordinal() * Short.BYTES);
  }

  private void expand(TreeMap<Integer, MemorySegment> elements) {
    long missing = 0;
    for (Map.Entry<Integer, MemorySegment> place : elements.entrySet()) {
      missing += place.getValue().byteSize() - Gap.present(place.getValue());
      gaps.put(place.getKey(), new Gap(place.getValue(), missing));
    }
    for (int offset : offsets) {
      bytes.putInt(offset, (int) (expanded(offset + bytes.getInt(offset)) - expanded(offset)));
    }
    for (int table : tables) {
      bytes.putInt(table, (int) (expanded(table) - expanded(table - bytes.getInt(table))));
    }
  }

  /** Return where a position will be when nothing is missing. */
  private long expanded(int position) {
    Map.Entry<Integer, Gap> before = gaps.floorEntry(position);
    return before == null ? position : position + before.getValue().missing;
  }

  /** Return the size of the whole buffer, in bytes. */
  long size() {
    return expanded(bytes.capacity());
  }

  /** Write the whole buffer. */
  void write(SegmentOutput output) throws IOException {
    int written = 0;
    for (Map.Entry<Integer, Gap> gap : gaps.entrySet()) {
      output.write(bytes.slice(written, gap.getKey() - written));
      output.write(gap.getValue().elements);
      written = gap.getKey() + Gap.present(gap.getValue().elements);
    }
    output.write(bytes.slice(written, bytes.capacity() - written));
  }
}
