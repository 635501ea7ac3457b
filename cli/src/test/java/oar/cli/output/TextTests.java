package oar.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTests {
  @ParameterizedTest
  @CsvSource({"0, 0 bytes", "1, 1 byte", "999, 999 bytes", "1000, 1.00 kB", "1234, 1.23 kB", "9994, 9.99 kB",
      "9995, 10.0 kB", "12345, 12.3 kB", "99949, 99.9 kB", "99950, 100 kB", "999499, 999 kB", "999500, 1.00 MB",
      "17019037, 17.0 MB", "2147483648, 2.15 GB", "9223372036854775807, 9223372 TB"})
  void sizesHaveThreeDigits(long bytes, String text) {
    assertEquals(text, Text.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({"590, 597, 98.83 %", "1, 3, 33.33 %", "0, 5, 0.00 %", "5, 5, 100.00 %", "1, 0, 0.00 %"})
  void partsAreGivenInPercent(double part, double whole, String text) {
    assertEquals(text, Text.percent(part, whole));
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0", "0.12345678, 0.123457", "-1234567.8, -1234570.0", "1.5e-9, 1.5E-9", "NaN, NaN",
      "Infinity, Infinity"})
  void numbersHaveSixDigits(double value, String text) {
    assertEquals(text, Text.number(value));
  }

  @ParameterizedTest
  @CsvSource({"0, 0.00", "0.00000012, 0.000000", "0.0001234, 0.000123", "0.99949, 0.999", "0.9995, 1.00", "9.994, 9.99",
      "9.995, 10.0", "99.95, 100", "12345.6, 12346"})
  void measurementsHaveThreeDigits(double value, String text) {
    assertEquals(text, Text.rounded(value));
  }

  @Test
  void countsAgreeWithTheirNouns() {
    assertEquals(List.of("0 weights", "1 weight", "2 weights"),
        List.of(Text.count(0, "weight"), Text.count(1, "weight"), Text.count(2, "weight")));
  }

  @Test
  void controlCharactersAreSpelledOut() {
    assertEquals("conv2d_0.w_0@größe 卷积", Text.escape("conv2d_0.w_0@größe 卷积"));
    assertEquals("a\\u001b[31m\\u000a\\u0000b\\u202e\\u2028", Text.escape("a\u001b[31m\n\0b\u202e\u2028"));
    assertEquals("a\nb\\u0009", Text.escapeLines("a\nb\t"));
  }

  @Test
  void columnsOfATableAreJustWideEnough() {
    Table table = new Table(Table.Column.text("name"), Table.Column.number("bytes"), Table.Column.text("note"));
    table.add("conv2d_0.w_0", "7", "");
    table.add("b", "123456", "kept");
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text));
    assertEquals("""
          name           bytes  note
          conv2d_0.w_0       7
          b             123456  kept
        """.replace("\n", System.lineSeparator()), text.toString());
  }
}
