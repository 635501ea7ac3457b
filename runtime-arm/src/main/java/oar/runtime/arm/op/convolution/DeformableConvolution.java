package oar.runtime.arm.op.convolution;

import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.DeformableColumns;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.op.elementwise.FusedActivation;
import oar.runtime.arm.op.elementwise.UnaryFunction;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code deformable_conv}, {@code deformable_conv_v1}: a convolution of images [N, C, H, W] whose windows take their elements
 * from places that Offset, [N, 2 G KH KW, OH, OW], shifts, in G {@code deformable_groups} of channels; the former also weighs
 * them by Mask, [N, G KH KW, OH, OW]. {@code im2col_step} makes no difference. No LoD.
 */
public final class DeformableConvolution implements Operation {
  private final Input input;
  private final Input offset;
  private final Optional<Input> mask;
  private final Filter filter;
  private final Optional<Input> bias;
  private final Output output;
  private final Sliding sliding;
  private final int groups;
  private final int offsetGroups;
  private final UnaryFunction activation;

  /** Read an operator. */
  public DeformableConvolution(OperatorReader reader) {
    input = reader.input("Input");
    offset = reader.input("Offset");
    mask = reader.type().equals("deformable_conv") ? Optional.of(reader.input("Mask")) : Optional.empty();
    groups = Filter.groups(reader, "groups");
    offsetGroups = Filter.groups(reader, "deformable_groups");
    filter = Filter.of(reader, groups);
    bias = reader.optionalInput("Bias");
    output = reader.output("Output");
    sliding = Sliding.of(reader, 2);
    activation = FusedActivation.of(reader);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand x = planning.get(input);
    Shape shape = x.shape();
    Shape window = filter.operand(planning, x).shape();
    Precision.of(planning, x);
    planning.require(shape.rank() == 4 && window.rank() == 4,
        "input " + x + " and filter " + window + " must have rank 4");
    long channels = shape.dimension(1);
    planning.require(channels > 0 && window.dimension(1) * groups == channels && window.dimension(0) % groups == 0
        && channels % offsetGroups == 0,
        "input " + x + " has " + channels + " channels, but filter " + window + " in "
            + groups + " groups takes " + window.dimension(1) * groups + ", and deformable_groups is " + offsetGroups);
    Window height = sliding.convolution(planning, 0, shape.dimension(2), window.dimension(2));
    Window width = sliding.convolution(planning, 1, shape.dimension(3), window.dimension(3));
    Operand y = planning.put(output, x.type(),
        Shape.of(shape.dimension(0), window.dimension(0), height.output(), width.output()));
    planning.addsProducts(y.elementCount() * window.elementCount(1, 4), Arithmetic.FLOAT);
    Epilogue epilogue = new Epilogue(planning.get(bias), Optional.empty(), y, activation);
    epilogue.check(planning, window.dimension(0));
    int channelsPerOffset = Math.toIntExact(channels / offsetGroups);
    DeformableColumns columns = new DeformableColumns(height, width, channelsPerOffset);
    long offsets = offsetGroups * window.elementCount(2, 4);
    Operand shifts = shifts(planning, offset, y, 2 * offsets);
    Optional<Operand> weights = mask.map(slot -> shifts(planning, slot, y, offsets));
    if (x.type() != DataType.FLOAT32) {
      return new PlainDeformableConvolution(x, shifts, weights, filter.operand(planning, x), height, width, groups,
          channelsPerOffset, epilogue);
    }
    return new GemmConvolution(planning, filter.rows(planning), filter.size(window),
        new ShiftedColumns(x, shifts, weights, columns, groups), epilogue);
  }

  /** Return an input that has some numbers for each output element. */
  private static Operand shifts(Planning planning, Input slot, Operand y, long count) {
    Operand operand = planning.get(slot);
    Shape expected = Shape.of(y.shape().dimension(0), count, y.shape().dimension(2), y.shape().dimension(3));
    planning.require(operand.type() == y.type() && operand.shape().equals(expected),
        "input " + operand + " must be " + y.type() + " " + expected);
    return operand;
  }
}
