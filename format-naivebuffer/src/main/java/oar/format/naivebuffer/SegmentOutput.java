package oar.format.naivebuffer;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes many small pieces and a few large ones to a file: the small through a buffer, the large from where they are. */
final class SegmentOutput {
  private static final int CAPACITY = 1 << 18;

  private final FileChannel channel;
  private final ByteBuffer pending = ByteBuffer.allocateDirect(CAPACITY);

  SegmentOutput(FileChannel channel) {
    this.channel = channel;
  }

  void write(MemorySegment bytes) throws IOException {
    if (bytes.isNative() && bytes.byteSize() >= CAPACITY) {
      flush();
      writeFully(bytes.asByteBuffer());
      return;
    }
    for (long done = 0; done < bytes.byteSize();) {
      long size = Math.min(bytes.byteSize() - done, pending.remaining());
      MemorySegment.copy(bytes, done, MemorySegment.ofBuffer(pending), 0, size);
      pending.position(pending.position() + (int) size);
      done += size;
      if (!pending.hasRemaining()) {
        flush();
      }
    }
  }

  void write(ByteBuffer bytes) throws IOException {
    write(MemorySegment.ofBuffer(bytes));
  }

  /** Write what is pending. */
  void flush() throws IOException {
    writeFully(pending.flip());
    pending.clear();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
