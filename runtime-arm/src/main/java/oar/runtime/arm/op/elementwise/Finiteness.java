package oar.runtime.arm.op.elementwise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.DoublePredicate;
import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperationFactory;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/** {@code isnan_v2}, {@code isinf_v2}, {@code isfinite_v2}: what kind of number each element is. Bool, with X's LoD. */
public record Finiteness(Input x, Output out, DoublePredicate question) implements Operation {
  /** Return the operators by type. */
  public static Map<String, OperationFactory> factories() {
    SequencedMap<String, OperationFactory> factories = new LinkedHashMap<>();
    factories.put("isnan_v2", factory(Double::isNaN));
    factories.put("isinf_v2", factory(Double::isInfinite));
    factories.put("isfinite_v2", factory(Double::isFinite));
    return factories;
  }

  private static OperationFactory factory(DoublePredicate question) {
    return reader -> new Finiteness(reader.input("X"), reader.output("Out"), question);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type().isFloatingPoint() || input.type().isInteger(),
        "input " + input + " must hold real numbers");
    Operand output = planning.put(out, DataType.BOOL, input.shape(), input.levelOfDetail());
    return workspace -> {
      Elements elements = Elements.of(input);
      Elements answers = Elements.of(output);
      for (long i = 0; i < input.elementCount(); i++) {
        answers.set(i, question.test(elements.getDouble(i)) ? 1L : 0L);
      }
    };
  }
}
