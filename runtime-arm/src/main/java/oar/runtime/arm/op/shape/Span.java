package oar.runtime.arm.op.shape;

import java.util.ArrayList;
import java.util.List;
import oar.runtime.arm.plan.Planning;

/**
 * Some equally spaced places along a dimension or in an array.
 *
 * @param from the first one
 * @param step from one to the next; not 0, may be negative
 * @param count how many
 */
public record Span(long from, long step, long count) {
  /** The bounds of a span as programs give them. */
  public record Bounds(long start, long end, long step) {}

  /**
   * Hold bounds within a dimension as {@code slice} and {@code set_value} do: negative ones count from its end, but for an end of
   * -1 with a negative step, which lies before the first place.
   *
   * @throws oar.api.error.InvalidProgramException if the step is 0 or leads away from the end
   */
  public static Span of(Planning planning, Bounds bounds, long extent) {
    requireStep(planning, bounds);
    if (bounds.step > 0) {
      return forwards(planning, bounds, extent);
    }
    long end = bounds.end < -1 ? bounds.end + extent : bounds.end;
    return backwards(planning, bounds, Math.clamp(end, -1, extent), extent);
  }

  /**
   * Hold bounds within a dimension as {@code strided_slice} does: as {@link #of}, but with a negative step an end that lies before
   * the dimension, and is not -1, is its first place.
   *
   * @throws oar.api.error.InvalidProgramException if the step is 0 or leads away from the end
   */
  public static Span strided(Planning planning, Bounds bounds, long extent) {
    requireStep(planning, bounds);
    if (bounds.step > 0) {
      return forwards(planning, bounds, extent);
    }
    long end = bounds.end < -1 ? Math.max(bounds.end + extent, 0) : bounds.end;
    return backwards(planning, bounds, Math.min(end, extent), extent);
  }

  private static void requireStep(Planning planning, Bounds bounds) {
    planning.require(bounds.step != 0,
        "the step from " + bounds.start + " to " + bounds.end + " is 0; it must be another");
  }

  private static Span forwards(Planning planning, Bounds bounds, long extent) {
    long start = Math.clamp(bounds.start < 0 ? bounds.start + extent : bounds.start, 0, extent);
    long end = Math.clamp(bounds.end < 0 ? bounds.end + extent : bounds.end, 0, extent);
    planning.require(start <= end, leadsAway(bounds, extent));
    return new Span(start, bounds.step, Math.ceilDiv(end - start, bounds.step));
  }

  private static Span backwards(Planning planning, Bounds bounds, long end, long extent) {
    long start = Math.clamp(bounds.start < 0 ? bounds.start + extent : bounds.start, Math.min(0, extent - 1),
        extent - 1);
    planning.require(start >= end || extent == 0, leadsAway(bounds, extent));
    return new Span(start, bounds.step, extent == 0 ? 0 : Math.ceilDiv(end - start, bounds.step));
  }

  private static String leadsAway(Bounds bounds, long extent) {
    return "the span from " + bounds.start + " to " + bounds.end + " of " + extent + " places, in steps of "
        + bounds.step
        + ", starts behind its end";
  }

  /** Return the elements of a list at the places. */
  public <E> List<E> pick(List<E> list) {
    List<E> picked = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      picked.add(list.get((int) (from + i * step)));
    }
    return picked;
  }
}
