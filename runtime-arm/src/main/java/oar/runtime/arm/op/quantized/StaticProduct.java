package oar.runtime.arm.op.quantized;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code fc}, {@code mul}, {@code matmul}, {@code matmul_v2} of a statically quantized program: an int8 input times an int8 matrix
 * [K, N], exact sums, and {@link Requantization} to float32 or int8.
 */
public final class StaticProduct implements Operation {
  private final Input input;
  private final Optional<Input> bias;
  private final Output out;
  private final int rowAxes;
  private final Shape shape;
  private final byte[] matrix;
  private final Requantization requantization;

  private StaticProduct(OperatorReader reader, String inputSlot, String weightSlot, int rowAxes) {
    input = reader.input(inputSlot);
    bias = reader.optionalInput("Bias");
    out = reader.output("Out");
    this.rowAxes = rowAxes;
    requantization = Requantization.of(reader, StaticScales.of(reader, inputSlot, weightSlot, "Out"));
    Tensor weight = reader.constant(weightSlot).orElseThrow(() -> reader.unsupported("a matrix that is no weight"));
    if (weight.type() != DataType.INT8 || weight.shape().rank() != 2) {
      throw reader.refuse("enable_int8 is set, but " + weightSlot + " is " + weight + "; it must be int8 of rank 2");
    }
    shape = weight.shape();
    matrix = weight.data().toArray(ValueLayout.JAVA_BYTE);
    requantization.scales().requireChannels(reader, shape.dimension(1));
  }

  /** Read an {@code fc} that has {@code enable_int8}. */
  public static Operation fc(OperatorReader reader) {
    boolean isMatmul = reader.operator().textAttribute("op_type", "mul").startsWith("matmul");
    return new StaticProduct(reader, "Input", "W",
        isMatmul ? -1 : reader.operator().intAttribute("in_num_col_dims", 1));
  }

  /** Read a {@code mul} that has {@code enable_int8}. */
  public static Operation mul(OperatorReader reader) {
    return new StaticProduct(reader, "X", "Y", reader.operator().intAttribute("x_num_col_dims", 1));
  }

  /** Read a {@code matmul} or {@code matmul_v2} that has {@code enable_int8}. */
  public static Operation matmul(OperatorReader reader) {
    for (String flag : new String[]{"transpose_X", "transpose_Y", "trans_x", "trans_y"}) {
      if (reader.operator().booleanAttribute(flag, false)) {
        throw reader.unsupported(flag + " with enable_int8");
      }
    }
    if (reader.operator().floatAttribute("alpha", 1) != 1) {
      throw reader.unsupported("alpha with enable_int8");
    }
    return new StaticProduct(reader, "X", "Y", -1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(input);
    int rank = x.shape().rank();
    int axes = rowAxes < 0 ? rank + rowAxes : rowAxes;
    planning.require(x.type() == DataType.INT8 && 0 < axes && axes < rank,
        "input " + x + " must be int8 of a rank above " + axes);
    long rows = x.shape().elementCount(0, axes);
    int depth = Math.toIntExact(x.shape().elementCount(axes, rank));
    planning.require(depth == shape.dimension(0), "input " + x + " does not fit matrix " + shape);
    long[] dimensions = Arrays.copyOf(x.shape().dimensions(), axes + 1);
    dimensions[axes] = shape.dimension(1);
    Operand y = planning.put(out, requantization.resultType(), Shape.of(dimensions), x.levelOfDetail());
    Requantization.Target target = new Requantization.Target(planning.get(bias), y);
    planning.addsProducts(rows * depth * shape.dimension(1), Arithmetic.INTEGER);
    return Computation.parallel(rows, 1, (from, to, scratch) -> {
      for (long row = from; row < to; row++) {
        compute(x.segment(), row, depth, target, scratch);
      }
    });
  }

  private void compute(MemorySegment x, long row, int depth, Requantization.Target target, Scratch scratch) {
    int columns = (int) shape.dimension(1);
    int[] sums = scratch.integers(columns);
    Arrays.fill(sums, 0, columns, 0);
    for (int k = 0; k < depth; k++) {
      add(x.get(ValueLayout.JAVA_BYTE, row * depth + k), k * columns, columns, sums);
    }
    int[] sum = new int[1];
    for (int column = 0; column < columns; column++) {
      sum[0] = sums[column];
      requantization.store(sum, 1, column, row * columns + column, target, scratch);
    }
  }

  private void add(int left, int from, int columns, int[] sums) {
    for (int column = 0; column < columns; column++) {
      sums[column] += left * matrix[from + column];
    }
  }
}
