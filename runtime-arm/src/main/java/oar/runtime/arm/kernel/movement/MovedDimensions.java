package oar.runtime.arm.kernel.movement;

import java.util.List;

/**
 * The dimensions of what is moved. Those that lie in memory as one do are merged.
 *
 * @param list the innermost of the target first
 * @param source where the first element is, in bytes
 * @param target where it goes, in bytes
 * @param elementSize bytes of an element
 */
public record MovedDimensions(List<MovedDimension> list, long source, long target, int elementSize) {
  /** Create dimensions. */
  public MovedDimensions {
    list = List.copyOf(list);
  }
}
