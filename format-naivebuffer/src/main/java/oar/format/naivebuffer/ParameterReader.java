package oar.format.naivebuffer;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import oar.api.model.DataType;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.format.naivebuffer.Schema.CombinedParamsDesc;
import oar.format.naivebuffer.Schema.ParamDesc;
import oar.format.naivebuffer.Schema.WeightDesc;

/** Reads the weights of meta versions 1 and 2, as views of the file. */
final class ParameterReader {
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final NaiveBufferFile file;
  private final SequencedMap<String, Weight> weights = new LinkedHashMap<>();

  ParameterReader(NaiveBufferFile file) {
    this.file = file;
  }

  /** Read meta version 1: one FlatBuffer, to the end of the file. */
  SequencedMap<String, Weight> readCombined(NaiveBufferFile.Range range) {
    VerifiedBuffer buffer = new VerifiedBuffer(file, range);
    buffer.root().tables(CombinedParamsDesc.PARAMS).forEach(this::add);
    long surplus = file.size() - buffer.fileOffset(buffer.end());
    if (surplus >= Integer.BYTES || range.size() % Integer.BYTES != 0) {
      throw file.error(file.size() - surplus,
          "the weights end here, but the file goes on for " + surplus + " bytes that belong to nothing");
    }
    return weights;
  }

  /** Read meta version 2: a counted sequence of FlatBuffers, to the end of the file. */
  SequencedMap<String, Weight> readSequence(NaiveBufferFile.Range range) {
    long offset = range.offset();
    int version = uint16(offset, "the version of the weights");
    if (version != 0) {
      throw file.error(offset, "version " + version + " of the weights; it must be 0");
    }
    long header = offset + 2 * Short.BYTES + uint16(offset + Short.BYTES, "the size of the weights' description");
    int headerSize = uint16(header, "the size of the weights' header");
    long position = header + Short.BYTES;
    int count = uint16(position, "the number of weights");
    file.require(position, headerSize, "the weights' header");
    position += headerSize;
    for (int i = 0; i < count; i++) {
      position = readRecord(position);
    }
    if (position != file.size()) {
      throw file.error(position, "the " + count + " weights end here, but the file goes on for "
          + (file.size() - position) + " bytes that belong to nothing");
    }
    return weights;
  }

  /** Read the record of one weight, and return where the next one begins. */
  private long readRecord(long position) {
    long size = uint32(position, "the size of a weight");
    long body = position + Integer.BYTES;
    file.require(body, size, "a weight");
    long offset = uint32(body, "the place of a weight in its record");
    if (offset < Integer.BYTES || offset > size) {
      throw file.error(body, "a weight at byte " + offset + " of a record of " + size);
    }
    add(new VerifiedBuffer(file, new NaiveBufferFile.Range(body + offset, size - offset)).root());
    return body + size;
  }

  private void add(VerifiedTable parameter) {
    String name = parameter.text(ParamDesc.NAME);
    int variable = parameter.uint8(ParamDesc.VARIABLE_TYPE);
    if (variable != Schema.WEIGHT_DESC) {
      throw parameter
          .error("weight " + name + " is a variable of type " + variable + "; it must be " + Schema.WEIGHT_DESC);
    }
    if (weights.putIfAbsent(name, new Weight(tensor(parameter.table(ParamDesc.VARIABLE), name))) != null) {
      throw parameter.error("weight " + name + " is there twice");
    }
  }

  private Tensor tensor(VerifiedTable weight, String name) {
    int number = weight.int32(WeightDesc.DATA_TYPE, 0);
    DataType type = TypeNumbers.CURRENT.type(number).orElseThrow(
        () -> weight.error("weight " + name + " has elements of type " + number + ", which is no element type"));
    NaiveBufferFile.Range data = weight.data(WeightDesc.DATA);
    return file.tensor(name, type, weight.int64s(WeightDesc.DIM), data);
  }

  private int uint16(long offset, String what) {
    return Short.toUnsignedInt(file.require(offset, Short.BYTES, what).get(SHORT, 0));
  }

  private long uint32(long offset, String what) {
    return Integer.toUnsignedLong(file.require(offset, Integer.BYTES, what).get(INT, 0));
  }
}
