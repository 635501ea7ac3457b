package oar.runtime.arm.op.resampling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.Attribute;
import oar.api.model.Operator;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Planning;

/**
 * How large an interpolation makes its spatial dimensions: what {@code SizeTensor} says, or else {@code OutSize}, or else the
 * {@code Scale} tensor, or else the attribute {@code scale}, or else {@code out_d}, {@code out_h} and {@code out_w}.
 */
final class OutputSize {
  private static final List<String> SIZE_ATTRIBUTES = List.of("out_d", "out_h", "out_w");

  private final List<Input> sizeTensors;
  private final Optional<Input> outSize;
  private final Optional<Input> scaleTensor;
  private final float[] scales;
  private final long[] sizes;

  /** The size of one dimension, and the scale that it comes from, 0 if it was given itself. */
  record Extent(int size, float scale) {}

  OutputSize(OperatorReader reader, int dimensions) {
    Operator operator = reader.operator();
    sizeTensors = reader.inputs("SizeTensor");
    outSize = reader.optionalInput("OutSize");
    scaleTensor = reader.optionalInput("Scale");
    scales = operator.attribute("scale").filter(Attribute.Floats.class::isInstance).isPresent()
        ? operator.floatsAttribute("scale")
        : new float[]{operator.floatAttribute("scale", 0)};
    sizes = SIZE_ATTRIBUTES.subList(3 - dimensions, 3).stream().mapToLong(name -> operator.longAttribute(name, -1))
        .toArray();
  }

  /** Return the extents of the output's spatial dimensions. */
  Extent[] resolve(Planning planning, long[] input) {
    float[] factors = new float[0];
    long[] wanted = sizes.clone();
    if (!sizeTensors.isEmpty()) {
      wanted = sizeTensors.stream().mapToLong(tensor -> LongsSource.single(planning, tensor)).toArray();
    } else if (outSize.isPresent()) {
      wanted = LongsSource.all(planning, outSize.get());
    } else if (scaleTensor.isPresent()) {
      factors = floats(planning.content(scaleTensor.get()));
    } else if (scales.length > 0 && scales[0] > 0) {
      factors = scales;
    }
    Extent[] result = new Extent[input.length];
    for (int i = 0; i < input.length; i++) {
      float scale = factors.length == 0 ? 0 : factors[Math.min(i, factors.length - 1)];
      long size = factors.length > 0 ? (long) (input[i] * scale) : i < wanted.length ? wanted[i] : -1;
      planning.require(size > 0 && size <= Integer.MAX_VALUE,
          "the output size of spatial dimension " + i + " is " + size
              + " (scale " + scale + ", sizes " + Arrays.toString(wanted) + "); it must be at least 1");
      result[i] = new Extent((int) size, scale);
    }
    return result;
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.doubleAt(i);
    }
    return values;
  }
}
