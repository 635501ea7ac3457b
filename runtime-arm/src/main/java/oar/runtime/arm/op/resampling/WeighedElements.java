package oar.runtime.arm.op.resampling;

import java.util.List;
import oar.runtime.arm.kernel.Taps;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;

/**
 * Resamples tensors of other types than float32, all dimensions at once: integers must not be rounded in between.
 *
 * @param taps what each output element is made of, dimension by dimension
 * @param inner elements behind the dimensions, which stay together
 * @param precision of the sums
 */
record WeighedElements(List<Taps> taps, long inner, Precision precision) {
  /**
   * Compute a range of what is before the dimensions.
   *
   * @param from first of the range
   * @param to behind the last of the range
   */
  void run(Elements input, Elements output, long from, long to) {
    long inputSize = taps.stream().mapToLong(Taps::input).reduce(inner, Math::multiplyExact);
    long places = taps.stream().mapToLong(Taps::output).reduce(1, Math::multiplyExact);
    int[] place = new int[taps.size()];
    for (long at = from * places; at < to * places; at++) {
      long rest = at % places;
      for (int i = place.length - 1; i >= 0; i--) {
        place[i] = (int) (rest % taps.get(i).output());
        rest /= taps.get(i).output();
      }
      for (long element = 0; element < inner; element++) {
        output.set(at * inner + element, sum(input, at / places * inputSize + element, place));
      }
    }
  }

  private double sum(Elements input, long start, int[] place) {
    int[] chosen = new int[place.length];
    double sum = 0;
    do {
      sum = precision.round(sum + weigh(input, start, place, chosen));
    } while (chooseNext(chosen));
    return sum;
  }

  /** Return one tap of each dimension, times its weights. */
  private double weigh(Elements input, long start, int[] place, int[] chosen) {
    long index = 0;
    for (int i = 0; i < place.length; i++) {
      index = index * taps.get(i).input() + taps.get(i).index(place[i], chosen[i]);
    }
    double value = input.getDouble(start + index * inner);
    for (int i = 0; i < place.length; i++) {
      value = precision.round(value * taps.get(i).weight(place[i], chosen[i]));
    }
    return value;
  }

  /** Go on to the next combination of taps, if there is one: in Paddle's order, since integers show how a sum was rounded. */
  private boolean chooseNext(int[] chosen) {
    boolean isVolume = chosen.length == 3;
    for (int i = 0; i < chosen.length; i++) {
      int dimension = isVolume ? chosen.length - 1 - i : i;
      chosen[dimension]++;
      if (chosen[dimension] < taps.get(dimension).count()) {
        return true;
      }
      chosen[dimension] = 0;
    }
    return false;
  }
}
