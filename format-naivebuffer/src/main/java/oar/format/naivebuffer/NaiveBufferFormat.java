package oar.format.naivebuffer;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.ModelFormat;
import oar.api.ModelOutput;
import oar.api.ModelSource;
import oar.api.Option;
import oar.api.Options;
import oar.api.RuntimeOperator;
import oar.api.error.UsageException;
import oar.api.model.Program;
import oar.api.model.Weight;
import oar.format.naivebuffer.lite.LiteProgram;
import oar.format.naivebuffer.lite.LiteTarget;
import oar.format.naivebuffer.lite.RuntimeCatalogue;

/**
 * The naive buffer format of Paddle-Lite: one file, all integers little-endian, nothing aligned.
 *
 * <pre>
 * offset  size
 * 0       2     meta version: 0, 1 or 2
 * 2       16    version text of the tool that wrote the file; what follows its zero byte means nothing
 * 18      8     size of the topology
 * 26            topology: blocks, variables and operators
 *               weights, to the end of the file
 * </pre>
 *
 * Meta version 0 is a plain sequence of structures ({@link LegacyReader}); it is read, not written. In 1 and 2 the topology is
 * a FlatBuffer ({@code program.fbs}), and so are the weights ({@code parameters.fbs}): in 1 a single one, in 2 one each:
 *
 * <pre>
 * 0       2     version: 0
 * 2       2     size of a description: 0 bytes, which would follow
 * 4       2     size of the header: 6
 * 6       2     number of weights
 * 8       4     bytes of the largest weight's elements
 * 12            for each weight, in order of the bytes of their names:
 *         4       size of what follows, 4 + n
 *         4       4
 *         n       FlatBuffer
 * </pre>
 *
 * Reading keeps all that a file says, so that writing gives the same bytes. A program in which an operator has no kernel, because
 * it was not read from a .nb or was changed, is prepared for the real runtime first ({@link LiteProgram}).
 */
public final class NaiveBufferFormat implements ModelFormat {
  private static final String SUFFIX = ".nb";
  private static final String META_VERSION = "meta-version";
  private static final String TARGET_VERSION = "target-version";
  private static final String HALF_PRECISION = "half-precision";
  private static final String SPARSE_THRESHOLD = "sparse-threshold";
  private static final String FORCE = "force";
  private static final String AS_READ = "as-read";
  private static final double NO_SPARSITY = 2;

  /** Names of {@link Program#properties}. */
  private static final String PROPERTY_VERSION = "naivebuffer.version";
  private static final String PROPERTY_META_VERSION = "naivebuffer.meta-version";
  private static final String PROPERTY_DOUBLE_FIELDS = "naivebuffer.double-fields";
  private static final String PROPERTY_PRODUCER = "naivebuffer.producer";

  /** The newest release of the real runtime, which compares this with its own version and warns of others. */
  private static final String NEWEST_RUNTIME = "v2.14-rc";

  @Override
  public String id() {
    return "naivebuffer";
  }

  @Override
  public String description() {
    return "The .nb files that Paddle-Lite runs.";
  }

  @Override
  public List<Option> options() {
    return List.of(new Option(META_VERSION, new Option.Choice(List.of(AS_READ, "1", "2")), AS_READ,
        "the layout to write; as-read means that of the .nb that was read, else 2"),
        new Option(TARGET_VERSION, new Option.Text(), AS_READ,
            "the version of the runtime that is to run the file, such as v2.10; as-read means that of the .nb that was read,"
                + " else " + NEWEST_RUNTIME),
        new Option(HALF_PRECISION, new Option.Flag(), "false",
            "choose FLOAT16 kernels where the runtime has them; weights stay FLOAT32 in the file"),
        new Option(SPARSE_THRESHOLD, new Option.NumberRange(0, NO_SPARSITY), Double.toString(NO_SPARSITY),
            "the least share of zeros with which a 1x1 convolution is made sparse; more than 1 means none is"),
        new Option(FORCE, new Option.Flag(), "false", "write what the runtime cannot run, too"));
  }

