package oar.runtime.arm.op.convolution;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.winograd.WinogradTransform;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.machine.Machine;
import oar.runtime.arm.op.IntegerCost;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/**
 * The constant filter [O, C / groups, h, w] of a convolution, packed for products with rows of pixels whose channels come last. It is
 * packed once, when the first predictor asks for one of its forms, for all of them.
 */
final class RowFilter implements ImageFilter {
  private static final int RANK = 4;
  private static final int MOST_PLANES = 4;

  private final Shape shape;
  private final int groupCount;
  private final Optional<RowFilter> real;
  private final Packings packings;
  private List<PackedColumns> groups;
  private List<PackedColumns> planar;
  private List<PackedColumns> products;

  /** What packs each form; nothing for those that there are not. */
  private record Packings(Supplier<List<PackedColumns>> groups, Supplier<List<PackedColumns>> planar,
      Supplier<List<PackedColumns>> products) {}

  private RowFilter(Shape shape, int groupCount, Optional<RowFilter> real, Packings packings) {
    this.shape = shape;
    this.groupCount = groupCount;
    this.real = real;
    this.packings = packings;
  }

  /** Read the filter of a convolution of images, or empty if it is no constant. */
  static Optional<RowFilter> of(OperatorReader reader, int groups) {
    Machine machine = reader.machine();
    return reader.constantSource("Filter").filter(source -> isFor(source, groups)).map(source -> {
      Supplier<Tensor> filter = source.elements();
      return new RowFilter(source.shape(), groups, Optional.empty(),
          new Packings(() -> pack(machine, filter.get(), groups), () -> packPlanar(machine, filter.get()),
              () -> packWinograd(machine, filter.get())));
    });
  }

  /** Read the INT8 filter of a convolution that may be computed in integers, or empty if it is none or cannot be. */
  static Optional<RowFilter> ofIntegers(OperatorReader reader, int groups) {
    Machine machine = reader.machine();
    return reader.integers(reader.input("Filter")).filter(weight -> IntegerFilter.isFor(weight, groups, machine))
        .map(weight -> new RowFilter(weight.shape(), groups, of(reader, groups),
            new Packings(() -> IntegerFilter.pack(weight, groups, machine), List::of, List::of)));
  }

  private static boolean isFor(OperatorReader.ConstantSource source, int groups) {
    Shape shape = source.shape();
    return source.type() == DataType.FLOAT32 && shape.rank() == RANK && shape.elementCount() > 0
        && shape.dimension(0) % groups == 0;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public ImageFilter faster(long products, long elements) {
    return real.isPresent() && !IntegerCost.pays(products, elements) ? real.get() : this;
  }

  @Override
  public Arithmetic arithmetic() {
    return isInteger() ? Arithmetic.INTEGER : Arithmetic.FLOAT;
  }

  /** Images of a few channels in planes of their own, as a network's input is, are read as they are. */
  @Override
  public Layout layout(Operand input, Window width) {
    return input.layout() == Layout.PLAIN && groupCount == 1 && width.dilation() == 1
        && input.shape().dimension(1) <= MOST_PLANES ? Layout.PLAIN : Layout.CHANNELS_LAST;
  }

  @Override
  public Computation plan(Planning planning, Operand input, Window height, Window width, Epilogue epilogue) {
    return WinogradConvolution.isFor(planning, input, this, height, width)
        ? new WinogradConvolution(planning, input, this, height, width, epilogue)
        : new RowConvolution(planning, input, this, height, width, epilogue);
  }

  /** Return the number of groups. */
  int groupCount() {
    return groupCount;
  }

  /** Tell whether sums are made of integers. */
  boolean isInteger() {
    return real.isPresent();
  }

  /**
   * Return the columns of each group: elements in the order h, w, C are the steps, or C, h, w if the input is plain; output channels
   * are the columns.
   */
  synchronized List<PackedColumns> groups(Layout layout) {
    if (layout == Layout.PLAIN) {
      if (planar == null) {
        planar = packings.planar.get();
      }
      return planar;
    }
    if (groups == null) {
      groups = packings.groups.get();
    }
    return groups;
  }

  /** Return the columns of each product of Winograd's algorithm: channels are the steps, output channels the columns. */
  synchronized List<PackedColumns> products() {
    if (products == null) {
      products = packings.products.get();
    }
    return products;
  }

  private static List<PackedColumns> pack(Machine machine, Tensor filter, int groups) {
    Shape shape = filter.shape();
    int columns = Math.toIntExact(shape.dimension(0) / groups);
    int channels = Math.toIntExact(shape.dimension(1));
    int window = Math.toIntExact(shape.elementCount(2, RANK));
    int depth = Math.multiplyExact(channels, window);
    float[] elements = filter.toFloats();
    return IntStream.range(0, groups).mapToObj(group -> PackedColumns.ofFloats(machine, depth, columns,
        (k, column) -> elements[(group * columns + column) * depth + k % channels * window + k / channels])).toList();
  }

  private static List<PackedColumns> packPlanar(Machine machine, Tensor filter) {
    int columns = Math.toIntExact(filter.shape().dimension(0));
    int depth = Math.toIntExact(filter.shape().elementCount(1, RANK));
    float[] elements = filter.toFloats();
    return List.of(PackedColumns.ofFloats(machine, depth, columns, (k, column) -> elements[column * depth + k]));
  }

  private static List<PackedColumns> packWinograd(Machine machine, Tensor filter) {
    int columns = Math.toIntExact(filter.shape().dimension(0));
    int channels = Math.toIntExact(filter.shape().dimension(1));
    int window = WinogradTransform.FILTER * WinogradTransform.FILTER;
    float[] elements = filter.toFloats();
    return IntStream.range(0, WinogradTransform.PRODUCTS)
        .mapToObj(product -> PackedColumns.ofFloats(machine, channels, columns, (channel,
            column) -> WinogradTransform.filter(elements, (column * channels + channel) * window, product)))
        .toList();
  }
}
