package oar.format.paddle.pir;

import java.util.List;
import java.util.Locale;
import oar.api.model.Attribute;

/** The type in which an operator of Paddle 2 declares an attribute. PIR stores the same numbers in other types. */
enum AttributeForm {
  INT, LONG, FLOAT, TEXT, INTS, LONGS, FLOATS,
  /** INTS, with what lies beyond 32 bits taken as the nearest that does not: the end of a slice may be any number. */
  BOUNDS;

  /** Return the form of a name in lower case. */
  static AttributeForm ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /**
   * Store numbers in this form.
   *
   * @throws IllegalArgumentException if there is not one number where one is wanted, or it is too large
   */
  Attribute of(List<? extends Number> numbers) {
    return switch (this) {
      case INT -> new Attribute.IntValue(toInt(one(numbers)));
      case LONG -> new Attribute.LongValue(one(numbers).longValue());
      case FLOAT -> new Attribute.FloatValue(one(numbers).floatValue());
      case TEXT -> new Attribute.Text(one(numbers).toString());
      case INTS -> new Attribute.Ints(numbers.stream().map(AttributeForm::toInt).toList());
      case LONGS -> new Attribute.Longs(numbers.stream().map(Number::longValue).toList());
      case FLOATS -> new Attribute.Floats(numbers.stream().map(Number::floatValue).toList());
      case BOUNDS -> new Attribute.Ints(numbers.stream().map(AttributeForm::toBound).toList());
    };
  }

  /** Store an attribute as most operators of Paddle 2 declare it: in 32 bits. */
  static Attribute narrow(Attribute attribute) {
    return switch (attribute) {
      case Attribute.LongValue _ -> INT.of(numbers(attribute));
      case Attribute.Longs _ -> INTS.of(numbers(attribute));
      case Attribute.DoubleValue _ -> FLOAT.of(numbers(attribute));
      case Attribute.Doubles _ -> FLOATS.of(numbers(attribute));
      case Attribute other -> other;
    };
  }

  /**
   * Return the numbers of an attribute; truth values as 0 and 1.
   *
   * @throws IllegalArgumentException if it holds something else
   */
  static List<? extends Number> numbers(Attribute attribute) {
    return switch (attribute) {
      case Attribute.BooleanValue(boolean value) -> List.of(value ? 1 : 0);
      case Attribute.IntValue(int value) -> List.of(value);
      case Attribute.LongValue(long value) -> List.of(value);
      case Attribute.FloatValue(float value) -> List.of(value);
      case Attribute.DoubleValue(double value) -> List.of(value);
      case Attribute.Ints(List<Integer> values) -> values;
      case Attribute.Longs(List<Long> values) -> values;
      case Attribute.Floats(List<Float> values) -> values;
      case Attribute.Doubles(List<Double> values) -> values;
      case Attribute.Booleans(List<Boolean> values) -> values.stream().map(value -> value ? 1 : 0).toList();
      case Attribute other -> throw new IllegalArgumentException("it is " + other + "; it must be of numbers");
    };
  }

  private static Number one(List<? extends Number> numbers) {
    if (numbers.size() != 1) {
      throw new IllegalArgumentException("it is " + numbers + "; it must be one number");
    }
    return numbers.getFirst();
  }

  private static int toInt(Number number) {
    long value = number.longValue();
    if (value != (int) value) {
      throw new IllegalArgumentException("it is " + value + "; it must fit 32 bits");
    }
    return (int) value;
  }

  private static int toBound(Number number) {
    return Math.clamp(number.longValue(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
