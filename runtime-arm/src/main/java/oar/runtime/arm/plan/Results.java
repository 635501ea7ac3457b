package oar.runtime.arm.plan;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.model.Value;

/** The values that a segment of a plan gives back. They are made anew only if they are in other memory than at the run before. */
final class Results {
  private final List<Optional<PlannedValue>> planned;
  private final MemorySegment[] places;
  private List<Optional<Value>> values = List.of();

  Results(List<Optional<PlannedValue>> planned) {
    this.planned = List.copyOf(planned);
    this.places = new MemorySegment[planned.size()];
  }

  /** Return the values as they are now: the same list as before, unless one moved. */
  List<Optional<Value>> now() {
    if (values.isEmpty() || haveMoved()) {
      values = makeAnew();
    }
    return values;
  }

  private boolean haveMoved() {
    for (int i = 0; i < places.length; i++) {
      if (planned.get(i).isPresent()
          && !(planned.get(i).get() instanceof Operand operand && operand.segment() == places[i])) {
        return true;
      }
    }
    return false;
  }

  private List<Optional<Value>> makeAnew() {
    List<Optional<Value>> made = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      places[i] = planned.get(i).isPresent() && planned.get(i).get() instanceof Operand operand
          ? operand.segment()
          : MemorySegment.NULL;
      made.add(PlannedValue.toValue(planned.get(i)));
    }
    return List.copyOf(made);
  }
}
