package oar.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** The process's output, to which writing is no failure when its reader has had enough, as {@code head} has. */
final class StandardOutput extends FileOutputStream {
  private static final String NO_READER = "Broken pipe";

  StandardOutput() {
    super(FileDescriptor.out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      super.write(bytes, offset, length);
    } catch (IOException e) {
      if (!NO_READER.equals(e.getMessage())) {
        throw e;
      }
    }
  }
}
