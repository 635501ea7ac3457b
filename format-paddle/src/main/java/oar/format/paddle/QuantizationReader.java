package oar.format.paddle;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import oar.api.error.ModelFormatException;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/** Takes {@link QuantizationAttributes} from operators and gives them to the weights that they speak of. */
final class QuantizationReader {
  private final Path file;
  private final SequencedMap<String, Weight> weights;

  private QuantizationReader(Path file, Program program) {
    this.file = file;
    this.weights = new LinkedHashMap<>(program.weights());
  }

  /**
   * Move what operators say of quantized weights to the weights.
   *
   * @param file the program's, for messages
   * @throws ModelFormatException if operators contradict each other or the weights
   */
  static Program toWeights(Program program, Path file) {
    QuantizationReader reader = new QuantizationReader(file, program);
    List<Block> blocks = program.blocks().stream()
        .map(block -> block.withOperators(block.operators().stream().map(reader::take).toList())).toList();
    return program.withBlocks(blocks).withWeights(reader.weights);
  }

  private Operator take(Operator operator) {
    if (!operator.attributes().containsKey(QuantizationAttributes.BITS)) {
      return operator;
    }
    List<String> scaled = operator.inputVariables().stream().distinct().filter(weights::containsKey)
        .filter(name -> operator.attributes().containsKey(name + QuantizationAttributes.SCALES)).toList();
    if (scaled.isEmpty()) {
      return operator;
    }
    Operator.Builder plain = operator.toBuilder().withoutAttribute(QuantizationAttributes.TYPE)
        .withoutAttribute(QuantizationAttributes.BITS).withoutAttribute(QuantizationAttributes.MARK);
    for (String name : scaled) {
      weights.compute(name, (_, weight) -> quantized(operator, name, weight));
      plain.withoutAttribute(name + QuantizationAttributes.SCALES).withoutAttribute(name + QuantizationAttributes.AXIS);
    }
    return plain.build();
  }

  private Weight quantized(Operator operator, String name, Weight weight) {
    Tensor tensor = weight.tensor();
    if (tensor.type().isFloatingPoint()) {
      // PaddleSlim's test_model keeps the attributes, though its weights are real numbers again.
      return weight;
    }
    String quantizer = quantizer(operator, name, tensor.type());
    float[] scales = operator.floatsAttribute(name + QuantizationAttributes.SCALES);
    int axis = channelAxis(operator, name, tensor.shape(), scales.length);
    Optional<Quantization> quantization = Optional.of(new Quantization(quantizer, tensor.shape(), axis,
        Tensor.of(Shape.of(scales.length), scales), Map.of()));
    if (weight.quantization().isPresent() && !weight.quantization().equals(quantization)) {
      throw problem(operator, name, "an operator before it gives the weight other scales");
    }
    return new Weight(tensor, weight.levelOfDetail(), quantization);
  }

  private String quantizer(Operator operator, String name, DataType stored) {
    int bits = operator.intAttribute(QuantizationAttributes.BITS, 0);
    String quantizer = "int" + bits;
    if (QuantizationAttributes.STORAGE.get(quantizer) != stored) {
      throw problem(operator, name, QuantizationAttributes.BITS + " is " + bits + ", but the weight is stored as "
          + stored + "; 8 goes with int8 and 16 with int16");
    }
    return quantizer;
  }

  private int channelAxis(Operator operator, String name, Shape shape, int scales) {
    int axis = operator.intAttribute(name + QuantizationAttributes.AXIS,
        QuantizationAttributes.usualAxis(operator, shape));
    if (axis < Quantization.PER_TENSOR || axis >= shape.rank()) {
      throw problem(operator, name, "its channel axis is " + axis + ", but its shape is " + shape);
    }
    long channels = QuantizationAttributes.channels(shape, axis);
    if (scales == 1 && (channels != 1 || hasOneScale(operator, name))) {
      return Quantization.PER_TENSOR;
    }
    if (scales != channels) {
      throw problem(operator, name, "it has " + scales + " scales; there must be one, or one for each of the "
          + channels + " channels along axis " + axis + " of its shape " + shape);
    }
    return axis;
  }

  private boolean hasOneScale(Operator operator, String name) {
    String type = operator.textAttribute(QuantizationAttributes.TYPE, QuantizationAttributes.ONE_SCALE);
    return switch (type) {
      case QuantizationAttributes.ONE_SCALE -> true;
      case QuantizationAttributes.SCALE_PER_CHANNEL -> false;
      default -> throw problem(operator, name, QuantizationAttributes.TYPE + " is " + type + "; it must be "
          + QuantizationAttributes.ONE_SCALE + " or " + QuantizationAttributes.SCALE_PER_CHANNEL);
    };
  }

  private ModelFormatException problem(Operator operator, String weight, String problem) {
    return new ModelFormatException(file, "operator " + operator + ", weight " + weight + ": " + problem);
  }
}
