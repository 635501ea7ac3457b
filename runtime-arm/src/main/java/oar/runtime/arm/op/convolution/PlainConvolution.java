package oar.runtime.arm.op.convolution;

import java.util.List;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes convolutions, and transposed ones, of types that have no kernel of their own: one product after the other.
 *
 * @param input [N, C, spatial]
 * @param filter [O, C / groups, window], of a transposed convolution [C, O / groups, window]
 * @param windows along the spatial dimensions; those of a transposed convolution slide over its output
 * @param groups that the channels fall into
 * @param transposed whether the convolution is
 * @param epilogue what follows the sums
 */
record PlainConvolution(Operand input, Operand filter, List<Window> windows, int groups, boolean transposed,
    Epilogue epilogue) implements Computation {
  @Override
  public void run(Workspace workspace) {
    Operand output = epilogue.output();
    Copies.fill(output, 0);
    long inputs = input.shape().dimension(1) / groups;
    long outputs = output.shape().dimension(1) / groups;
    workspace.parallel(input.shape().dimension(0) * groups, 1, (from, to, scratch) -> {
      for (long product = from; product < to; product++) {
        for (long channel = 0; channel < outputs; channel++) {
          for (long source = 0; source < inputs; source++) {
            long group = product % groups;
            long kernel = transposed
                ? (group * inputs + source) * outputs + channel
                : (group * outputs + channel) * inputs + source;
            addPlane(product * inputs + source, kernel, product * outputs + channel);
          }
        }
      }
    });
    epilogue.finishElements();
  }

  private void addPlane(long source, long kernel, long target) {
    Elements in = Elements.of(input);
    Elements weights = Elements.of(filter);
    Elements out = Elements.of(epilogue.output());
    long taps = windows.stream().mapToLong(Window::size).reduce(1, Math::multiplyExact);
    long places = windows.stream().mapToLong(Window::output).reduce(1, Math::multiplyExact);
    long positions = windows.stream().mapToLong(Window::input).reduce(1, Math::multiplyExact);
    for (long place = 0; place < places; place++) {
      for (long tap = 0; tap < taps; tap++) {
        long position = position(place, tap);
        if (position >= 0) {
          long from = transposed ? source * places + place : source * positions + position;
          long to = transposed ? target * positions + position : target * places + place;
          out.set(to, out.getDouble(to) + in.getDouble(from) * weights.getDouble(kernel * taps + tap));
        }
      }
    }
  }

  /** Return what a filter element lies on, counted in elements of a plane; -1 in the padding. */
  private long position(long place, long tap) {
    long position = 0;
    long scale = 1;
    long restOfPlace = place;
    long restOfTap = tap;
    for (Window window : windows.reversed()) {
      int along = window.position((int) (restOfPlace % window.output()), (int) (restOfTap % window.size()));
      if (along < 0 || along >= window.input()) {
        return -1;
      }
      position += along * scale;
      scale *= window.input();
      restOfPlace /= window.output();
      restOfTap /= window.size();
    }
    return position;
  }
}
