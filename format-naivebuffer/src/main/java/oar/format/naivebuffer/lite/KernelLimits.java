package oar.format.naivebuffer.lite;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Variable;

/**
 * Finds what kernels of the real runtime refuse when they run, or compute other values for than Paddle, and no detour leads around.
 */
final class KernelLimits {
  /** From here on FLOAT32 does not tell the curve of softplus from a line. */
  private static final float STRAIGHT = 15;
  private static final Set<DataType> CAST_TYPES = Set.of(DataType.BOOL, DataType.INT32, DataType.INT64,
      DataType.UINT8, DataType.FLOAT32);

  /** An operator type to what its kernels cannot do. */
  private static final Map<String, Limit> LIMITS = Map.ofEntries(
      slots("split", "the axis is a tensor", "AxisTensor"), slots("pad3d", "the paddings are a tensor", "Paddings"),
      slots("crop_tensor", "the shape is a list of tensors", "ShapeTensor", "OffsetsTensor"),
      slots("strided_slice", "a bound or step is a tensor", "StartsTensor", "EndsTensor", "StridesTensor",
          "StartsTensorList", "EndsTensorList", "StridesTensorList"),
      slots("collect_fpn_proposals", "the number of boxes of each image is a tensor", "MultiLevelRoIsNum"),
      slots("gaussian_random", "the shape is a tensor", "ShapeTensor"),
      limit("beam_search", "there are no candidates", (operator, _) -> operator.input("ids").isEmpty()),
      limit("rnn", "the activation is tanh or relu",
          (operator, _) -> operator.textAttribute("mode", "").startsWith("RNN")),
      limit("lstm", "an activation is the identity",
          (operator, _) -> List.of("gate_activation", "cell_activation", "candidate_activation").stream()
              .anyMatch(name -> operator.textAttribute(name, "").equals("identity"))),
      limit("softplus", "the threshold is where the curve is no line yet",
          (operator, _) -> operator.floatAttribute("threshold", STRAIGHT) < STRAIGHT),
      limit("round", "it is to other digits than those before the point",
          (operator, _) -> operator.intAttribute("decimals", 0) != 0),
      limit("thresholded_relu", "what is not above the threshold becomes another number than 0",
          (operator, _) -> operator.floatAttribute("value", 0) != 0),
      limit("deformable_conv", "the filter or the offsets are in groups",
          (operator, _) -> operator.intAttribute("groups", 1) != 1
              || operator.intAttribute("deformable_groups", 1) != 1),
      limit("yolo_box", "the overlap is predicted, or the image is not square",
          (operator, scope) -> operator.booleanAttribute("iou_aware", false)
              || differ(length(operator, "X", scope, 2), length(operator, "X", scope, 3))),
      limit("grid_sampler", "the input is a volume, or the grid is of another size",
          (operator, scope) -> length(operator, "X", scope, 4) >= 0
              || differ(length(operator, "Grid", scope, 1), length(operator, "X", scope, 2))
              || differ(length(operator, "Grid", scope, 2), length(operator, "X", scope, 3))),
      limit("nearest_interp", "the input is a volume", (operator, scope) -> length(operator, "X", scope, 4) >= 0),
      limit("nearest_interp_v2", "the input is a volume", (operator, scope) -> length(operator, "X", scope, 4) >= 0),
      limit("cast", "it is from or to a type other than bool, int32, int64, uint8 and float32",
          (operator, scope) -> !isCastType(operator.input("X"), scope) || !isCastType(operator.output("Out"), scope)));

  private static final long ABSENT = -1;

  /**
   * What a kernel cannot do.
   *
   * @param words when, as the end of a sentence
   * @param isMet whether an operator asks for it
   */
  private record Limit(String words, BiPredicate<Operator, Scope> isMet) {}

  private KernelLimits() {}

  private static Map.Entry<String, Limit> limit(String type, String words, BiPredicate<Operator, Scope> isMet) {
    return Map.entry(type, new Limit(words, isMet));
  }

  private static Map.Entry<String, Limit> slots(String type, String words, String... slots) {
    return limit(type, words,
        (operator, _) -> Arrays.stream(slots).anyMatch(slot -> operator.input(slot).isPresent()));
  }

  /** Return why the runtime cannot run an operator right, none if it can. */
  static List<String> of(Operator operator, Scope scope) {
    Limit limit = LIMITS.get(operator.type());
    return limit != null && limit.isMet.test(operator, scope)
        ? List.of("operator " + operator + ": the kernel is wrong where " + limit.words)
        : List.of();
  }

  private static boolean isCastType(Optional<String> name, Scope scope) {
    return name.flatMap(scope::find).flatMap(Variable::type).map(CAST_TYPES::contains).orElse(true);
  }

  private static boolean differ(long left, long right) {
    return left >= 0 && right >= 0 && left != right;
  }

  /** Return the length of an axis, {@value #ABSENT} if it is not known. */
  private static long length(Operator operator, String slot, Scope scope, int axis) {
    return operator.input(slot).flatMap(scope::find).flatMap(Variable::shape).filter(shape -> axis < shape.rank())
        .map((Shape shape) -> shape.dimension(axis)).orElse(ABSENT);
  }
}
