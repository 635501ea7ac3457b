package oar.runtime.arm.op.recurrent;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Gemm;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Planning;

/**
 * A matrix that states are multiplied by at each step. A FLOAT32 weight is packed once, for all predictors; so is the INT8 one
 * of a statically quantized {@code lstm} or {@code gru}, as real numbers: Paddle-Lite quantizes the states, too, anew at each
 * step, which only loses precision.
 */
final class StateMatrix {
  private static final String SCALE = "Weight0_scale";

  private final Input input;
  private final Layout layout;
  private final Optional<Matrix> packed;

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

  private StateMatrix(Input input, Layout layout, Optional<Matrix> packed) {
    this.input = input;
    this.layout = layout;
    this.packed = packed;
  }

  /** Read an input. */
  static StateMatrix of(OperatorReader reader, Input input, Layout layout) {
    return new StateMatrix(input, layout,
        reader.constant(input).map(weight -> real(reader, weight)).filter(weight -> weight.type() == DataType.FLOAT32)
            .flatMap(weight -> layout.find(weight.shape()).map(view -> pack(view.of(weight.data())))));
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

  private static Matrix pack(Matrix matrix) {
    MemorySegment memory = Tensor.allocate(DataType.FLOAT32,
        Shape.of(Gemm.packedRightSize(matrix.rows(), matrix.columns())));
    Gemm.packRight(matrix, memory);
    return Matrix.ofRows(matrix.rows(), matrix.columns(), memory, 0);
  }

  /**
   * Return the matrix as {@link oar.runtime.arm.kernel.recurrent.StateProduct} takes it, with a row for each unit of a state.
   *
   * @throws oar.api.error.InvalidProgramException if the weight is of another type or shape
   */
  Matrix plan(Planning planning, DataType type) {
    if (packed.isPresent() && type == DataType.FLOAT32) {
      return packed.get();
    }
    Tensor content = planning.content(input);
    planning.require(content.type() == type, "weight " + planning.get(input) + " must be of " + type);
    View view = layout.find(content.shape()).orElseThrow(() -> planning.refuse("weight " + planning.get(input)
        + " does not have the shape that the operator's hidden states ask for"));
    Matrix matrix = view.of(content.data());
    return type == DataType.FLOAT32 ? pack(matrix) : matrix;
  }
}
