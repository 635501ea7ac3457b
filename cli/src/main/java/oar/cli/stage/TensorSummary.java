package oar.cli.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.model.DataType;
import oar.api.model.Tensor;
import oar.cli.output.Json;

/**
 * The elements of a tensor at a glance. Complex numbers have none that could be shown.
 *
 * @param first the first few
 * @param smallest of those that are numbers; NaN if there is none
 * @param largest of those that are numbers; NaN if there is none
 * @param notNumbers how many are NaN
 */
record TensorSummary(List<Number> first, Number smallest, Number largest, long notNumbers) {
  private static final int SHOWN = 8;

  TensorSummary {
    first = List.copyOf(first);
  }

  /** Look through a tensor. */
  static TensorSummary of(Tensor tensor) {
    List<Number> first = new ArrayList<>();
    double smallest = Double.NaN;
    double largest = Double.NaN;
    long notNumbers = 0;
    long count = isComplex(tensor.type()) ? 0 : tensor.elementCount();
    for (long i = 0; i < count; i++) {
      double value = tensor.doubleAt(i);
      if (i < SHOWN) {
        first.add(element(tensor, i));
      }
      if (Double.isNaN(value)) {
        notNumbers++;
      } else {
        smallest = smallest <= value ? smallest : value;
        largest = largest >= value ? largest : value;
      }
    }
    return new TensorSummary(first, ofType(tensor.type(), smallest), ofType(tensor.type(), largest), notNumbers);
  }

  private static boolean isComplex(DataType type) {
    return type == DataType.COMPLEX64 || type == DataType.COMPLEX128;
  }

  private static Number element(Tensor tensor, long index) {
    return tensor.type().isFloatingPoint() ? ofType(tensor.type(), tensor.doubleAt(index)) : tensor.longAt(index);
  }

  /** Return a number in the type whose decimal digits are no more than it has. */
  private static Number ofType(DataType type, double value) {
    if (type == DataType.FLOAT64 || Double.isNaN(value)) {
      return value;
    }
    return type.isFloatingPoint() ? (Number) (float) value : (Number) (long) value;
  }

  /** Return the summary as {@code 0.1, 0.7, ..; smallest 0.1, largest 0.7}. */
  String describe(long elements) {
    if (first.isEmpty()) {
      return elements == 0 ? "no elements" : "complex elements";
    }
    String shown = String.join(", ", first.stream().map(Number::toString).toList());
    return shown + (elements > first.size() ? ", .." : "") + "; smallest " + smallest + ", largest " + largest
        + (notNumbers == 0 ? "" : ", " + notNumbers + " NaN");
  }

  /** Put the summary into a JSON object. */
  void addTo(Map<String, Object> json) {
    json.put("first", first.stream().map(Json::number).toList());
    json.put("min", Json.number(smallest));
    json.put("max", Json.number(largest));
    json.put("nan", notNumbers);
  }
}