  @Override
  public boolean recognizes(ModelSource source) {
    Path path = source.path();
    if (source.parameters().isPresent() || !Files.isRegularFile(path)) {
      return false;
    }
    if (path.getFileName().toString().endsWith(SUFFIX)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(Header.SIZE);
      return channel.read(header, 0) == Header.SIZE
          && Header.isPlausible(MemorySegment.ofBuffer(header.flip()), channel.size());
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Program read(ModelSource source, Options options) throws IOException {
    if (source.parameters().isPresent()) {
      throw new UsageException(source + ": a .nb holds its weights itself; name no other file");
    }
    return read(NaiveBufferFile.open(source.path()));
  }

  static Program read(NaiveBufferFile file) {
    Header header = Header.read(file);
    NaiveBufferFile.Range topologyRange = new NaiveBufferFile.Range(Header.SIZE, header.topologySize());
    long weightsOffset = Header.SIZE + header.topologySize();
    NaiveBufferFile.Range weightsRange = new NaiveBufferFile.Range(weightsOffset, file.size() - weightsOffset);
    Topology topology = header.metaVersion() == 0
        ? LegacyReader.readTopology(file, topologyRange)
        : new TopologyReader().read(new VerifiedBuffer(file, topologyRange));
    SequencedMap<String, Weight> weights = switch (header.metaVersion()) {
      case 0 -> LegacyReader.readWeights(file, weightsRange);
      case 1 -> new ParameterReader(file).readCombined(weightsRange);
      default -> new ParameterReader(file).readSequence(weightsRange);
    };
    return ScaleAttributes
        .absorb(new Program(topology.blocks(), weights, topology.version(), properties(header, topology)));
  }

  private static SequencedMap<String, String> properties(Header header, Topology topology) {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put(PROPERTY_VERSION, header.version());
    properties.put(PROPERTY_META_VERSION, Integer.toString(header.metaVersion()));
    properties.put(PROPERTY_DOUBLE_FIELDS, Boolean.toString(topology.doubleFields()));
    properties.put(PROPERTY_PRODUCER, "Paddle-Lite opt " + header.versionText());
    return properties;
  }

  @Override
  public Optional<String> fileSuffix() {
    return Optional.of(SUFFIX);
  }

  @Override
  public void write(Program program, ModelOutput output, Options options) throws IOException {
    LiteTarget target = new LiteTarget(options.flag(HALF_PRECISION), options.number(SPARSE_THRESHOLD),
        options.flag(FORCE));
    Program prepared = ScaleAttributeWriter.restore(LiteProgram.prepare(program, target));
    int metaVersion = metaVersion(program, options);
    FormatLimits.require(prepared, metaVersion);
    boolean doubleFields = Boolean.parseBoolean(program.properties().getOrDefault(PROPERTY_DOUBLE_FIELDS, "true"));
    ByteBuffer topology = TopologyWriter.write(new Topology(prepared.blocks(), prepared.version(), doubleFields));
    try (FileChannel channel = output.createFile()) {
      SegmentOutput segments = new SegmentOutput(channel);
      segments.write(new Header(metaVersion, version(program, options), topology.remaining()).toBytes());
      segments.write(topology);
      ParameterWriter parameters = new ParameterWriter(prepared.weights(), segments);
      if (metaVersion == 1) {
        parameters.writeCombined();
      } else {
        parameters.writeSequence();
      }
      segments.flush();
    }
  }

  @Override
  public List<RuntimeOperator> runtimeOperators() {
    return RuntimeCatalogue.operators();
  }

  private static String version(Program program, Options options) {
    String chosen = options.text(TARGET_VERSION);
    return chosen.equals(AS_READ)
        ? program.properties().getOrDefault(PROPERTY_VERSION, Header.encodeVersion(NEWEST_RUNTIME))
        : Header.encodeVersion(chosen);
  }

  private static int metaVersion(Program program, Options options) {
    String chosen = options.text(META_VERSION);
    if (chosen.equals(AS_READ)) {
      return program.properties().getOrDefault(PROPERTY_META_VERSION, "").equals("1") ? 1 : Header.NEWEST_META_VERSION;
    }
    return Integer.parseInt(chosen);
  }
}
