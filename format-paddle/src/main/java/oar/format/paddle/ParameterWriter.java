package oar.format.paddle;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import oar.api.model.LevelOfDetail;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.format.paddle.proto.VarType;

/** Writes the records of weights, as {@link PaddleFormat} lays them out, through one small buffer. */
final class ParameterWriter {
  private static final int VERSION = 0;
  private static final int BUFFER_SIZE = 1 << 20;

  private final WritableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE).order(ByteOrder.LITTLE_ENDIAN);

  ParameterWriter(WritableByteChannel channel) {
    this.channel = channel;
  }

  void write(Weight weight) throws IOException {
    room(Integer.BYTES).putInt(VERSION);
    write(weight.levelOfDetail());
    byte[] description = description(weight.tensor()).toByteArray();
    room(2 * Integer.BYTES).putInt(VERSION).putInt(description.length);
    write(MemorySegment.ofArray(description));
    write(weight.tensor().data());
  }

  private void write(LevelOfDetail levels) throws IOException {
    room(Long.BYTES).putLong(levels.depth());
    for (int level = 0; level < levels.depth(); level++) {
      long[] offsets = levels.level(level);
      room(Long.BYTES).putLong((long) offsets.length * Long.BYTES);
      for (long offset : offsets) {
        room(Long.BYTES).putLong(offset);
      }
    }
  }

  private static VarType.TensorDesc description(Tensor tensor) {
    VarType.TensorDesc.Builder description = VarType.TensorDesc.newBuilder()
        .setDataType(VarTypes.wireType(tensor.type()));
    for (long dimension : tensor.shape().dimensions()) {
      description.addDims(dimension);
    }
    return description.build();
  }

  private void write(MemorySegment bytes) throws IOException {
    for (long from = 0; from < bytes.byteSize();) {
      room(1);
      int size = (int) Math.min(buffer.remaining(), bytes.byteSize() - from);
      MemorySegment.copy(bytes, from, MemorySegment.ofBuffer(buffer), 0, size);
      buffer.position(buffer.position() + size);
      from += size;
    }
  }

  private ByteBuffer room(int size) throws IOException {
    if (buffer.remaining() < size) {
      flush();
    }
    return buffer;
  }

  /** Write what is still in the buffer. */
  void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
