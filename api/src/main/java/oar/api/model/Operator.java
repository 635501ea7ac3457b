package oar.api.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import oar.api.error.InvalidProgramException;

/**
 * One step of a block: a type, the variables in each named slot, and constants. A program may carry operators that Oar knows
 * nothing of.
 *
 * @param type for example {@code conv2d}
 * @param inputs slot to variable names; a slot may be empty
 * @param outputs slot to variable names; a slot may be empty
 * @param attributes name to constant
 */
public record Operator(String type, SequencedMap<String, List<String>> inputs,
    SequencedMap<String, List<String>> outputs, SequencedMap<String, Attribute> attributes) {
  /** Create an operator of copies of the maps. */
  public Operator {
    Objects.requireNonNull(type, "type is null");
    inputs = copyOfSlots(inputs);
    outputs = copyOfSlots(outputs);
    attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
  }

  private static SequencedMap<String, List<String>> copyOfSlots(Map<String, List<String>> slots) {
    SequencedMap<String, List<String>> copy = new LinkedHashMap<>();
    slots.forEach((slot, names) -> copy.put(slot, List.copyOf(names)));
    return Collections.unmodifiableSequencedMap(copy);
  }

  /** Start an operator of a type. */
  public static Builder builder(String type) {
    return new Builder(type);
  }

  /** Start an operator that is like this one. */
  public Builder toBuilder() {
    Builder builder = new Builder(type);
    builder.inputs.putAll(inputs);
    builder.outputs.putAll(outputs);
    builder.attributes.putAll(attributes);
    return builder;
  }

  /** Return the first variable of an input slot, or empty if the slot is absent or has none. */
  public Optional<String> input(String slot) {
    return inputList(slot).stream().findFirst();
  }

  /** Return the variables of an input slot, none if it is absent. */
  public List<String> inputList(String slot) {
    return inputs.getOrDefault(slot, List.of());
  }

  /** Return the first variable of an output slot, or empty if the slot is absent or has none. */
  public Optional<String> output(String slot) {
    return outputList(slot).stream().findFirst();
  }

  /** Return the variables of an output slot, none if it is absent. */
  public List<String> outputList(String slot) {
    return outputs.getOrDefault(slot, List.of());
  }

  /** Return every variable that is read, slot by slot. */
  public List<String> inputVariables() {
    return inputs.values().stream().flatMap(Collection::stream).toList();
  }

  /** Return every variable that is written, slot by slot. */
  public List<String> outputVariables() {
    return outputs.values().stream().flatMap(Collection::stream).toList();
  }

  /** Return an attribute as it is stored. */
  public Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /**
   * Return a truth value, which Paddle has also stored as an integer.
   *
   * @param absent what an absent attribute means
   * @throws InvalidProgramException if the attribute is of another type
   */
  public boolean booleanAttribute(String name, boolean absent) {
    return switch (attributes.get(name)) {
      case null -> absent;
      case Attribute.BooleanValue(boolean value) -> value;
      case Attribute.IntValue(int value) -> value != 0;
      case Attribute other -> throw wrongType(name, other, "a truth value");
    };
  }

  /**
   * Return an integer, which Paddle has also stored as a long or a block index.
   *
   * @param absent what an absent attribute means
   * @throws InvalidProgramException if the attribute is of another type or exceeds 32 bits
   */
  public int intAttribute(String name, int absent) {
    long value = longAttribute(name, absent);
    if (value != (int) value) {
      throw new InvalidProgramException("operator " + type + ": attribute " + name + " is " + value
          + "; it must fit a 32-bit integer");
    }
    return (int) value;
  }

  /**
   * Return an integer, which Paddle has also stored as a truth value or a block index.
   *
   * @param absent what an absent attribute means
   * @throws InvalidProgramException if the attribute is of another type
   */
  public long longAttribute(String name, long absent) {
    return switch (attributes.get(name)) {
      case null -> absent;
      case Attribute.IntValue(int value) -> value;
      case Attribute.LongValue(long value) -> value;
      case Attribute.BooleanValue(boolean value) -> value ? 1 : 0;
      case Attribute.BlockIndex(int value) -> value;
      case Attribute other -> throw wrongType(name, other, "an integer");
    };
  }

  /**
   * Return a number, which Paddle has also stored as a double or an integer.
   *
   * @param absent what an absent attribute means
   * @throws InvalidProgramException if the attribute is of another type
   */
  public float floatAttribute(String name, float absent) {
    return switch (attributes.get(name)) {
      case null -> absent;
      case Attribute.FloatValue(float value) -> value;
      case Attribute.DoubleValue(double value) -> (float) value;
      case Attribute.IntValue(int value) -> value;
      case Attribute other -> throw wrongType(name, other, "a number");
    };
  }

  /**
   * Return a text.
   *
   * @param absent what an absent attribute means
   * @throws InvalidProgramException if the attribute is of another type
   */
  public String textAttribute(String name, String absent) {
    return switch (attributes.get(name)) {
      case null -> absent;
      case Attribute.Text(String value) -> value;
      case Attribute other -> throw wrongType(name, other, "a text");
    };
  }

  /**
   * Return a list of integers, which Paddle stores in 32 or 64 bits; none if the attribute is absent.
   *
   * @throws InvalidProgramException if the attribute is of another type
   */
  public long[] longsAttribute(String name) {
    return switch (attributes.get(name)) {
      case null -> new long[0];
      case Attribute.Ints(List<Integer> values) -> values.stream().mapToLong(Integer::longValue).toArray();
      case Attribute.Longs(List<Long> values) -> values.stream().mapToLong(Long::longValue).toArray();
      case Attribute other -> throw wrongType(name, other, "a list of integers");
    };
  }

  /**
   * Return a list of numbers; none if the attribute is absent.
   *
   * @throws InvalidProgramException if the attribute is of another type
   */
  public float[] floatsAttribute(String name) {
    List<? extends Number> numbers = switch (attributes.get(name)) {
      case null -> List.of();
      case Attribute.Floats(List<Float> values) -> values;
      case Attribute.Doubles(List<Double> values) -> values;
      case Attribute other -> throw wrongType(name, other, "a list of numbers");
    };
    float[] result = new float[numbers.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = numbers.get(i).floatValue();
    }
    return result;
  }

  private InvalidProgramException wrongType(String name, Attribute found, String wanted) {
    return new InvalidProgramException(
        "operator " + type + ": attribute " + name + " is " + found + "; it must be " + wanted);
  }

  /** Return the operator with every variable name replaced. */
  public Operator rename(Function<String, String> newName) {
    Builder builder = toBuilder();
    inputs.forEach((slot, names) -> builder.input(slot, names.stream().map(newName).toList()));
    outputs.forEach((slot, names) -> builder.output(slot, names.stream().map(newName).toList()));
    return builder.build();
  }

  /** Return type and outputs, as {@code conv2d -> [conv_0.tmp]}; enough to find the operator. */
  @Override
  public String toString() {
    return type + " -> " + outputVariables();
  }

  /** Gathers the parts of an operator. */
  public static final class Builder {
    private String type;
    private final SequencedMap<String, List<String>> inputs = new LinkedHashMap<>();
    private final SequencedMap<String, List<String>> outputs = new LinkedHashMap<>();
    private final SequencedMap<String, Attribute> attributes = new LinkedHashMap<>();

    private Builder(String type) {
      this.type = type;
    }

    /** Replace the type. */
    public Builder type(String newType) {
      type = newType;
      return this;
    }

    /** Set the variables of an input slot. */
    public Builder input(String slot, String... names) {
      return input(slot, List.of(names));
    }

    /** Set the variables of an input slot. */
    public Builder input(String slot, List<String> names) {
      inputs.put(slot, new ArrayList<>(names));
      return this;
    }

    /** Set the variables of an output slot. */
    public Builder output(String slot, String... names) {
      return output(slot, List.of(names));
    }

    /** Set the variables of an output slot. */
    public Builder output(String slot, List<String> names) {
      outputs.put(slot, new ArrayList<>(names));
      return this;
    }

    /** Take an input slot away; an absent slot is no error. */
    public Builder withoutInput(String slot) {
      inputs.remove(slot);
      return this;
    }

    /** Take an output slot away; an absent slot is no error. */
    public Builder withoutOutput(String slot) {
      outputs.remove(slot);
      return this;
    }

    /** Set an attribute. */
    public Builder attribute(String name, Attribute value) {
      attributes.put(name, value);
      return this;
    }

    /** Set an INT attribute. */
    public Builder attribute(String name, int value) {
      return attribute(name, new Attribute.IntValue(value));
    }

    /** Set a FLOAT attribute. */
    public Builder attribute(String name, float value) {
      return attribute(name, new Attribute.FloatValue(value));
    }

    /** Set a BOOLEAN attribute. */
    public Builder attribute(String name, boolean value) {
      return attribute(name, new Attribute.BooleanValue(value));
    }

    /** Set a STRING attribute. */
    public Builder attribute(String name, String value) {
      return attribute(name, new Attribute.Text(value));
    }

    /** Set an INTS attribute. */
    public Builder attribute(String name, List<Integer> values) {
      return attribute(name, new Attribute.Ints(values));
    }

    /** Take an attribute away; an absent one is no error. */
    public Builder withoutAttribute(String name) {
      attributes.remove(name);
      return this;
    }

    /** Return the operator. */
    public Operator build() {
      return new Operator(type, inputs, outputs, attributes);
    }
  }
}
