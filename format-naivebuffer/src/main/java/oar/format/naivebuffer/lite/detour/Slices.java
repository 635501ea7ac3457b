package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Brings slices into a form that the runtime cuts: forwards, and to a length that is given. */
final class Slices implements Detour {
  @Override
  public boolean take(Operator operator, Site site) {
    return switch (operator.type()) {
      case "strided_slice" -> backwards(operator, site);
      case "crop_tensor" -> toTheEnd(operator, site);
      default -> false;
    };
  }

  /** A slice backwards is one forwards of the tensor turned round. */
  private static boolean backwards(Operator operator, Site site) {
    String input = operator.input("Input").orElseThrow();
    Shape shape = site.shape(input).orElse(Shape.SCALAR);
    int[] axes = integers(operator, "axes");
    int[] starts = integers(operator, "starts");
    int[] ends = integers(operator, "ends");
    int[] strides = integers(operator, "strides");
    List<Integer> turned = new ArrayList<>();
    for (int i = 0; i < strides.length; i++) {
      int axis = axes[i] < 0 ? axes[i] + shape.rank() : axes[i];
      if (strides[i] < 0 && 0 <= axis && axis < shape.rank() && shape.dimension(axis) > 0) {
        int length = Math.toIntExact(shape.dimension(axis));
        starts[i] = length - 1 - Math.min(fromFront(starts[i], length), length - 1);
        // Backwards, -1 is the place before the first.
        ends[i] = length - 1 - (ends[i] == -1 ? -1 : Math.max(fromFront(ends[i], length), -1));
        strides[i] = -strides[i];
        turned.add(axis);
      }
    }
    if (turned.isEmpty()) {
      return false;
    }
    String reversed = site.like(input);
    site.add(Steps.unary("flip", input, reversed).toBuilder().attribute("axis", turned).build());
    site.add(operator.toBuilder().input("Input", reversed).attribute("starts", list(starts))
        .attribute("ends", list(ends)).attribute("strides", list(strides)).build());
    return true;
  }

  private static int fromFront(int index, int length) {
    return index < 0 ? index + length : index;
  }

  private static int[] integers(Operator operator, String name) {
    return Arrays.stream(operator.longsAttribute(name)).mapToInt(Math::toIntExact).toArray();
  }

  private static List<Integer> list(int... values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static boolean toTheEnd(Operator operator, Site site) {
    Shape result = site.shape(operator.output("Out").orElseThrow()).orElse(Shape.SCALAR);
    boolean isOpen = Arrays.stream(operator.longsAttribute("shape")).anyMatch(length -> length < 0);
    if (!isOpen || !result.isKnown() || result.rank() == 0) {
      return false;
    }
    site.add(operator.toBuilder().attribute("shape", Steps.dimensions(result)).build());
    return true;
  }
}
