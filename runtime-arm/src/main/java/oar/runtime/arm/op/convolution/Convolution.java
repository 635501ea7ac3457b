package oar.runtime.arm.op.convolution;

import java.util.List;
import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Im2Col;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.lowering.OperationFactory;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.op.elementwise.FusedActivation;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code conv2d}, {@code depthwise_conv2d}, {@code conv3d}: cross-correlation with zero padding, in groups of channels, then
 * bias, then residual, then activation. Input [N, C, spatial], Filter [O, C / groups, window], Output [N, O, spatial]; or
 * Input and Output with their channels last. No LoD.
 */
public final class Convolution implements Operation {
  private final int dimensions;
  private final Input input;
  private final Filter filter;
  private final Optional<ImageFilter> imageFilter;
  private final Optional<Input> bias;
  private final Optional<Input> residual;
  private final Output output;
  private final Sliding sliding;
  private final int groups;
  private final UnaryFunction activation;
  private final DataFormat format;

  private Convolution(OperatorReader reader, int dimensions) {
    this.dimensions = dimensions;
    input = reader.input("Input");
    groups = Filter.groups(reader, "groups");
    format = DataFormat.of(reader);
    imageFilter = dimensions == 2 && format == DataFormat.CHANNELS_FIRST
        ? ImageFilter.of(reader, groups)
        : Optional.empty();
    filter = imageFilter.isPresent() ? Filter.unpacked(reader, groups) : Filter.of(reader, groups);
    bias = reader.optionalInput("Bias");
    residual = reader.optionalInput("ResidualData");
    output = reader.output("Output");
    sliding = Sliding.of(reader, dimensions);
    activation = FusedActivation.of(reader);
    if (residual.isPresent() && format == DataFormat.CHANNELS_LAST) {
      throw reader.refuse("ResidualData is there; it must not be if channels come last");
    }
  }

  /** Return the factory of a convolution over so many spatial dimensions. */
  public static OperationFactory factory(int dimensions) {
    return reader -> new Convolution(reader, dimensions);
  }

  @Override
  public Computation plan(Planning planning) {
    Optional<ImageFilter> imageFilterHere = imageFilter.filter(any -> areImages(planning.getAsIs(input)));
    Operand x = imageFilterHere.isPresent() ? planning.getAsIs(input) : planning.get(input);
    Precision.of(planning, x);
    Shape window = imageFilterHere.map(ImageFilter::shape).orElseGet(() -> filter.shape(planning, x));
    planning.require(x.shape().rank() == dimensions + 2 && window.rank() == dimensions + 2,
        "input " + x + " and filter " + window + " must have rank " + (dimensions + 2));
    Shape images = format.channelsFirst(x.shape());
    long channels = images.dimension(1);
    planning.require(channels > 0 && window.dimension(1) * groups == channels && window.dimension(0) % groups == 0,
        "input " + x + " has " + channels + " channels, but filter " + window + " in " + groups + " groups takes "
            + window.dimension(1) * groups + " and gives " + window.dimension(0));
    Window[] windows = windows(planning, images, window);
    if (imageFilterHere.isPresent()) {
      Operand y = planning.put(output, x.type(), outputShape(images, window, windows), LevelOfDetail.NONE,
          Layout.CHANNELS_LAST);
      if (y.elementCount() == 0) {
        return Computation.NOTHING;
      }
      long products = y.elementCount() * window.elementCount(1, window.rank());
      ImageFilter faster = imageFilterHere.get().faster(products / Math.max(1, images.dimension(0)),
          images.elementCount(1, 4));
      planning.addsProducts(products, faster.arithmetic());
      Operand laidOut = planning.get(input, faster.layout(x, windows[2]));
      return faster.plan(planning, laidOut, windows[1], windows[2],
          epilogue(planning, y, Layout.CHANNELS_LAST));
    }
    return format.compute(planning, x,
        new Copies.Target(output, outputShape(images, window, windows)),
        (in, y) -> compute(planning, in, y, windows));
  }

  private static boolean areImages(Operand x) {
    return x.type() == DataType.FLOAT32 && x.shape().rank() == 4;
  }

  private Computation compute(Planning planning, Operand x, Operand y, Window[] windows) {
    Epilogue epilogue = epilogue(planning, y, Layout.PLAIN);
    if (y.elementCount() == 0) {
      return Computation.NOTHING;
    }
    Im2Col columns = new Im2Col(windows[0], windows[1], windows[2]);
    Shape window = filter.shape(planning, x);
    planning.addsProducts(y.elementCount() * window.elementCount(1, window.rank()), Arithmetic.FLOAT);
    if (x.type() != DataType.FLOAT32) {
      return new PlainConvolution(x, filter.operand(planning, x), List.of(windows).subList(3 - dimensions, 3), groups,
          false, epilogue);
    }
    return new GemmConvolution(planning, filter.rows(planning), filter.size(window),
        new ImageColumns(x, columns, groups), epilogue);
  }

  private Epilogue epilogue(Planning planning, Operand y, Layout layout) {
    Epilogue epilogue = new Epilogue(planning.get(bias), residual.map(other -> planning.get(other, layout)), y,
        activation);
    epilogue.check(planning, y.shape().dimension(1));
    return epilogue;
  }

  /** Return the windows along depth, height and width. */
  private Window[] windows(Planning planning, Shape x, Shape filterShape) {
    Window[] windows = {Window.NONE, Window.NONE, Window.NONE};
    for (int i = 0; i < dimensions; i++) {
      windows[3 - dimensions + i] = sliding.convolution(planning, i, x.dimension(2 + i), filterShape.dimension(2 + i));
    }
    return windows;
  }

  private Shape outputShape(Shape x, Shape filterShape, Window[] windows) {
    long[] shape = new long[dimensions + 2];
    shape[0] = x.dimension(0);
    shape[1] = filterShape.dimension(0);
    for (int i = 0; i < dimensions; i++) {
      shape[2 + i] = windows[3 - dimensions + i].output();
    }
    return Shape.of(shape);
  }
}
