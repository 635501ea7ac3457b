package oar.api.model;

import java.util.List;
import java.util.Objects;

/**
 * A constant of an operator, in one of the wire types of Paddle's {@code OpDesc.Attr}. A reader of attributes should take
 * them through {@link Operator}, which accepts every wire type that Paddle has used for a meaning.
 */
public sealed interface Attribute {
  /** INT. */
  record IntValue(int value) implements Attribute {}

  /** LONG. */
  record LongValue(long value) implements Attribute {}

  /** FLOAT. */
  record FloatValue(float value) implements Attribute {}

  /** FLOAT64. */
  record DoubleValue(double value) implements Attribute {}

  /** BOOLEAN. */
  record BooleanValue(boolean value) implements Attribute {}

  /** STRING. */
  record Text(String value) implements Attribute {
    /** Create a text. */
    public Text {
      Objects.requireNonNull(value, "value is null");
    }
  }

  /** BLOCK: the index of a block of the program. */
  record BlockIndex(int value) implements Attribute {}

  /** VAR: the name of a variable. */
  record VariableName(String value) implements Attribute {
    /** Create a name. */
    public VariableName {
      Objects.requireNonNull(value, "value is null");
    }
  }

  /** SCALAR: one number that carries its own type. */
  record ScalarValue(Scalar value) implements Attribute {
    /** Create a scalar attribute. */
    public ScalarValue {
      Objects.requireNonNull(value, "value is null");
    }
  }

  /** INTS. */
  record Ints(List<Integer> values) implements Attribute {
    /** Create a list. */
    public Ints {
      values = List.copyOf(values);
    }
  }

  /** LONGS. */
  record Longs(List<Long> values) implements Attribute {
    /** Create a list. */
    public Longs {
      values = List.copyOf(values);
    }
  }

  /** FLOATS. */
  record Floats(List<Float> values) implements Attribute {
    /** Create a list. */
    public Floats {
      values = List.copyOf(values);
    }
  }

  /** FLOAT64S. */
  record Doubles(List<Double> values) implements Attribute {
    /** Create a list. */
    public Doubles {
      values = List.copyOf(values);
    }
  }

  /** BOOLEANS. */
  record Booleans(List<Boolean> values) implements Attribute {
    /** Create a list. */
    public Booleans {
      values = List.copyOf(values);
    }
  }

  /** STRINGS. */
  record Texts(List<String> values) implements Attribute {
    /** Create a list. */
    public Texts {
      values = List.copyOf(values);
    }
  }

  /** BLOCKS: indexes of blocks of the program. */
  record BlockIndexes(List<Integer> values) implements Attribute {
    /** Create a list. */
    public BlockIndexes {
      values = List.copyOf(values);
    }
  }

  /** VARS: names of variables. */
  record VariableNames(List<String> values) implements Attribute {
    /** Create a list. */
    public VariableNames {
      values = List.copyOf(values);
    }
  }

  /** SCALARS: numbers that carry their own types. */
  record Scalars(List<Scalar> values) implements Attribute {
    /** Create a list. */
    public Scalars {
      values = List.copyOf(values);
    }
  }

  /** A number of one of the four types that Paddle's {@code Scalar} message has. */
  sealed interface Scalar {
    /** BOOLEAN. */
    record Bool(boolean value) implements Scalar {}

    /** LONG. */
    record Int64(long value) implements Scalar {}

    /** FLOAT64. */
    record Float64(double value) implements Scalar {}

    /** COMPLEX128. */
    record Complex128(double real, double imaginary) implements Scalar {}
  }
}
