package oar.runtime.arm.op.spatial;

import java.util.stream.LongStream;
import oar.runtime.arm.lowering.OperatorReader;

/** What stands in the margin of a padded tensor. */
enum PadMode {
  /** One given value. */
  CONSTANT,
  /** The elements mirrored at the first and last one, which are not repeated. */
  REFLECT,
  /** The nearest element. */
  REPLICATE,
  /** The elements from the other end. */
  CIRCULAR;

  /**
   * Read the attribute {@code mode}.
   *
   * @throws oar.api.error.InvalidProgramException if it names none
   */
  static PadMode of(OperatorReader reader) {
    String mode = reader.operator().textAttribute("mode", "constant");
    return switch (mode) {
      case "constant" -> CONSTANT;
      case "reflect" -> REFLECT;
      case "replicate", "edge" -> REPLICATE;
      case "circular" -> CIRCULAR;
      default -> throw reader.refuse("mode is " + mode + "; it must be constant, reflect, replicate, edge or circular");
    };
  }

  /**
   * Return which place of a dimension stands at each place of the padded one, for a mode other than {@link #CONSTANT}.
   *
   * @param margin the padding
   * @param extent of the dimension; more than 0, and more than each padding for {@link #REFLECT}
   */
  long[] places(Margin margin, long extent) {
    return LongStream.range(-margin.before(), extent + margin.after()).map(place -> switch (this) {
      case CONSTANT -> throw new IllegalStateException("constant padding takes no places");
      case REFLECT -> Math.min(Math.abs(place), 2 * (extent - 1) - Math.abs(place));
      case REPLICATE -> Math.clamp(place, 0, extent - 1);
      case CIRCULAR -> Math.floorMod(place, extent);
    }).toArray();
  }
}
