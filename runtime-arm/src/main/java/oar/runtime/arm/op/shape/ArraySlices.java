package oar.runtime.arm.op.shape;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import oar.api.model.LodTensor;
import oar.runtime.arm.plan.ArrayOperand;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** Slices of arrays of tensors, whose number of elements is known only when they are computed. */
final class ArraySlices {
  private ArraySlices() {}

  /** Add an output that is the elements of an array at the places of a span, which depends on their number. */
  static Computation part(Planning planning, ArrayOperand array, LongFunction<Span> span, Output out) {
    ArrayOperand part = planning.putArray(out);
    return workspace -> part.bind(span.apply(array.elements().size()).pick(array.elements()));
  }

  /** Add an output that is the one element of an array at the place of a span, which depends on their number. */
  static Computation element(Planning planning, ArrayOperand array, LongFunction<Span> span, Output out) {
    DynamicOutput element = planning.putDynamic(out);
    return workspace -> {
      List<LodTensor> picked = span.apply(array.elements().size()).pick(array.elements());
      planning.require(picked.size() == 1,
          "the slice of " + array + " has " + picked.size() + " elements; it must have one");
      element.set(Optional.of(picked.getFirst()));
    };
  }
}
