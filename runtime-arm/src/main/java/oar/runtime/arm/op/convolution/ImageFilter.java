package oar.runtime.arm.op.convolution;

import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Layout;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** The constant filter [O, C / groups, h, w] of a convolution of FLOAT32 images whose channels come last. */
sealed interface ImageFilter permits RowFilter, DepthwiseFilter {
  /** Read the filter of a convolution, or return nothing if it is no constant. */
  static Optional<ImageFilter> of(OperatorReader reader, int groups) {
    return DepthwiseFilter.of(reader, groups).<ImageFilter>map(filter -> filter)
        .or(() -> RowFilter.ofIntegers(reader, groups)).or(() -> RowFilter.of(reader, groups));
  }

  /** Return the filter's shape. */
  Shape shape();

  /**
   * Return the form of the filter that is faster.
   *
   * @param products how many multiplications there are for an image
   * @param elements how many elements an image has
   */
  default ImageFilter faster(long products, long elements) {
    return this;
  }

  /** Return what sums are made of. */
  Arithmetic arithmetic();

  /** Return the layout in which an input is to be had. */
  default Layout layout(Operand input, Window width) {
    return Layout.CHANNELS_LAST;
  }

  /**
   * Plan a convolution.
   *
   * @param input [N, C, H, W], in the layout that it is to be had in
   * @param height window along the height
   * @param width window along the width
   * @param epilogue what follows the sums; output and residual have their channels last
   */
  Computation plan(Planning planning, Operand input, Window height, Window width, Epilogue epilogue);
}
