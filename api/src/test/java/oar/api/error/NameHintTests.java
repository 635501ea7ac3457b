package oar.api.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameHintTests {
  private static final List<String> NAMES = List.of("conv2d", "conv3d", "depthwise_conv2d", "pool2d", "relu", "arm");

  @ParameterizedTest
  @CsvSource({"con2d, conv2d", "conv2dd, conv2d", "vonc2d, conv2d", "conv4d, conv2d or conv3d", "CONV2D, conv2d",
      "amr, arm", "rleu, relu", "depth, depthwise_conv2d", "co, conv2d or conv3d"})
  void theNamesThatAreNearestAreOffered(String given, String meant) {
    assertEquals("; did you mean " + meant + "?", NameHint.of(given, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"softmax", "x", "a", "''", "dwc", "convolution"})
  void nothingIsOfferedWhereNothingIsLikeIt(String given) {
    assertEquals("", NameHint.of(given, NAMES));
  }

  @Test
  void notMoreThanThreeAreOffered() {
    assertEquals("; did you mean w_1 or w_2 or w_3?", NameHint.of("w_0", List.of("w_1", "w_2", "w_3", "w_4")));
  }
}
