package oar.runtime.arm.op.convolution;

import java.util.Optional;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.op.resampling.Sample;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes deformable convolutions of types that have no kernel of their own: one product after the other.
 *
 * @param images [N, C, H, W]
 * @param shifts along height and width, a pair for each offset group, window element and output element
 * @param mask what elements are multiplied by
 * @param filter [O, C / groups, window]
 * @param height window along the height
 * @param width window along the width
 * @param groups that the channels fall into
 * @param channelsPerOffset channels that share their shifts
 * @param epilogue what follows the sums
 */
record PlainDeformableConvolution(Operand images, Operand shifts, Optional<Operand> mask, Operand filter, Window height,
    Window width, int groups, int channelsPerOffset, Epilogue epilogue) implements Computation {
  @Override
  public void run(Workspace workspace) {
    Copies.fill(epilogue.output(), 0);
    long channels = images.shape().dimension(1);
    workspace.parallel(images.shape().dimension(0), 1, (from, to, scratch) -> {
      Sample sample = new Sample(new int[]{height.input(), width.input()}, Precision.DOUBLE, true);
      for (long image = from; image < to; image++) {
        for (long offsets = 0; offsets < channels / channelsPerOffset; offsets++) {
          for (int tap = 0; tap < height.size() * width.size(); tap++) {
            addTap(sample, image, offsets, tap);
          }
        }
      }
    });
    epilogue.finishElements();
  }

  private void addTap(Sample sample, long image, long offsets, int tap) {
    long channels = images.shape().dimension(1);
    long places = (long) height.output() * width.output();
    long taps = (long) height.size() * width.size();
    long shift = (image * channels / channelsPerOffset + offsets) * taps + tap;
    Elements distances = Elements.of(shifts);
    for (int place = 0; place < places; place++) {
      int y = height.position(place / width.output(), tap / width.size());
      int x = width.position(place % width.output(), tap % width.size());
      sample.setCoordinate(0, y + distances.getDouble(2 * shift * places + place));
      sample.setCoordinate(1, x + distances.getDouble((2 * shift + 1) * places + place));
      sample.locate();
      long weight = shift * places + place;
      double factor = mask.map(operand -> Elements.of(operand).getDouble(weight)).orElse(1.0);
      for (long i = 0; i < channelsPerOffset; i++) {
        long channel = offsets * channelsPerOffset + i;
        add(factor * sample.take(Elements.of(images), image * channels + channel), image, channel, tap, place);
      }
    }
  }

  /** Add an element to all output channels that its channel is a part of. */
  private void add(double value, long image, long channel, int tap, long place) {
    Elements sums = Elements.of(epilogue.output());
    long inputs = images.shape().dimension(1) / groups;
    long outputs = epilogue.output().shape().dimension(1);
    long taps = (long) height.size() * width.size();
    long first = channel / inputs * (outputs / groups);
    for (long target = first; target < first + outputs / groups; target++) {
      double weight = Elements.of(filter).getDouble((target * inputs + channel % inputs) * taps + tap);
      long index = (image * outputs + target) * height.output() * width.output() + place;
      sums.set(index, sums.getDouble(index) + weight * value);
    }
  }
}
