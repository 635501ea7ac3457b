package oar.cli;

import java.io.IOException;
import java.io.Writer;

/** Fails as a file on a full disk does. */
final class FullDisk extends Writer {
  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    throw new IOException("No space left on device");
  }

  @Override
  public void flush() throws IOException {
    throw new IOException("No space left on device");
  }

  @Override
  public void close() {}
}
