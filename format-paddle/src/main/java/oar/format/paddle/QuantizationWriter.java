package oar.format.paddle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Quantization;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.api.quantization.PaddleSlimTestWeights;

/**
 * Gives what quantized weights know of themselves to operators, as {@link QuantizationAttributes}. Of the operators that
 * read a weight just one gets its scales: Paddle-Lite would apply them once for each that has them.
 */
final class QuantizationWriter {
  private final Program program;
  private final List<List<Operator>> operators = new ArrayList<>();
  private final Map<String, List<Place>> readers = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** Where an operator is. */
  private record Place(int block, int index) {}

  private QuantizationWriter(Program program) {
    this.program = program;
    for (Block block : program.blocks()) {
      for (int index = 0; index < block.operators().size(); index++) {
        Place place = new Place(operators.size(), index);
        new HashSet<>(block.operators().get(index).inputVariables())
            .forEach(name -> readers.computeIfAbsent(name, _ -> new ArrayList<>()).add(place));
      }
      operators.add(new ArrayList<>(block.operators()));
    }
  }

  /**
   * Move what weights know to operators; the weights keep it as well.
   *
   * @throws UnsupportedProgramException with every weight whose quantization cannot be said by attributes
   */
  static Program toOperators(Program program) {
    if (program.weights().values().stream().allMatch(weight -> weight.quantization().isEmpty())) {
      return program;
    }
    QuantizationWriter writer = new QuantizationWriter(program);
    program.weights().forEach((name, weight) -> weight.quantization().ifPresent(q -> writer.place(name, weight, q)));
    if (!writer.problems.isEmpty()) {
      throw new UnsupportedProgramException(
          "format paddle cannot hold all quantized weights of this program; dequantize it first", writer.problems);
    }
    return program.withBlocks(IntStream.range(0, program.blocks().size())
        .mapToObj(block -> program.blocks().get(block).withOperators(writer.operators.get(block))).toList());
  }

  private void place(String name, Weight weight, Quantization quantization) {
    List<Place> places = readers.getOrDefault(name, List.of());
    Optional<String> problem = inexpressible(weight.tensor(), quantization);
    if (problem.isEmpty() && places.isEmpty()) {
      problem = Optional.of("no operator reads it, so none can have its scales");
    }
    if (problem.isPresent()) {
      problems.add("weight " + name + ": " + problem.get());
      return;
    }
    Predicate<Place> agrees = place -> agrees(operator(place), quantization);
    Predicate<Place> isUsual = place -> axisIsUsual(operator(place), quantization);
    places.stream().filter(agrees.and(isUsual)).findFirst()
        .or(() -> places.stream().filter(agrees).findFirst())
        .ifPresentOrElse(place -> operators.get(place.block()).set(place.index(),
            annotated(operator(place), name, quantization)),
            () -> problems.add("weight " + name + ": operator " + operator(places.getFirst())
                + " reads another weight that is quantized in another way; an operator has room for one way"));
  }

  private Operator operator(Place place) {
    return operators.get(place.block()).get(place.index());
  }

  private static Optional<String> inexpressible(Tensor tensor, Quantization quantization) {
    DataType storage = QuantizationAttributes.STORAGE.get(quantization.quantizer());
    if (storage == null) {
      return Optional.of("quantizer " + quantization.quantizer() + " stored it; Paddle knows int8 and int16");
    }
    if (tensor.type() != storage || !tensor.shape().equals(quantization.shape())
        || !Set.of(PaddleSlimTestWeights.MAGNITUDES).containsAll(quantization.parameters().keySet())) {
      return Optional.of("its storage, " + tensor + " with the parameters " + quantization.parameters().keySet()
          + ", is packed; Paddle stores " + storage + " " + quantization.shape());
    }
    long channels = QuantizationAttributes.channels(quantization.shape(), quantization.channelAxis());
    return quantization.scales().elementCount() == channels
        ? Optional.empty()
        : Optional.of("it has " + quantization.scales().elementCount() + " scales for " + channels + " channels");
  }

  /** Tell whether an operator carries no scales yet, or those of weights quantized in the same way. */
  private static boolean agrees(Operator operator, Quantization quantization) {
    return !operator.attributes().containsKey(QuantizationAttributes.BITS)
        || operator.intAttribute(QuantizationAttributes.BITS, 0) == bits(quantization)
            && operator.textAttribute(QuantizationAttributes.TYPE, "").equals(type(quantization));
  }

  private static boolean axisIsUsual(Operator operator, Quantization quantization) {
    return quantization.channelAxis() == Quantization.PER_TENSOR
        || quantization.channelAxis() == QuantizationAttributes.usualAxis(operator, quantization.shape());
  }

  private static Operator annotated(Operator operator, String name, Quantization quantization) {
    List<Float> scales = new ArrayList<>();
    for (float scale : quantization.scales().toFloats()) {
      scales.add(scale);
    }
    Operator.Builder annotated = operator.toBuilder()
        .attribute(name + QuantizationAttributes.SCALES, new Attribute.Floats(scales))
        .attribute(QuantizationAttributes.TYPE, type(quantization))
        .attribute(QuantizationAttributes.BITS, bits(quantization))
        .attribute(QuantizationAttributes.MARK, true);
    if (!axisIsUsual(operator, quantization)) {
      annotated.attribute(name + QuantizationAttributes.AXIS, quantization.channelAxis());
    }
    return annotated.build();
  }

  private static int bits(Quantization quantization) {
    return QuantizationAttributes.STORAGE.get(quantization.quantizer()).byteSize() * Byte.SIZE;
  }

  private static String type(Quantization quantization) {
    return quantization.channelAxis() == Quantization.PER_TENSOR
        ? QuantizationAttributes.ONE_SCALE
        : QuantizationAttributes.SCALE_PER_CHANNEL;
  }
}
