package oar.format.naivebuffer.lite.detour;

import java.util.List;
import java.util.Set;
import oar.api.model.Attribute;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/**
 * Interpolates by two matrix products where the runtime is wrong: it takes the ratio of the sizes, whatever the scale is, and
 * cannot give one row or column.
 *
 * <pre>
 * out[n, c, :, :] = rows · x[n, c, :, :] · columns
 * </pre>
 */
final class Interpolation implements Detour {
  private static final Set<String> BILINEAR = Set.of("bilinear_interp", "bilinear_interp_v2");
  private static final int IMAGE_RANK = 4;
  private static final float TOLERANCE = 1e-6f;

  @Override
  public boolean take(Operator operator, Site site) {
    if (!BILINEAR.contains(operator.type()) || operator.input("OutSize").isPresent()
        || operator.input("SizeTensor").isPresent()) {
      return false;
    }
    String input = operator.input("X").orElseThrow();
    String output = operator.output("Out").orElseThrow();
    Shape from = site.shape(input).orElse(Shape.SCALAR);
    Shape to = site.shape(output).orElse(Shape.SCALAR);
    if (from.rank() != IMAGE_RANK || to.rank() != IMAGE_RANK || !hasSizes(from) || !hasSizes(to)) {
      return false;
    }
    Axis rows = axis(operator, from, to, 2);
    Axis columns = axis(operator, from, to, 3);
    if (rows.isRight() && columns.isRight() && operator.input("Scale").isEmpty()) {
      return false;
    }
    Shape wide = Shape.of(from.dimension(0), from.dimension(1), from.dimension(2), to.dimension(3));
    String widened = site.like(output, wide);
    String turned = site.like(output, turned(wide));
    String heightened = site.like(output, turned(to));
    site.add(product(input, site.weight(output, columns.matrix()), widened));
    site.add(Steps.transpose(widened, turned, List.of(0, 1, 3, 2)));
    site.add(product(turned, site.weight(output, rows.matrix()), heightened));
    site.add(Steps.transpose(heightened, output, List.of(0, 1, 3, 2)));
    return true;
  }

  private static boolean hasSizes(Shape shape) {
    return shape.dimension(2) > 0 && shape.dimension(3) > 0;
  }

  private static Shape turned(Shape shape) {
    return Shape.of(shape.dimension(0), shape.dimension(1), shape.dimension(3), shape.dimension(2));
  }

  private static Operator product(String left, String right, String output) {
    return Steps.binary("matmul_v2", left, right, output).toBuilder().withoutAttribute("axis")
        .attribute("trans_x", false).attribute("trans_y", false).build();
  }

  private static Axis axis(Operator operator, Shape from, Shape to, int index) {
    // The first version of the operator takes the ratio of the sizes, too; its scale only says how large the result is.
    float scale = operator.attributes().get("scale") instanceof Attribute.Floats(List<Float> values)
        && !values.isEmpty()
            ? values.get(Math.min(values.size() - 1, index - 2))
            : 0;
    return new Axis(Math.toIntExact(from.dimension(index)), Math.toIntExact(to.dimension(index)), scale,
        operator.booleanAttribute("align_corners", true), operator.intAttribute("align_mode", 1));
  }

  /** How one axis is interpolated. */
  private record Axis(int from, int to, float scale, boolean alignCorners, int mode) {
    private boolean isRight() {
      return from == to || to > 1 && Math.abs(ratio() * to / from - 1) < TOLERANCE || to > 1 && alignCorners;
    }

    private float ratio() {
      if (to == 1) {
        return 0;
      }
      if (alignCorners) {
        return (float) (from - 1) / (to - 1);
      }
      return scale > 0 ? 1 / scale : (float) from / to;
    }

    /** Return the matrix of {@code from} rows whose column {@code i} gives element {@code i} of the result. */
    private Tensor matrix() {
      float[] values = new float[Math.multiplyExact(from, to)];
      for (int i = 0; i < to; i++) {
        boolean isCentred = !alignCorners && mode == 0;
        float place = Math.max(0, isCentred ? ratio() * (i + 0.5f) - 0.5f : ratio() * i);
        int low = Math.min((int) place, from - 1);
        int high = Math.min(low + 1, from - 1);
        float share = place - (int) place;
        values[low * to + i] += 1 - share;
        values[high * to + i] += share;
      }
      return Tensor.of(Shape.of(from, to), values);
    }
  }
}
