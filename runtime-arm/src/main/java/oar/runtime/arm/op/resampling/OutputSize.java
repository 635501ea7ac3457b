package oar.runtime.arm.op.resampling;

import java.util.ArrayList;
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
 * {@code Scale} tensor, or else the attribute {@code scale}, or else {@code out_d}, {@code out_h} and {@code out_w}. A scale
 * decides where elements come from even if {@code OutSize} says how many there are.
 */
final class OutputSize {
  private static final List<String> SIZE_ATTRIBUTES = List.of("out_d", "out_h", "out_w");
  /** Beyond this, single precision does not tell neighbouring coordinates apart. */
  private static final long LARGEST = 1 << 24;

  private final List<Input> sizeTensors;
  private final Optional<Input> outSize;
  private final Optional<Input> scaleTensor;
  private final float[] scales;
  private final long[] sizes;

  /** The size of one dimension, and the scale that was given for it, 0 if none was. */
  record Extent(int size, float scale) {}

  OutputSize(OperatorReader reader) {
    Operator operator = reader.operator();
    sizeTensors = reader.inputs("SizeTensor");
    outSize = reader.optionalInput("OutSize");
    scaleTensor = reader.optionalInput("Scale");
    scales = operator.attribute("scale").filter(Attribute.Floats.class::isInstance).isPresent()
        ? operator.floatsAttribute("scale")
        : new float[]{operator.floatAttribute("scale", 0)};
    sizes = SIZE_ATTRIBUTES.stream().mapToLong(name -> operator.longAttribute(name, -1)).toArray();
  }

  /** Return the extents of the output's spatial dimensions. */
  List<Extent> resolve(Planning planning, long[] input) {
    float[] factors = sizeTensors.isEmpty() ? factors(planning) : new float[0];
    long[] wanted = wanted(planning, input, factors);
    List<Extent> extents = new ArrayList<>();
    for (int i = 0; i < input.length; i++) {
      long size = i < wanted.length ? wanted[i] : -1;
      planning.require(size > 0 && size <= LARGEST, "the output size of spatial dimension " + i + " is " + size
          + " (scale " + Arrays.toString(factors) + "); it must be from 1 to " + LARGEST);
      extents.add(new Extent((int) size, factor(factors, i)));
    }
    return extents;
  }

  /** Tell whether {@code OutSize} decides. */
  boolean isTensor() {
    return sizeTensors.isEmpty() && outSize.isPresent();
  }

  private float[] factors(Planning planning) {
    if (scaleTensor.isPresent()) {
      return floats(planning.content(scaleTensor.get()));
    }
    return scales.length > 0 && scales[0] > 0 ? scales : new float[0];
  }

  private long[] wanted(Planning planning, long[] input, float[] factors) {
    if (!sizeTensors.isEmpty()) {
      return sizeTensors.stream().mapToLong(tensor -> LongsSource.single(planning, tensor)).toArray();
    }
    if (isTensor()) {
      return LongsSource.all(planning, outSize.get());
    }
    long[] result = Arrays.copyOfRange(sizes, sizes.length - input.length, sizes.length);
    for (int i = 0; i < result.length && factors.length > 0; i++) {
      result[i] = (long) (input[i] * factor(factors, i));
    }
    return result;
  }

  private static float factor(float[] factors, int dimension) {
    return factors.length == 0 ? 0 : factors[Math.min(dimension, factors.length - 1)];
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.doubleAt(i);
    }
    return values;
  }
}
