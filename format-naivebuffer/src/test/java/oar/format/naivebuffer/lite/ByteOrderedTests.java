package oar.format.naivebuffer.lite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteOrderedTests {
  private static final List<String> NAMES = List.of("", "a", "ab", "a.b", "B", "~", "é", "図", "\uffee", "😀", "😀a",
      "🤖");

  @Test
  void namesCompareAsTheirBytesDo() {
    for (String left : NAMES) {
      for (String right : NAMES) {
        int bytes = Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8),
            right.getBytes(StandardCharsets.UTF_8));
        assertEquals(Integer.signum(bytes), Integer.signum(ByteOrdered.ORDER.compare(left, right)),
            "'" + left + "' and '" + right + "'");
      }
    }
  }

  @Test
  void distinctNamesAreSorted() {
    assertEquals(List.of("B", "a", "é"), ByteOrdered.distinct(List.of("é", "a", "B", "a")));
  }
}
