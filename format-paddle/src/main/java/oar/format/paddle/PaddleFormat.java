package oar.format.paddle;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.ModelFormat;
import oar.api.ModelOutput;
import oar.api.ModelSource;
import oar.api.Option;
import oar.api.Options;
import oar.api.model.Program;
import oar.api.model.Variable;
import oar.api.model.Weight;
import oar.api.quantization.PaddleSlimTestWeights;
import oar.format.paddle.pir.PirReader;
import oar.format.paddle.proto.ProgramDesc;

/**
 * Paddle's inference models.
 *
 * <p>The <b>program file</b> ({@code *.pdmodel}, {@code __model__}, {@code model}) is one {@code ProgramDesc} message of
 * {@code framework.proto}, or, if Paddle 3 wrote it ({@code *.json}), a JSON text that is read but not written. Its weights are
 * the persistable variables of block 0 but for those of kind FEED_MINIBATCH, FETCH_LIST and RAW. They are stored in one of two
 * layouts:
 *
 * <ul>
 * <li>combined: one file, called as the program with {@code .pdiparams}, or {@code __params__}, {@code params},
 * {@code weights}. It is the records of all weights, ordered by the bytes of their UTF-8 names, with nothing before, between
 * or after them;
 * <li>separate: for each weight a file of its name, with its record, beside the program.
 * </ul>
 *
 * <p>A <b>record</b> is little-endian and unaligned:
 *
 * <pre>
 * uint32        0, the version of the LoD tensor
 * uint64        number of LoD levels, and for each level
 *   uint64        its size in bytes
 *   uint64[]      its offsets
 * uint32        0, the version of the tensor
 * int32         length of the description
 * TensorDesc    element type and dimensions, as protobuf
 * elements      row-major; their size follows from the description
 * </pre>
 *
 * <p>A weight that Paddle's {@code WeightQuantization} or Paddle-Lite's opt has quantized is INT8 or INT16 in its record and
 * still FLOAT32 in its declaration; its scales are attributes of an operator that reads it, which {@link
 * QuantizationAttributes} describes.
 *
 * <p>A program is written in the combined layout, in operators and variables as Paddle itself has them: what Paddle-Lite
 * alone understands is translated ({@link FusedOperators}, {@link LiteVariables}).
 */
public final class PaddleFormat implements ModelFormat {
  /** What names the properties begin with that hold the versions of operators. */
  static final String OPERATOR_VERSION = "paddle.op_version.";

  private static final String FILE_NAMES = "file-names";
  private static final String OWN_NAMES = "paddle";
  private static final String LITE_NAMES = "lite";
  private static final String WEIGHTS = "weights";
  private static final String AS_STORED = "as-stored";
  private static final String DEQUANTIZED = "dequantized";

  @Override
  public String id() {
    return "paddle";
  }

  @Override
  public String description() {
    return "Paddle inference models: a program with its weights in one file or in a file each.";
  }

  @Override
  public List<Option> options() {
    return List.of(new Option(FILE_NAMES, new Option.Choice(List.of(OWN_NAMES, LITE_NAMES)), OWN_NAMES,
        "what to call the files: model.pdmodel and model.pdiparams, or model and params as Paddle-Lite does"),
        new Option(WEIGHTS, new Option.Choice(List.of(AS_STORED, DEQUANTIZED)), AS_STORED,
            "what to store of quantized weights: integers as in PaddleSlim's quantized_model, or what they stand for as in "
                + "its test_model"));
  }

  @Override
  public boolean recognizes(ModelSource source) {
    try {
      return ProgramLocator.recognizes(source.path());
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Program read(ModelSource source, Options options) throws IOException {
    Path file = ProgramLocator.locate(source.path());
    Program program = ProgramLocator.isPirName(file) ? PirReader.read(file) : ProgramReader.read(file);
    InferencePrograms.require(file, program.blocks());
    List<Variable> variables = WeightVariables.of(program.mainBlock());
    ParameterFiles files = source.parameters().<ParameterFiles>map(ParameterFiles.Combined::new)
        .orElseGet(() -> ParameterFiles.locate(file, variables.stream().map(Variable::name).toList()));
    return QuantizationReader.toWeights(program.withWeights(ParameterReader.read(files, variables)), file);
  }

  @Override
  public Optional<String> fileSuffix() {
    return Optional.empty();
  }

  @Override
  public void write(Program program, ModelOutput output, Options options) throws IOException {
    Program annotated = QuantizationWriter.toOperators(OperatorSplitter.split(LiteVariables.undo(program)));
    Program own = options.text(WEIGHTS).equals(DEQUANTIZED) ? dequantized(annotated) : annotated;
    List<Variable> variables = WeightVariables.require(own);
    ProgramDesc desc = ProgramWriter.write(own);
    boolean liteNames = options.text(FILE_NAMES).equals(LITE_NAMES);
    try (FileChannel channel = output.createFile(liteNames ? "model" : "model.pdmodel");
        OutputStream out = Channels.newOutputStream(channel)) {
      CodedOutputStream wire = CodedOutputStream.newInstance(out);
      desc.writeTo(wire);
      wire.flush();
    }
    if (!variables.isEmpty()) {
      try (FileChannel channel = output.createFile(liteNames ? "params" : "model.pdiparams")) {
        ParameterWriter writer = new ParameterWriter(channel);
        for (Variable variable : variables) {
          writer.write(own.weights().get(variable.name()));
        }
        writer.flush();
      }
    }
  }

  private static Program dequantized(Program program) {
    SequencedMap<String, Weight> weights = new LinkedHashMap<>();
    program.weights().forEach((name, weight) -> weights.put(name, weight.quantization().isEmpty()
        ? weight
        : new Weight(PaddleSlimTestWeights.of(weight), weight.levelOfDetail(), Optional.empty())));
    return program.withWeights(weights);
  }
}
