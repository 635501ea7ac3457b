package oar.kit.stub;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import oar.api.ModelFormat;
import oar.api.ModelOutput;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.error.ModelFormatException;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Program;
import oar.kit.ProgramFeatures;

/** A sound format for small programs: {@code STUB}, a checksum of the rest, and the program. */
public class StubFormat implements ModelFormat {
  /** What programs are made of that the format can hold. */
  public static final ProgramFeatures FEATURES = ProgramFeatures.ALL
      .withAttributes(Set.of(Attribute.IntValue.class, Attribute.Text.class, Attribute.BlockIndex.class))
      .withTraits(EnumSet.of(ProgramFeatures.Trait.SUB_BLOCKS, ProgramFeatures.Trait.SCALAR_WEIGHTS,
          ProgramFeatures.Trait.EMPTY_WEIGHTS))
      .withWeightTypes(EnumSet.allOf(DataType.class));

  private static final byte[] MAGIC = {'S', 'T', 'U', 'B'};
  private static final int HEADER = MAGIC.length + Long.BYTES;

  @Override
  public String id() {
    return "stub";
  }

  @Override
  public String description() {
    return "Small programs for tests.";
  }

  @Override
  public boolean recognizes(ModelSource source) {
    try {
      return Files.isRegularFile(source.path())
          && Arrays.mismatch(MAGIC, Files.readAllBytes(source.path())) == MAGIC.length;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Program read(ModelSource source, Options options) throws IOException {
    Path file = source.path();
    if (!recognizes(source)) {
      throw new ModelFormatException(file, "this is no STUB");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    byte[] content = Arrays.copyOfRange(bytes.array(), Math.min(HEADER, bytes.limit()), bytes.limit());
    if (bytes.limit() < HEADER || bytes.getLong(MAGIC.length) != checksum(content)) {
      throw new ModelFormatException(file, MAGIC.length, "the checksum is not that of the content");
    }
    return new StubProgramReader(new DataInputStream(new ByteArrayInputStream(content))).read();
  }

  @Override
  public Optional<String> fileSuffix() {
    return Optional.of(".stub");
  }

  @Override
  public void write(Program program, ModelOutput output, Options options) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    new StubProgramWriter(new DataOutputStream(content)).write(program);
    try (FileChannel channel = output.createFile()) {
      ByteBuffer header = ByteBuffer.allocate(HEADER).put(MAGIC).putLong(checksum(content.toByteArray())).flip();
      channel.write(header);
      channel.write(ByteBuffer.wrap(content.toByteArray()));
    }
  }

  private static long checksum(byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    return checksum.getValue();
  }
}
