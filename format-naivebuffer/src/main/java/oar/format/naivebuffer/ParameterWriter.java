package oar.format.naivebuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.format.naivebuffer.lite.ByteOrdered;

/** Writes the weights of meta versions 1 and 2, in order of their names' bytes. */
final class ParameterWriter {
  /** Version, size of a description that is empty, size of the header, number of weights, size of the largest. */
  private static final int PROLOGUE = 4 * Short.BYTES + Integer.BYTES;
  private static final short HEADER_SIZE = Short.BYTES + Integer.BYTES;

  private final List<Map.Entry<String, Tensor>> weights;
  private final SegmentOutput output;

  ParameterWriter(Map<String, Weight> weights, SegmentOutput output) {
    this.weights = ByteOrdered.entries(weights).stream()
        .map(weight -> Map.entry(weight.getKey(), weight.getValue().tensor())).toList();
    this.output = output;
  }

  /** Write all weights as one FlatBuffer, for meta version 1. */
  void writeCombined() throws IOException {
    ParameterBuffer.of(weights).write(output);
  }

  /** Write the weights as a counted sequence of FlatBuffers, for meta version 2. */
  void writeSequence() throws IOException {
    long largest = weights.stream().mapToLong(weight -> weight.getValue().data().byteSize()).max().orElse(0);
    output.write(littleEndian(PROLOGUE).putShort((short) 0).putShort((short) 0).putShort(HEADER_SIZE)
        .putShort((short) weights.size()).putInt((int) largest).flip());
    for (Map.Entry<String, Tensor> weight : weights) {
      ParameterBuffer buffer = ParameterBuffer.of(weight);
      output.write(littleEndian(2 * Integer.BYTES).putInt((int) (Integer.BYTES + buffer.size())).putInt(Integer.BYTES)
          .flip());
      buffer.write(output);
    }
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
