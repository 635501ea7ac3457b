package oar.format.naivebuffer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Quantization;
import oar.api.model.Weight;
import oar.api.quantization.SymmetricQuantization;
import oar.format.naivebuffer.lite.LoaderDequantization;

/**
 * Puts the scales of quantized weights on operators, as {@link ScaleAttributes} describes: each weight's on the first
 * operator that reads it and for which the real loader makes it real. A weight of which there is none is made real here.
 */
final class ScaleAttributeWriter {
  /**
   * Where an operator is in the program. The JVM takes longer to put together the {@code hashCode} of a record that has none
   * than all scales take.
   */
  private record Place(int block, int operator) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Place place && block == place.block && operator == place.operator;
    }

    @Override
    public int hashCode() {
      return 31 * block + operator;
    }
  }

  private final Program program;
  private final Map<String, Weight> weights;
  private final Map<String, List<Place>> readers = new HashMap<>();
  private final Map<Place, List<String>> described = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private ScaleAttributeWriter(Program program) {
    this.program = program;
    this.weights = new LinkedHashMap<>(program.weights());
  }

  /**
   * Return the program with the scales of its weights on its operators.
   *
   * @throws UnsupportedProgramException with every weight that a quantizer stored whose integers a .nb cannot hold
   */
  static Program restore(Program program) {
    return new ScaleAttributeWriter(program).restore();
  }

  private Program restore() {
    forEachOperator((place, operator) -> operator.inputVariables().stream().distinct()
        .filter(program.weights()::containsKey)
        .forEach(name -> readers.computeIfAbsent(name, _ -> new ArrayList<>()).add(place)));
    program.weights().forEach(this::describe);
    if (!problems.isEmpty()) {
      throw new UnsupportedProgramException("a .nb cannot hold these quantized weights", problems);
    }
    return program.withBlocks(IntStream.range(0, program.blocks().size()).mapToObj(this::restore).toList())
        .withWeights(weights);
  }

  private interface OperatorVisitor {
    void visit(Place place, Operator operator);
  }

  private void forEachOperator(OperatorVisitor visitor) {
    for (int block = 0; block < program.blocks().size(); block++) {
      List<Operator> operators = program.blocks().get(block).operators();
      for (int i = 0; i < operators.size(); i++) {
        visitor.visit(new Place(block, i), operators.get(i));
      }
    }
  }

  private void describe(String name, Weight weight) {
    if (weight.quantization().isEmpty()) {
      return;
    }
    Quantization quantization = weight.quantization().get();
    if (!quantization.quantizer().equals(weight.tensor().type().label()) || bits(weight) == 0) {
      problems.add("weight " + name + " was stored by quantizer " + quantization.quantizer() + " as " + weight.tensor()
          + "; a .nb knows int8 and int16 alone; leave it as it is with --except " + name);
      return;
    }
    List<Place> candidates = readers.getOrDefault(name, List.of()).stream()
        .filter(place -> LoaderDequantization.canDescribe(operator(place), quantization) && agrees(place, weight))
        .toList();
    candidates.stream().filter(place -> LoaderDequantization.isRight(operator(place), quantization)).findFirst()
        .or(() -> candidates.stream().filter(this::isDescribed).findFirst())
        .ifPresentOrElse(place -> described.computeIfAbsent(place, _ -> new ArrayList<>()).add(name),
            () -> weights.put(name, new Weight(SymmetricQuantization.dequantize(weight), weight.levelOfDetail(),
                Optional.empty())));
  }

  /** A file can have scales where the loader gets them wrong. */
  private boolean isDescribed(Place place) {
    return operator(place).attribute(ScaleAttributes.BITS).isPresent();
  }

  /** An operator has one number of bits for all its weights. */
  private boolean agrees(Place place, Weight weight) {
    return described.getOrDefault(place, List.of()).stream()
        .allMatch(other -> bits(program.weights().get(other)) == bits(weight));
  }

  private static int bits(Weight weight) {
    DataType type = weight.tensor().type();
    return type == DataType.INT8 || type == DataType.INT16 ? type.byteSize() * Byte.SIZE : 0;
  }

  private Operator operator(Place place) {
    return program.blocks().get(place.block).operators().get(place.operator);
  }

  private Block restore(int index) {
    Block block = program.blocks().get(index);
    List<Operator> operators = IntStream.range(0, block.operators().size())
        .mapToObj(i -> restore(block.operators().get(i), described.getOrDefault(new Place(index, i), List.of())))
        .toList();
    return block.withOperators(operators);
  }

  private Operator restore(Operator operator, List<String> names) {
    Operator.Builder builder = operator.toBuilder();
    operator.inputVariables().stream().filter(name -> isStale(operator, name))
        .forEach(name -> builder.withoutAttribute(ScaleAttributes.scales(name)));
    for (String name : names) {
      Weight weight = program.weights().get(name);
      int axis = LoaderDequantization.axis(operator.type(), weight.shape().rank()).orElseThrow();
      builder.attribute(ScaleAttributes.scales(name), scales(weight, axis));
      if (operator.attribute(ScaleAttributes.TYPE).isEmpty() && operator.attribute(ScaleAttributes.BITS).isEmpty()) {
        builder.attribute(ScaleAttributes.TYPE, ScaleAttributes.CHANNEL_WISE);
      }
      builder.attribute(ScaleAttributes.BITS, bits(weight));
    }
    return builder.build();
  }

  /** The scales that a file had for a weight mean nothing when the weight is real again, or has others. */
  private boolean isStale(Operator operator, String name) {
    Weight weight = weights.get(name);
    if (weight == null || operator.attribute(ScaleAttributes.scales(name)).isEmpty()) {
      return false;
    }
    return weight.quantization().map(quantization -> !operator.attribute(ScaleAttributes.scales(name))
        .equals(Optional.of(scales(weight, Math.max(0, quantization.channelAxis())))))
        .orElse(weight.tensor().type().isFloatingPoint());
  }

  /** Return a scale for each channel, also of a weight that has one for all. */
  private static Attribute.Floats scales(Weight weight, int axis) {
    Quantization quantization = weight.quantization().orElseThrow();
    float[] scales = quantization.scales().toFloats();
    boolean perTensor = quantization.channelAxis() == Quantization.PER_TENSOR;
    int count = perTensor ? Math.toIntExact(weight.shape().dimension(axis)) : scales.length;
    return new Attribute.Floats(IntStream.range(0, count).mapToObj(i -> scales[perTensor ? 0 : i]).toList());
  }
}
