package oar.format.naivebuffer.lite;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import oar.api.model.Operator;
import oar.format.naivebuffer.lite.detour.Steps;

/**
 * A step by which the runtime makes elements of one type into those of another: a kernel of {@code calib}, or {@code cast} where
 * there is none.
 *
 * @param from what it takes
 * @param to what it gives
 * @param alias the kernel of {@code calib}, empty for {@code cast}
 */
record Conversion(Precision from, Precision to, String alias) {
  private static final List<Conversion> STEPS = List.of(
      new Conversion(Precision.INT32, Precision.FLOAT, "int32_to_fp32"),
      new Conversion(Precision.INT32, Precision.INT64, "int32_to_int64"),
      new Conversion(Precision.FLOAT, Precision.INT32, "fp32_to_int32"),
      new Conversion(Precision.INT64, Precision.FLOAT, "int64_to_fp32"),
      new Conversion(Precision.FLOAT, Precision.INT64, "fp32_to_int64"),
      new Conversion(Precision.INT64, Precision.INT32, "int64_to_int32"),
      new Conversion(Precision.BOOL, Precision.FLOAT, "bool_to_float"),
      new Conversion(Precision.HALF, Precision.FLOAT, "fp16_to_fp32"),
      new Conversion(Precision.FLOAT, Precision.HALF, "fp32_to_fp16"),
      new Conversion(Precision.UINT8, Precision.FLOAT, ""), new Conversion(Precision.BOOL, Precision.INT32, ""),
      new Conversion(Precision.BOOL, Precision.INT64, ""), new Conversion(Precision.INT32, Precision.BOOL, ""),
      new Conversion(Precision.FLOAT, Precision.BOOL, ""), new Conversion(Precision.FLOAT, Precision.UINT8, ""));

  /** Return the steps from one type to another, none if the runtime has no way of at most two steps. */
  static List<Conversion> between(Precision from, Precision to) {
    Optional<Conversion> direct = step(from, to);
    if (direct.isPresent()) {
      return List.of(direct.get());
    }
    return Stream.of(Precision.INT32, Precision.FLOAT).filter(way -> step(from, way).isPresent())
        .filter(way -> step(way, to).isPresent())
        .map(way -> List.of(step(from, way).orElseThrow(), step(way, to).orElseThrow())).findFirst()
        .orElse(List.of());
  }

  private static Optional<Conversion> step(Precision from, Precision to) {
    return STEPS.stream().filter(step -> step.from == from && step.to == to).findFirst();
  }

  /** Return the operator, its kernel chosen. */
  Operator apply(String input, String output) {
    if (alias.isEmpty()) {
      return Steps.cast(input, from.type(), output, to.type()).toBuilder()
          .attribute(KernelChoice.ATTRIBUTE, "cast/def/1/4/1").build();
    }
    boolean isHalf = from == Precision.HALF || to == Precision.HALF;
    return Operator.builder("calib").input("Input", input).output("Out", output)
        .attribute(KernelChoice.ATTRIBUTE, "calib/" + alias + "/4/" + (isHalf ? "5" : "1") + "/1").build();
  }
}
