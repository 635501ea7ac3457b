package oar.runtime.arm.op.convolution;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.kernel.Gemm;
import oar.runtime.arm.kernel.IntegerWeights;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.Memory;
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
  private final List<IntegerWeights> integers;
  private final Optional<Shape> constantShape;
  private final Optional<MemorySegment> constantPanels;
  private final Optional<float[]> constantElements;

  private Filter(Input input, int groups, Shape shape, List<IntegerWeights> integers) {
    this.input = input;
    this.groups = groups;
    this.transposed = false;
    this.integers = integers;
    this.constantShape = Optional.of(shape);
    this.constantPanels = Optional.empty();
    this.constantElements = Optional.empty();
  }

  private Filter(Input input, int groups, boolean transposed, Optional<Tensor> constant) {
    this.input = input;
    this.groups = groups;
    this.transposed = transposed;
    this.integers = List.of();
    Optional<Tensor> single = constant.filter(tensor -> tensor.type() == DataType.FLOAT32);
    this.constantShape = single.map(Tensor::shape);
    this.constantElements = single.filter(tensor -> isDepthwise(tensor.shape())).map(Tensor::toFloats);
    this.constantPanels = single.filter(tensor -> !isDepthwise(tensor.shape())).map(this::pack);
  }

  /** Read the filter of a convolution. */
  static Filter of(OperatorReader reader, int groups) {
    Input input = reader.input("Filter");
    Optional<Weight> integers = reader.integers(input).filter(weight -> IntegerFilter.isFor(weight, groups));
    return integers.isPresent()
        ? new Filter(input, groups, integers.get().shape(), IntegerFilter.pack(integers.get(), groups))
        : of(reader, groups, false);
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

  /** Tell whether each output channel reads one input channel of an image. */
  boolean isDepthwise(Shape shape) {
    return !transposed && shape.rank() == 4 && groups > 1 && shape.dimension(1) == 1;
  }

  /** Return the sizes of the filter as the left operand of a product. */
  FilterSize size(Shape shape) {
    long first = shape.dimension(0) / groups;
    long rest = shape.elementCount(1, shape.rank());
    return transposed ? FilterSize.of(groups, rest, first) : FilterSize.of(groups, first, rest);
  }

  /** Return the filter of each group if it is to be computed with in integers, else nothing. */
  List<IntegerWeights> integers() {
    return integers;
  }

  /** Return what gives the filter, packed for {@link Gemm} group by group, at each run. */
  Supplier<MemorySegment> panels(Planning planning) {
    if (constantPanels.isPresent()) {
      return constantPanels::get;
    }
    Operand operand = planning.get(input);
    return () -> pack(new Tensor(operand.type(), operand.shape(), operand.segment()));
  }

  /** Return what gives the filter's elements at each run. */
  Supplier<float[]> elements(Planning planning) {
    if (constantElements.isPresent()) {
      return constantElements::get;
    }
    Operand operand = planning.get(input);
    return () -> operand.segment().toArray(Memory.FLOAT);
  }

  private MemorySegment pack(Tensor filter) {
    FilterSize size = size(filter.shape());
    MemorySegment packed = Tensor.allocate(DataType.FLOAT32, Shape.of(groups * size.packed()));
    for (int group = 0; group < groups; group++) {
      long index = group * size.rows() * size.depth();
      Matrix left = transposed
          ? Matrix.ofRows(size.depth(), size.rows(), filter.data(), index).transposed()
          : Matrix.ofRows(size.rows(), size.depth(), filter.data(), index);
      Gemm.packLeft(left, packed, group * size.packed());
    }
    return packed;
  }
}
