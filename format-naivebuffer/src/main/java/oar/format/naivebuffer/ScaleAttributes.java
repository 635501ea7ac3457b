package oar.format.naivebuffer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.format.naivebuffer.lite.LoaderDequantization;

/**
 * Reads the scales of quantized weights from the attributes of operators. A file has them at an operator that reads the
 * weight:
 *
 * <pre>
 * quantization_type        STRING  post_weight_channel_wise_abs_max
 * quantize_weight_bits     INT     8 or 16
 * NAME_quant_scale         FLOATS  a scale for each channel of weight NAME
 * </pre>
 */
final class ScaleAttributes {
  static final String TYPE = "quantization_type";
  static final String BITS = "quantize_weight_bits";
  static final String CHANNEL_WISE = "post_weight_channel_wise_abs_max";
  private static final String SCALE_SUFFIX = "_quant_scale";

  private final SequencedMap<String, Weight> weights;

  private ScaleAttributes(Program program) {
    this.weights = new LinkedHashMap<>(program.weights());
  }

  /** Return the name of the attribute with the scales of a weight. */
  static String scales(String weight) {
    return weight + SCALE_SUFFIX;
  }

  /** Move scales from operators to the weights that they belong to. What does not fit together stays where it is. */
  static Program absorb(Program program) {
    ScaleAttributes attributes = new ScaleAttributes(program);
    List<Block> blocks = new ArrayList<>();
    for (Block block : program.blocks()) {
      blocks.add(block.withOperators(block.operators().stream().map(attributes::absorb).toList()));
    }
    return program.withBlocks(blocks).withWeights(attributes.weights);
  }

  private Operator absorb(Operator operator) {
    Optional<DataType> type = storage(operator);
    if (type.isEmpty()) {
      return operator;
    }
    Operator.Builder rest = operator.toBuilder();
    boolean all = true;
    boolean any = false;
    for (String name : new LinkedHashSet<>(operator.inputVariables())) {
      if (operator.attribute(scales(name)).isEmpty()) {
        continue;
      }
      Optional<Quantization> quantization = quantization(operator, name, type.get());
      if (quantization.isPresent()) {
        Weight weight = weights.get(name);
        weights.put(name, new Weight(weight.tensor(), weight.levelOfDetail(), quantization));
        rest.withoutAttribute(scales(name));
        any = true;
        // An operator that the loader gets wrong keeps the rest, so that it is written as it was read.
        all &= LoaderDequantization.isRight(operator, quantization.get());
      } else {
        all = false;
      }
    }
    if (any && all && operator.attribute(TYPE).equals(Optional.of(new Attribute.Text(CHANNEL_WISE)))) {
      rest.withoutAttribute(TYPE).withoutAttribute(BITS);
    }
    return any ? rest.build() : operator;
  }

  /** Return how an operator says that weights are stored, or empty if it says nothing of the kind. */
  private static Optional<DataType> storage(Operator operator) {
    return switch (operator.attribute(BITS).orElse(null)) {
      case Attribute.IntValue(int bits) when bits == Byte.SIZE -> Optional.of(DataType.INT8);
      case Attribute.IntValue(int bits) when bits == Short.SIZE -> Optional.of(DataType.INT16);
      case null, default -> Optional.empty();
    };
  }

  private Optional<Quantization> quantization(Operator operator, String name, DataType type) {
    Weight weight = weights.get(name);
    if (weight == null || weight.quantization().isPresent() || weight.tensor().type() != type
        || !(operator.attribute(scales(name)).orElseThrow() instanceof Attribute.Floats(List<Float> scales))) {
      return Optional.empty();
    }
    Shape shape = weight.tensor().shape();
    OptionalInt axis = LoaderDequantization.axis(operator.type(), shape.rank());
    if (axis.isEmpty() || shape.dimension(axis.getAsInt()) != scales.size()) {
      return Optional.empty();
    }
    float[] values = new float[scales.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = scales.get(i);
    }
    return Optional
        .of(new Quantization(type.label(), shape, axis.getAsInt(), Tensor.of(Shape.of(values.length), values),
            Map.of()));
  }
}
