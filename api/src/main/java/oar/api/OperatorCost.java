package oar.api;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What one operator of a run cost.
 *
 * @param operator its type
 * @param outputs the variables that it wrote
 * @param nanoseconds how long it took
 * @param multiplyAdds how many products its convolution, matrix product or recurrence adds up, by the shapes: whatever
 *     algorithm computes them, and 0 if the operator is none of these
 * @param arithmetic what the products are computed in
 */
public record OperatorCost(String operator, List<String> outputs, long nanoseconds, long multiplyAdds,
    Arithmetic arithmetic) {
  /** Create a cost. */
  public OperatorCost {
    Objects.requireNonNull(operator, "operator is null");
    Objects.requireNonNull(arithmetic, "arithmetic is null");
    outputs = List.copyOf(outputs);
  }

  /** What products are computed in. */
  public enum Arithmetic {
    /** Floating-point numbers. */
    FLOAT,
    /** Integers: those of quantized weights, and of activations that are quantized on the fly. */
    INTEGER;

    /** Return the name in small letters. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
