package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Supplier;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Transposition;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * The filter of a convolution, [O, C / groups, window], or of a transposed one, [C, O / groups, window]. One that is a weight is
 * brought into the form that its kernel reads once, for all predictors; any other, at every run.
 */
final class Filter {
  private final Input input;
  private final int groups;
  private final boolean transposed;
  private final Optional<Shape> constantShape;
  private final Optional<MemorySegment> constantRows;

  private Filter(Input input, int groups, boolean transposed, Optional<Tensor> constant) {
    this.input = input;
    this.groups = groups;
    this.transposed = transposed;
    Optional<Tensor> single = constant.filter(tensor -> tensor.type() == DataType.FLOAT32);
    this.constantShape = single.map(Tensor::shape);
    this.constantRows = single.map(this::rows);
  }

  /** Read the filter of a convolution. */
  static Filter of(OperatorReader reader, int groups) {
    return of(reader, groups, false);
  }

  /** Read the filter of a convolution that packs it itself. */
  static Filter unpacked(OperatorReader reader, int groups) {
    return new Filter(reader.input("Filter"), groups, false, Optional.empty());
  }

  /** Read the filter of a transposed convolution. */
  static Filter ofTransposed(OperatorReader reader, int groups) {
    return of(reader, groups, true);
  }

  private static Filter of(OperatorReader reader, int groups, boolean transposed) {
    Optional<Tensor> constant = reader.constant("Filter");
    constant.filter(tensor -> tensor.shape().rank() < 3 || tensor.shape().dimension(0) % groups != 0)
        .ifPresent(tensor -> {
          throw reader.refuse("Filter is " + tensor + "; it must be of rank 3 or more, with a first dimension that "
              + groups + " groups divide");
        });
    return new Filter(reader.input("Filter"), groups, transposed, constant);
  }

  /** Return the number of groups that an attribute says, 1 if it is absent. */
  static int groups(OperatorReader reader, String attribute) {
    int groups = reader.operator().intAttribute(attribute, 1);
    if (groups < 1) {
      throw reader.refuse(attribute + " is " + groups + "; it must be at least 1");
    }
    return groups;
  }

  /** Return the filter, which must be of the type of what it is multiplied with. */
  Operand operand(Planning planning, Operand other) {
    Operand operand = planning.get(input);
    planning.require(operand.type() == other.type(),
        "filter " + operand + " must be of the type of input " + other);
    return operand;
  }

  /** Return the filter's shape; the filter must be of the type of what it is multiplied with. */
  Shape shape(Planning planning, Operand other) {
    return constantShape.filter(shape -> other.type() == DataType.FLOAT32)
        .orElseGet(() -> operand(planning, other).shape());
  }

  /** Return the sizes of the filter as the left operand of a product. */
  FilterSize size(Shape shape) {
    long first = shape.dimension(0) / groups;
    long rest = shape.elementCount(1, shape.rank());
    return transposed ? FilterSize.of(groups, rest, first) : FilterSize.of(groups, first, rest);
  }

  /** Return what gives the rows of the filter as the left operand of products, group by group, at each run. */
  Supplier<MemorySegment> rows(Planning planning) {
    if (constantRows.isPresent()) {
      return constantRows::get;
    }
    Operand operand = planning.get(input);
    if (!transposed) {
      return operand::segment;
    }
    FilterSize size = size(operand.shape());
    Operand copy = planning.scratch(DataType.FLOAT32, operand.shape());
    return () -> transpose(operand.segment(), size, copy.segment());
  }

  private MemorySegment rows(Tensor filter) {
    if (transposed) {
      return transpose(filter.data(), size(filter.shape()), Tensor.allocate(DataType.FLOAT32, filter.shape()));
    }
    // Machine code reads native memory alone.
    return filter.data().isNative()
        ? filter.data()
        : Tensor.copyOf(filter.type(), filter.shape(), filter.data()).data();
  }

  private static MemorySegment transpose(MemorySegment filter, FilterSize size, MemorySegment to) {
    Transposition transposition = new Transposition(size.depth(), size.rows(), Float.BYTES);
    for (int group = 0; group < size.groups(); group++) {
      long place = group * transposition.bytes();
      for (int block = 0; block < transposition.blocks(); block++) {
        transposition.run(filter, place, to, place, block);
      }
    }
    return to;
  }
}
