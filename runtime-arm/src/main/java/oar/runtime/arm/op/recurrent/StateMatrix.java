package oar.runtime.arm.op.recurrent;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import oar.api.model.DataType;
import oar.api.model.Quantization;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.product.ByteMatrix;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.recurrent.StateWeights;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Planning;

/**
 * A matrix that states are multiplied by at each step. A FLOAT32 weight is packed once, for all predictors; so is the INT8 one
 * of a statically quantized {@code lstm} or {@code gru}, as real numbers: Paddle-Lite quantizes the states, too, anew at each
 * step, which only loses precision. A large matrix of INT8 elements of other programs is multiplied with quantized states if
 * predictions are made in integers.
 */
final class StateMatrix {
  private static final String SCALE = "Weight0_scale";
  /** Fewer weights than this stay in the caches nearest to the processor as real numbers, too. */
  private static final long SMALLEST_INTEGERS = 1 << 16;

  private final Input input;
  private final Layout layout;
  private final Optional<PackedWeight> packed;

  /** A weight that is packed already, for states of so many units. */
  private record PackedWeight(PackedColumns columns, int units) {}

  /** Finds the matrix in a weight. */
  @FunctionalInterface
  interface Layout {
    /** Return where the matrix is, or empty if a weight has no such shape. */
    Optional<View> find(Shape shape);
  }

  /**
   * How a matrix lies in a weight.
   *
   * @param rows units of a state
   * @param columns elements of a product
   * @param index where the matrix begins
   * @param transposed whether its columns lie one behind the other, or else its rows
   */
  record View(long rows, long columns, long index, boolean transposed) {
    private Matrix of(MemorySegment memory) {
      return transposed
          ? Matrix.ofRows(columns, rows, memory, index).transposed()
          : Matrix.ofRows(rows, columns, memory, index);
    }
  }

  private StateMatrix(Input input, Layout layout, Optional<PackedWeight> packed) {
    this.input = input;
    this.layout = layout;
    this.packed = packed;
  }

  /** Read an input. */
  static StateMatrix of(OperatorReader reader, Input input, Layout layout) {
    Optional<PackedWeight> integers = reader.integers(input)
        .flatMap(weight -> integers(reader.machine(), weight, layout));
    return new StateMatrix(input, layout, integers.or(() -> floats(reader, input, layout)));
  }

  private static Optional<PackedWeight> floats(OperatorReader reader, Input input, Layout layout) {
    return reader.constant(input).map(weight -> real(reader, weight))
        .filter(weight -> weight.type() == DataType.FLOAT32).flatMap(weight -> layout.find(weight.shape())
            .map(view -> pack(reader.machine(), view.of(weight.data()))));
  }

  private static PackedWeight pack(Machine machine, Matrix matrix) {
    return new PackedWeight(PackedColumns.ofFewRows(machine, matrix), Math.toIntExact(matrix.rows()));
  }

  /** Pack a weight whose integers are worth quantizing states at each step, or return nothing if they are not. */
  private static Optional<PackedWeight> integers(Machine machine, Weight weight, Layout layout) {
    Quantization quantization = weight.quantization().orElseThrow();
    int axis = quantization.channelAxis();
    long count = weight.shape().elementCount();
    return layout.find(weight.shape())
        .filter(view -> view.index == 0 && view.rows * view.columns == count && count >= SMALLEST_INTEGERS
            && PackedColumns.canSum(view.rows)
            && (axis == Quantization.PER_TENSOR || axis == (view.transposed ? 0 : 1)))
        .map(view -> new PackedWeight(PackedColumns.of(machine,
            new ByteMatrix((int) view.rows, Math.toIntExact(view.columns), weight.tensor().data(), view.transposed),
            column -> (float) quantization.scales().doubleAt(axis == Quantization.PER_TENSOR ? 0 : column)),
            (int) view.rows));
  }

  /** Return a weight; if it is that of a statically quantized operator, the numbers that its integers stand for. */
  private static Tensor real(OperatorReader reader, Tensor weight) {
    if (weight.type() != DataType.INT8 || !reader.isQuantized()) {
      return weight;
    }
    float[] scales = reader.operator().floatsAttribute(SCALE);
    if (scales.length == 0 || IntStream.range(1, scales.length).anyMatch(i -> scales[i] != scales[0])) {
      throw reader.refuse(SCALE + " is " + Arrays.toString(scales) + "; there must be one scale for all of Weight");
    }
    MemorySegment memory = Tensor.allocate(DataType.FLOAT32, weight.shape());
    Elements numbers = Elements.of(DataType.FLOAT32, memory);
    for (long i = 0; i < weight.elementCount(); i++) {
      numbers.set(i, weight.longAt(i) * (double) scales[0]);
    }
    return new Tensor(DataType.FLOAT32, weight.shape(), memory);
  }

  /**
   * Plan the matrix, with a row for each unit of a state.
   *
   * @param bias FLOAT32 or FLOAT64, a number for each column
   * @param sequences most states at once
   * @throws oar.api.error.InvalidProgramException if the weight is of another type or shape
   */
  StateWeights plan(Planning planning, GateBias bias, int sequences) {
    DataType type = bias.type();
    if (packed.isPresent() && type == DataType.FLOAT32) {
      return weights(planning, packed.get(), bias, sequences);
    }
    Tensor content = planning.content(input);
    planning.require(content.type() == type, "weight " + planning.get(input) + " must be of " + type);
    View view = layout.find(content.shape()).orElseThrow(() -> planning.refuse("weight " + planning.get(input)
        + " does not have the shape that the operator's hidden states ask for"));
    Matrix matrix = view.of(content.data());
    return type == DataType.FLOAT64
        ? new StateWeights.OfDoubles(matrix, bias.row())
        : weights(planning, pack(planning.machine(), matrix), bias, sequences);
  }

  private static StateWeights weights(Planning planning, PackedWeight weight, GateBias bias, int sequences) {
    return new StateWeights.Packed(planning.machine(), weight.columns, weight.units, bias.memory(), sequences);
  }
}
