package oar.kit;

import java.util.List;
import oar.api.error.UsageException;

/**
 * How the pixels of an image become what a network was trained on: {@code (x - mean) / deviation}, in single precision.
 *
 * @param mean one for all channels, or one for each
 * @param deviation one for all channels, or one for each; none is 0
 */
public record ImageNormalization(List<Float> mean, List<Float> deviation) {
  /** Leaves pixels as they are. */
  public static final ImageNormalization NONE = new ImageNormalization(List.of(0f), List.of(1f));

  /**
   * Create a normalization.
   *
   * @throws UsageException if a list is empty, or a number is not finite, or a deviation is 0
   */
  public ImageNormalization {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    requireValid("mean", mean.isEmpty() || !mean.stream().allMatch(Float::isFinite), mean);
    requireValid("standard deviation",
        deviation.isEmpty() || !deviation.stream().allMatch(value -> Float.isFinite(value) && value != 0), deviation);
  }

  private static void requireValid(String name, boolean isWrong, List<Float> values) {
    if (isWrong) {
      throw new UsageException(
          "the " + name + " is " + values + "; it must be one number or one for each channel, finite"
              + (name.equals("mean") ? "" : " and not 0"));
    }
  }

  /**
   * Check that there is a number for each channel.
   *
   * @throws UsageException if not
   */
  void requireChannels(long channels) {
    for (List<Float> values : List.of(mean, deviation)) {
      if (values.size() != 1 && values.size() != channels) {
        throw new UsageException("there are " + values.size() + " numbers to normalize with (" + values
            + "), but the images have " + channels + " channels; give one number or one for each channel");
      }
    }
  }

  float apply(float pixel, int channel) {
    return (pixel - mean.get(mean.size() == 1 ? 0 : channel)) / deviation.get(deviation.size() == 1 ? 0 : channel);
  }
}
