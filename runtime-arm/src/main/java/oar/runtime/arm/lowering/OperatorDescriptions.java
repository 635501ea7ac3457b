package oar.runtime.arm.lowering;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import oar.api.OperatorDescription;
import oar.api.OperatorDescription.Tier;
import oar.api.model.DataType;

/**
 * What is to be known of each operator before it is run, from the text file {@code operators.txt}: a line with type, tier,
 * data types and what is refused, separated by bars. Data types are their labels, or {@code real} for all but the complex ones,
 * or {@code floating} for those with an exponent.
 */
public final class OperatorDescriptions {
  private static final String RESOURCE = "operators.txt";
  private static final int COLUMNS = 4;

  private OperatorDescriptions() {}

  /** Return what is said of an operator, or empty if there is no such operator. */
  public static Optional<OperatorDescription> of(String type) {
    return Optional.ofNullable(Holder.DESCRIPTIONS.get(type));
  }

  /** Return what is said of each operator, by its type. */
  static SortedMap<String, OperatorDescription> all() {
    return Holder.DESCRIPTIONS;
  }

  /** Reads the file when it is first asked for: running a program needs none of it. */
  private static final class Holder {
    static final SortedMap<String, OperatorDescription> DESCRIPTIONS = Collections.unmodifiableSortedMap(read());
  }

  private static SortedMap<String, OperatorDescription> read() {
    SortedMap<String, OperatorDescription> descriptions = new TreeMap<>();
    for (String line : text().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
      String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
      if (cells.length != COLUMNS || descriptions.put(cells[0], parse(cells)) != null) {
        throw new IllegalStateException(
            RESOURCE + ": '" + line + "' must have " + COLUMNS + " cells and a type of its own");
      }
    }
    return descriptions;
  }

  private static String text() {
    try (InputStream stream = OperatorDescriptions.class.getResourceAsStream(RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OperatorDescription parse(String[] cells) {
    List<DataType> types = list(cells[2], ",").stream().flatMap(label -> types(label).stream()).sorted().toList();
    return new OperatorDescription(Tier.of(Integer.parseInt(cells[1])), types, list(cells[3], ";"));
  }

  private static List<String> list(String cell, String separator) {
    return Arrays.stream(cell.split(separator)).map(String::strip).filter(part -> !part.isEmpty()).toList();
  }

  private static EnumSet<DataType> types(String label) {
    return switch (label) {
      case "real" -> EnumSet.complementOf(EnumSet.of(DataType.SIZE_T, DataType.COMPLEX64, DataType.COMPLEX128));
      case "floating" -> EnumSet.of(DataType.FLOAT16, DataType.BFLOAT16, DataType.FLOAT32, DataType.FLOAT64);
      default -> EnumSet.of(DataType.ofLabel(label).orElseThrow());
    };
  }
}
