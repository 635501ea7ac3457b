package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernels of the real runtime, from the text file {@code kernels.txt}. Not for several threads. */
final class KernelTable {
  private static final String RESOURCE = "kernels.txt";

  private final Map<String, List<String>> lines = new HashMap<>();
  private final Map<String, List<Kernel>> kernels = new HashMap<>();

  private KernelTable() {}

  /** Read the table. */
  static KernelTable load() {
    KernelTable table = new KernelTable();
    List<String> current = List.of();
    for (String line : TextResource.lines(RESOURCE)) {
      if (line.startsWith(" ")) {
        current.add(line);
      } else {
        current = table.lines.computeIfAbsent(line, _ -> new ArrayList<>());
      }
    }
    return table;
  }

  /** Return the kernels of an operator by target, precision and layout, none if the runtime does not know it. */
  List<Kernel> of(String operatorType) {
    return kernels.computeIfAbsent(operatorType,
        type -> lines.getOrDefault(type, List.of()).stream().map(String::strip).map(Kernel::parse)
            .sorted(KernelTable::comparePlaces)
            .toList());
  }

  private static int comparePlaces(Kernel one, Kernel other) {
    int byTarget = Integer.compare(one.target(), other.target());
    int byPrecision = byTarget != 0 ? byTarget : one.precision().compareTo(other.precision());
    return byPrecision != 0 ? byPrecision : Integer.compare(one.layout(), other.layout());
  }
}
