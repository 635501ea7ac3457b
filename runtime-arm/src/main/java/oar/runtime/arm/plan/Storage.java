package oar.runtime.arm.plan;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import oar.api.error.InvalidInputException;

/**
 * Lays the operands of one segment of a plan out in a slab, so that operands that are not needed at the same time share
 * memory. An operand may also be a range of another one's memory.
 */
final class Storage {
  private static final long ALIGNMENT = 64;
  /**
   * Between regions: a processor takes a load for one from a store before it if their addresses are alike in the last 12 bits, and
   * waits, which sizes that are powers of two make of every load.
   */
  private static final long STAGGER = 512;

  private final Map<Operand, Place> places = new IdentityHashMap<>();
  private final List<Operand> operands = new ArrayList<>();
  private final List<Preference> preferences = new ArrayList<>();

  /** A piece of memory that one or more operands are ranges of. */
  private static final class Region {
    /** The operand from outside this segment whose memory it is, or null if it lies in the slab. */
    private final Operand external;
    private final int firstUse;
    private int lastUse;
    private long size;
    private long offset;
    private Region mergedInto;

    Region(Operand external, int firstUse, long size) {
      this.external = external;
      this.firstUse = firstUse;
      this.lastUse = firstUse;
      this.size = size;
    }

    Region resolve() {
      return mergedInto == null ? this : mergedInto.resolve();
    }

    boolean overlapsInTime(Region other) {
      return firstUse <= other.lastUse && other.firstUse <= lastUse;
    }
  }

  private record Place(Region region, long offset) {}

  private record Preference(Operand output, Operand input, List<Operand> otherInputs, int step) {}

  void allocate(Operand operand, int step) {
    add(operand, new Place(new Region(null, step, operand.byteSize()), 0));
  }

  void share(Operand operand, Operand of, long offset, int step) {
    Place place = places.get(of);
    if (place == null) {
      place = new Place(new Region(of, step, of.byteSize()), 0);
    }
    add(operand, new Place(place.region, place.offset + offset));
  }

  private void add(Operand operand, Place place) {
    places.put(operand, place);
    operands.add(operand);
  }

  /**
   * Let an output take an input's memory if that is free afterwards.
   *
   * @param otherInputs what else the step reads, which must not be changed under its hands
   */
  void preferSharing(Operand output, Operand input, List<Operand> otherInputs, int step) {
    preferences.add(new Preference(output, input, otherInputs, step));
  }

  /** Note that an operand is needed up to a step. */
  void use(Operand operand, int step) {
    Place place = places.get(operand);
    if (place != null) {
      place.region.lastUse = Math.max(place.region.lastUse, step);
    }
  }

  /** Return how many operands there are, to {@link #takeBackTo} it. */
  int mark() {
    return operands.size();
  }

  /** Take the operands back that were added since a mark, and return them. */
  List<Operand> takeBackTo(int mark) {
    List<Operand> added = operands.subList(mark, operands.size());
    List<Operand> taken = List.copyOf(added);
    added.clear();
    taken.forEach(places::remove);
    preferences.removeIf(preference -> taken.contains(preference.output));
    return taken;
  }

  /**
   * Give every operand of the slab its memory.
   *
   * @return the operands that must be bound again whenever memory from outside moves
   */
  List<Rebinding> layOut(Arena arena) {
    preferences.forEach(this::shareIfPossible);
    MemorySegment slab = allocate(arena, placeRegions());
    List<Rebinding> rebindings = new ArrayList<>();
    for (Operand operand : operands) {
      Place place = places.get(operand);
      Region region = place.region.resolve();
      if (region.external == null) {
        operand.bind(slab.asSlice(region.offset + place.offset, operand.byteSize()));
      } else {
        rebindings.add(new Rebinding(operand, region.external, place.offset));
      }
    }
    return rebindings;
  }

  private MemorySegment allocate(Arena arena, long size) {
    try {
      return arena.allocate(Math.max(size, 1), ALIGNMENT);
    } catch (OutOfMemoryError e) {
      String largest = operands.stream().max(Comparator.comparingLong(Operand::byteSize)).map(Operand::toString)
          .orElse("");
      throw new InvalidInputException("for these inputs the program needs " + size
          + " bytes at once, more than there are; the largest of its variables is " + largest);
    }
  }

  private void shareIfPossible(Preference preference) {
    Place input = places.get(preference.input);
    if (input == null) {
      return;
    }
    Region from = input.region.resolve();
    Region to = places.get(preference.output).region.resolve();
    boolean isReadElsewhere = preference.otherInputs.stream().map(places::get)
        .anyMatch(place -> place != null && place.region.resolve() == from);
    if (from.external == null && from != to && input.offset == 0 && from.lastUse == preference.step
        && to.size <= from.size && !isReadElsewhere) {
      to.mergedInto = from;
      from.lastUse = Math.max(from.lastUse, to.lastUse);
    }
  }

  private long placeRegions() {
    List<Region> regions = places.values().stream().map(place -> place.region.resolve()).distinct()
        .filter(region -> region.external == null).sorted(Comparator.comparingLong((Region region) -> -region.size)
            .thenComparingInt(region -> region.firstUse))
        .toList();
    long slabSize = 0;
    List<Region> placed = new ArrayList<>();
    for (Region region : regions) {
      region.offset = lowestFreeOffset(region, placed);
      placed.add(region);
      slabSize = Math.max(slabSize, Math.addExact(region.offset, region.size));
    }
    return slabSize;
  }

  /** First fit: the lowest gap between the regions that are needed at the same time. */
  private static long lowestFreeOffset(Region region, List<Region> placed) {
    List<Region> neighbours = placed.stream().filter(region::overlapsInTime)
        .sorted(Comparator.comparingLong(other -> other.offset)).toList();
    long offset = 0;
    for (Region neighbour : neighbours) {
      if (Math.addExact(offset, region.size) <= neighbour.offset) {
        return offset;
      }
      offset = Math.max(offset, align(neighbour.offset + neighbour.size + STAGGER));
    }
    return offset;
  }

  private static long align(long offset) {
    return Math.ceilDiv(offset, ALIGNMENT) * ALIGNMENT;
  }

  /** An operand that is a range of another one, which is in other memory at each run. */
  record Rebinding(Operand operand, Operand of, long offset) {
    void apply() {
      operand.bind(of.segment().asSlice(offset, operand.byteSize()));
    }
  }
}
