package oar.format.naivebuffer.lite.detour;

import java.util.Arrays;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Makes the operators that detours lead over. */
public final class Steps {
  private Steps() {}

  static Operator unary(String type, String input, String output) {
    return Operator.builder(type).input("X", input).output("Out", output).build();
  }

  static Operator binary(String type, String left, String right, String output) {
    return Operator.builder(type).input("X", left).input("Y", right).output("Out", output).attribute("axis", -1)
        .build();
  }

  static Operator scale(String input, String output, float factor, float offset) {
    return unary("scale", input, output).toBuilder().attribute("scale", factor).attribute("bias", offset)
        .attribute("bias_after_scale", true).build();
  }

  static Operator clip(String input, String output, float least, float greatest) {
    return unary("clip", input, output).toBuilder().attribute("min", least).attribute("max", greatest).build();
  }

  /** Reduce along axes that stay, with length 1. */
  static Operator reduce(String type, String input, String output, List<Integer> axes) {
    return unary(type, input, output).toBuilder().attribute("dim", axes).attribute("keep_dim", true)
        .attribute("reduce_all", false).build();
  }

  static Operator reshape(String input, String output, List<Integer> shape) {
    return unary("reshape", input, output).toBuilder().attribute("shape", shape).build();
  }

  /** Give the only element of a tensor rank 1. */
  static Operator single(String input, String output) {
    return reshape(input, output, List.of(1));
  }

  static Operator slice(String input, String output, List<Integer> axes, List<Integer> starts,
      List<Integer> ends) {
    return Operator.builder("slice").input("Input", input).output("Out", output).attribute("axes", axes)
        .attribute("starts", starts).attribute("ends", ends)
        .attribute("infer_flags", axes.stream().map(_ -> 1).toList())
        .attribute("decrease_axis", List.of()).build();
  }

  static Operator transpose(String input, String output, List<Integer> axes) {
    return unary("transpose2", input, output).toBuilder().attribute("axis", axes).build();
  }

  static Operator expand(String input, String output, Shape shape) {
    return unary("expand_v2", input, output).toBuilder().attribute("shape", dimensions(shape)).build();
  }

  /** Make the elements of a tensor those of another type, cutting fractions off. */
  public static Operator cast(String input, DataType from, String output, DataType to) {
    return unary("cast", input, output).toBuilder().attribute("in_dtype", number(from))
        .attribute("out_dtype", number(to))
        .build();
  }

  /** Return the number by which attributes name an element type. */
  static int number(DataType type) {
    return switch (type) {
      case BOOL -> 0;
      case INT16 -> 1;
      case INT32 -> 2;
      case INT64 -> 3;
      case FLOAT16 -> 4;
      case FLOAT32 -> 5;
      case FLOAT64 -> 6;
      case UINT8 -> 20;
      case INT8 -> 21;
      default -> throw new IllegalArgumentException(type + " is no type that a cast takes");
    };
  }

  /** Return a shape as an attribute holds it. */
  static List<Integer> dimensions(Shape shape) {
    return Arrays.stream(shape.dimensions()).mapToObj(Math::toIntExact).toList();
  }
}
