package oar.format.paddle.pir;

import java.util.List;
import oar.api.model.Operator;

/** Reductions along axes; no axes are all axes. */
final class ReductionTable {
  private static final int SAME_TYPE = -1;

  static final List<Mapping> LINES = List.of( //
      reduction("sum", "reduce_sum").rename("dtype", "out_dtype").adjust(ReductionTable::typeSum), //
      typed("mean", "reduce_mean"), //
      typed("max", "reduce_max"), //
      typed("min", "reduce_min"), //
      typed("prod", "reduce_prod"), //
      overAttribute("any", "reduce_any"), //
      overAttribute("all", "reduce_all"), //
      overAttribute("amax", "reduce_amax"), //
      overAttribute("amin", "reduce_amin"), //
      Mapping.of("frobenius_norm", "X, @dim:ints -> Out").adjust(ReductionTable::overAllIfNone), //
      Mapping.of("mean_all", "mean", "X -> Out"), //
      Mapping.of("logsumexp", "X -> Out"), //
      Mapping.of("median", "X -> Out, MedianIndex"), //
      Mapping.of("nanmedian", "X -> Out, MedianIndex"));

  private ReductionTable() {}

  /** A sum may be taken in another type than that of the elements; then both must be said. */
  private static void typeSum(PirOperation sum, Operator.Builder operator, Translation translation) {
    int type = sum.elementType("dtype")
        .map(_ -> translation.values().one(sum.operand(0)).element().code()).orElse(SAME_TYPE);
    operator.attribute("in_dtype", type);
  }

  private static Mapping typed(String operation, String type) {
    return reduction(operation, type).add("in_dtype", SAME_TYPE).add("out_dtype", SAME_TYPE);
  }

  private static Mapping reduction(String operation, String type) {
    return Mapping.of(operation, type, "X, @dim:ints -> Out").rename("keepdim", "keep_dim")
        .adjust(ReductionTable::overAllIfNone);
  }

  private static Mapping overAttribute(String operation, String type) {
    return Mapping.of(operation, type, "X -> Out").rename("axis", "dim").form(AttributeForm.LONGS, "axis")
        .rename("keepdim", "keep_dim").add("in_dtype", SAME_TYPE).add("out_dtype", SAME_TYPE)
        .adjust(ReductionTable::overAllIfNone);
  }

  private static void overAllIfNone(PirOperation reduction, Operator.Builder operator, Translation translation) {
    operator.attribute("reduce_all", operator.build().longsAttribute("dim").length == 0);
  }
}
