package oar.cli.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** In which order operators are listed. */
enum OperatorOrder {
  /** As they run. */
  PROGRAM,
  /** Those that take longest first. */
  TIME;

  List<Profile.Entry> sort(List<Profile.Entry> entries) {
    return switch (this) {
      case PROGRAM -> entries;
      case TIME -> entries.stream().sorted(Comparator.comparingDouble(Profile.Entry::milliseconds).reversed()).toList();
    };
  }

  /** Return what users call it, which picocli shows and reads. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
