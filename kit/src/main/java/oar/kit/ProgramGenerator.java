package oar.kit;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;

/**
 * Generates programs that are well-formed and mean nothing: what a format must carry through, and a pass must leave
 * alone. Programs of the same seed and features are equal.
 */
public final class ProgramGenerator {
  private static final long VERSION = 2_006_002;
  private static final int MOST_ATTRIBUTES = 4;

  private final Random random;
  private final ProgramFeatures features;
  private final List<Class<? extends Attribute>> kinds;
  private final List<Class<? extends Attribute>> kindsWithoutBlocks;
  private final List<DataType> weightTypes;
  private int attributeCount;

  /**
   * Create a generator.
   *
   * @param seed what its programs follow from
   * @param features what they are made of
   */
  public ProgramGenerator(long seed, ProgramFeatures features) {
    this.random = new Random(seed);
    this.features = features;
    List<Class<? extends Attribute>> all = AttributeGenerator.kinds().stream()
        .filter(features.attributes()::contains).toList();
    this.kindsWithoutBlocks = all.stream().filter(kind -> !AttributeGenerator.pointsToBlocks(kind)).toList();
    this.kinds = has(ProgramFeatures.Trait.SUB_BLOCKS) ? all : kindsWithoutBlocks;
    this.weightTypes = features.weightTypes().stream().sorted().toList();
  }

  /**
   * Generate a program with one input and one output.
   *
   * @param operators number of operators between them in block 0; each reads a weight of its own
   */
  public Program next(int operators) {
    SequencedMap<String, Weight> weights = new LinkedHashMap<>();
    List<Variable> variables = new ArrayList<>(
        List.of(variable("feed", Variable.Kind.FEED_MINIBATCH), variable("fetch", Variable.Kind.FETCH_LIST)));
    List<Operator> body = new ArrayList<>();
    String last = AttributeGenerator.VARIABLE;
    variables.add(nextVariable(last));
    body.add(Operator.builder("feed").input("X", "feed").output("Out", last).attribute("col", 0).build());
    for (int i = 0; i < operators; i++) {
      String name = "weight_" + i;
      weights.put(name, nextWeight(weightTypes.get(i % weightTypes.size())));
      variables.add(withTraits(declare(name, weights.get(name))));
      body.add(nextOperator(kinds, List.of(last, AttributeGenerator.VARIABLE), name, "value_" + i));
      last = "value_" + i;
      variables.add(nextVariable(last));
    }
    List<Block> inner = has(ProgramFeatures.Trait.SUB_BLOCKS) ? List.of(innerBlock(last)) : List.of();
    if (!inner.isEmpty()) {
      body.add(conditional(last));
    }
    body.add(Operator.builder("fetch").input("X", last).output("Out", "fetch").attribute("col", 0).build());
    List<Block> blocks = Stream.concat(Stream.of(new Block(variables, body)), inner.stream()).toList();
    return new Program(blocks, weights, has(ProgramFeatures.Trait.VERSION) ? VERSION : 0, new LinkedHashMap<>());
  }

  private Variable nextVariable(String name) {
    return withTraits(Variable.tensor(name, DataType.FLOAT32, Shape.of(Shape.UNKNOWN, 3)));
  }

  private static Operator conditional(String variable) {
    return Operator.builder("conditional_block").input("Input", variable).input("Cond").output("Out", variable)
        .attribute("sub_block", new Attribute.BlockIndex(AttributeGenerator.BLOCK)).build();
  }

  private Block innerBlock(String outer) {
    Variable local = withTraits(Variable.tensor("inner", DataType.INT64, Shape.of(1)));
    return new Block(0, Block.NO_BLOCK, List.of(local),
        List.of(nextOperator(kindsWithoutBlocks, List.of(outer), outer, local.name()),
            nextOperator(kindsWithoutBlocks, List.of(local.name()), outer, outer)));
  }

  private Operator nextOperator(List<Class<? extends Attribute>> attributes, List<String> inputs, String weight,
      String output) {
    String type = features.operatorTypes().get(random.nextInt(features.operatorTypes().size()));
    Operator.Builder operator = Operator.builder(type).input("X", inputs).input("Weight", weight).input("Empty")
        .output("Out", output).output("None");
    for (int i = random.nextInt(MOST_ATTRIBUTES + 1); i > 0 && !attributes.isEmpty(); i--) {
      int number = attributeCount++;
      operator.attribute("attribute_" + number,
          AttributeGenerator.next(random, attributes.get(number % attributes.size())));
    }
    return operator.build();
  }

  private Weight nextWeight(DataType type) {
    int lowestRank = has(ProgramFeatures.Trait.SCALAR_WEIGHTS) ? 0 : 1;
    int lowestDimension = has(ProgramFeatures.Trait.EMPTY_WEIGHTS) ? 0 : 1;
    long[] dimensions = new long[random.nextInt(lowestRank, 5)];
    for (int axis = 0; axis < dimensions.length; axis++) {
      dimensions[axis] = random.nextInt(lowestDimension, 6);
    }
    Shape shape = Shape.of(dimensions);
    boolean isSequence = has(ProgramFeatures.Trait.WEIGHT_SEQUENCES) && dimensions.length > 0 && random.nextBoolean();
    LevelOfDetail levelOfDetail = isSequence
        ? LevelOfDetail.of(new long[]{0, dimensions[0] / 2, dimensions[0]})
        : LevelOfDetail.NONE;
    return new Weight(nextTensor(type, shape), levelOfDetail, Optional.empty());
  }

  /** Generate a tensor of any bits; booleans are 0 or 1. */
  private Tensor nextTensor(DataType type, Shape shape) {
    byte[] bytes = new byte[Math.toIntExact(Tensor.byteSize(type, shape))];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length && type == DataType.BOOL; i++) {
      bytes[i] &= 1;
    }
    return Tensor.copyOf(type, shape, MemorySegment.ofArray(bytes));
  }

  private static Variable variable(String name, Variable.Kind kind) {
    return new Variable(name, kind, Optional.empty(), Optional.empty(), 0, true, new LinkedHashMap<>());
  }

  private static Variable declare(String name, Weight weight) {
    return new Variable(name, Variable.Kind.LOD_TENSOR, Optional.of(weight.tensor().type()),
        Optional.of(weight.shape()), weight.levelOfDetail().depth(), true, new LinkedHashMap<>());
  }

  private Variable withTraits(Variable variable) {
    if (!has(ProgramFeatures.Trait.VARIABLE_TRAITS)) {
      return variable;
    }
    SequencedMap<String, Attribute> traits = new LinkedHashMap<>();
    traits.put("stop_gradient", new Attribute.BooleanValue(random.nextBoolean()));
    return new Variable(variable.name(), variable.kind(), variable.type(), variable.shape(), variable.levelOfDetail(),
        variable.persistable(), traits);
  }

  private boolean has(ProgramFeatures.Trait trait) {
    return features.traits().contains(trait);
  }
}
