package oar.format.naivebuffer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Operator;
import oar.api.model.Variable;
import oar.api.model.Weight;

/**
 * Reads meta version 0, in which every value of a structure is there, in order, whether it means anything or not. What means
 * nothing may never have been initialised and is skipped; so are the types and shapes of variables, which were never set.
 *
 * <pre>
 * program    list of block, version i64
 * block      index i32, parent i32, list of variable, list of operator, forward i32
 * variable   name text, type, persistable bool
 * type       kind i32, tensor, lodTensor, lodTensor, list of lodTensor, list of i32
 * tensor     element type i32, list of i64
 * lodTensor  tensor, levels i32
 * operator   type text, list of slot, list of slot, list of attribute, target bool
 * slot       name text, list of text
 * attribute  name text, type i32, i i32, f f32, s text, ints list, floats list, texts list, b bool, bools list, block i32,
 *            l i64, blocks list, longs list
 * weights    list of weight
 * weight     name text, version i32, levels u64, list of list of u64, tensor version u32, tensor, bytes
 * </pre>
 *
 * A text, a list and the bytes begin with their count in 64 bits.
 */
final class LegacyReader {
  private final NaiveBufferFile file;
  private final LegacyInput input;

  private LegacyReader(NaiveBufferFile file, LegacyInput input) {
    this.file = file;
    this.input = input;
  }

  /** Read a topology. */
  static Topology readTopology(NaiveBufferFile file, NaiveBufferFile.Range range) {
    LegacyInput input = new LegacyInput(file, range, "the topology");
    LegacyReader reader = new LegacyReader(file, input);
    List<Block> blocks = input.list(reader::block);
    if (blocks.isEmpty()) {
      throw input.error("the program has no block");
    }
    Topology topology = new Topology(blocks, input.int64(), true);
    input.requireEnd();
    return topology;
  }

  /** Read the weights, as views of the file. */
  static SequencedMap<String, Weight> readWeights(NaiveBufferFile file, NaiveBufferFile.Range range) {
    LegacyInput input = new LegacyInput(file, range, "the weights");
    LegacyReader reader = new LegacyReader(file, input);
    SequencedMap<String, Weight> weights = reader.map(reader::weight);
    input.requireEnd();
    return weights;
  }

  private Block block() {
    input.int32();
    int parent = input.int32();
    List<Variable> variables = input.list(this::variable);
    List<Operator> operators = input.list(this::operator);
    return new Block(parent, input.int32(), variables, operators);
  }

  private Variable variable() {
    String name = input.text();
    int number = input.int32();
    Variable.Kind kind = TypeNumbers.LEGACY.kind(number).orElseThrow(
        () -> input.error("variable " + name + " holds type " + number + ", which is nothing known"));
    skipTensor();
    skipLodTensor();
    skipLodTensor();
    input.list(this::skipLodTensor);
    input.list(input::int32);
    return new Variable(name, kind, Optional.empty(), Optional.empty(), 0, input.bool(), new LinkedHashMap<>());
  }

  private Object skipTensor() {
    input.int32();
    return input.list(input::int64);
  }

  private Object skipLodTensor() {
    skipTensor();
    return input.int32();
  }

  private Operator operator() {
    String type = input.text();
    SequencedMap<String, List<String>> inputs = map(slot -> input.list(input::text));
    SequencedMap<String, List<String>> outputs = map(slot -> input.list(input::text));
    SequencedMap<String, Attribute> attributes = map(name -> LegacyAttribute.read(input).value(name, input));
    input.bool();
    return new Operator(type, inputs, outputs, attributes);
  }

  private <V> SequencedMap<String, V> map(Function<String, V> value) {
    SequencedMap<String, V> map = new LinkedHashMap<>();
    input.list(() -> {
      String name = input.text();
      if (map.putIfAbsent(name, value.apply(name)) != null) {
        throw input.error(name + " is there twice");
      }
      return name;
    });
    return map;
  }

  private Weight weight(String name) {
    input.int32();
    input.int64();
    LevelOfDetail levelOfDetail = levelOfDetail(name, input.list(() -> input.list(input::int64)));
    int version = input.int32();
    if (version != 0) {
      throw input.error("version " + version + " of weight " + name + "; it must be 0");
    }
    int number = input.int32();
    DataType type = TypeNumbers.LEGACY.type(number)
        .orElseThrow(
            () -> input.error("weight " + name + " has elements of type " + number + ", which is no element type"));
    List<Long> dimensions = input.list(input::int64);
    return new Weight(file.tensor(name, type, dimensions, input.bytes()), levelOfDetail, Optional.empty());
  }

  private LevelOfDetail levelOfDetail(String name, List<List<Long>> levels) {
    try {
      return LevelOfDetail.of(levels.stream().map(level -> level.stream().mapToLong(Long::longValue).toArray())
          .toArray(long[][]::new));
    } catch (IllegalArgumentException e) {
      throw input.error("weight " + name + ": " + e.getMessage());
    }
  }
}
