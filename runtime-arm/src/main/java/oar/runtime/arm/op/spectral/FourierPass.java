package oar.runtime.arm.op.spectral;

import java.util.Arrays;
import oar.runtime.arm.kernel.FourierTransform;
import oar.runtime.arm.kernel.FourierTransform.Line;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;

/**
 * A Fourier transform along one axis. It may be done in place.
 *
 * @param from real numbers, or complex ones: where {@code to} is real, the first half of a spectrum
 * @param to where the results go, as many of each line as the axis has
 * @param axis which one
 * @param transform of as many elements as the longer line has
 * @param factor what the results are multiplied by
 */
record FourierPass(Operand from, Operand to, int axis, FourierTransform transform, double factor) {
  Computation computation() {
    Axes.Split source = Axes.Split.at(from.shape(), axis);
    Axes.Split target = Axes.Split.at(to.shape(), axis);
    return Computation.parallel(source.outer() * source.inner(), 1, (first, end, scratch) -> {
      Line line = new Line(transform.length());
      Line result = new Line(transform.length());
      for (long i = first; i < end; i++) {
        load(source, i, line);
        transform.run(line, result);
        store(result, target, i);
      }
    });
  }

  private void load(Axes.Split lines, long index, Line line) {
    Elements parts = Elements.of(ComplexTypes.part(from), from.segment());
    long start = lines.lineStart(index);
    int length = (int) lines.size();
    if (!ComplexTypes.isComplex(from)) {
      parts.load(start, lines.inner(), line.real(), length);
      Arrays.fill(line.imaginary(), 0);
      return;
    }
    parts.load(2 * start, 2 * lines.inner(), line.real(), length);
    parts.load(2 * start + 1, 2 * lines.inner(), line.imaginary(), length);
    if (!ComplexTypes.isComplex(to)) {
      complete(line, length);
    }
  }

  /** Add the conjugate half of the spectrum of real numbers; elements that are their own conjugates are real. */
  private static void complete(Line line, int known) {
    int length = line.real().length;
    for (int i = known; i < length; i++) {
      line.real()[i] = line.real()[length - i];
      line.imaginary()[i] = -line.imaginary()[length - i];
    }
    line.imaginary()[0] = 0;
    if (length % 2 == 0) {
      line.imaginary()[length / 2] = 0;
    }
  }

  private void store(Line line, Axes.Split lines, long index) {
    Elements parts = Elements.of(ComplexTypes.part(to), to.segment());
    long start = lines.lineStart(index);
    int length = (int) lines.size();
    for (int i = 0; i < length; i++) {
      line.real()[i] *= factor;
      line.imaginary()[i] *= factor;
    }
    if (ComplexTypes.isComplex(to)) {
      parts.store(line.real(), 2 * start, 2 * lines.inner(), length);
      parts.store(line.imaginary(), 2 * start + 1, 2 * lines.inner(), length);
    } else {
      parts.store(line.real(), start, lines.inner(), length);
    }
  }
}
