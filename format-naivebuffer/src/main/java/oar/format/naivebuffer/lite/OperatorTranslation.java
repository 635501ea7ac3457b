package oar.format.naivebuffer.lite;

import java.util.List;
import java.util.Map;
import java.util.Set;
import oar.api.model.Attribute;
import oar.api.model.Operator;

/** Translates operators and their attributes to those that the real runtime reads. */
final class OperatorTranslation {
  /** These say where an operator came from; no kernel reads them. */
  private static final Set<String> PROVENANCE = Set.of("op_callstack", "op_namescope", "op_role", "op_role_var",
      "workspace_size_MB");
  /** The runtime has a kernel for the key, but it does nothing; the value does both. */
  private static final Map<String, String> TYPES = Map.of("depthwise_conv2d_transpose", "conv2d_transpose");
  /** What the runtime demands and Paddle leaves out, because it has come to assume it. */
  private static final Map<String, Map<String, Attribute>> ASSUMED = Map.of(//
      "relu6", Map.of("threshold", new Attribute.FloatValue(6)), //
      "swish", Map.of("beta", new Attribute.FloatValue(1)));

  /** These make a tensor of rank 0 where attribute {@code shape} is empty, which the runtime knows only with one element. */
  private static final Set<String> SHAPED = Set.of("fill_constant", "uniform_random", "gaussian_random", "expand_v2",
      "assign_value", "set_value");

  /** The runtime takes the first name of an optional slot that is there, and dies if there is none. */
  private static final Set<String> WITHOUT_EMPTY_SLOTS = Set.of("layer_norm");
  private static final String SHAPE = "shape";

  private OperatorTranslation() {}

  /**
   * Translate one operator.
   *
   * @param problems takes the attributes that the runtime cannot read
   */
  static Operator translate(Operator operator, Scope scope, List<String> problems) {
    Operator.Builder builder = operator.toBuilder().type(TYPES.getOrDefault(operator.type(), operator.type()));
    operator.attributes().forEach((name, attribute) -> {
      if (PROVENANCE.contains(name)) {
        builder.withoutAttribute(name);
      } else {
        translate(operator, name, attribute, builder, problems);
      }
    });
    ASSUMED.getOrDefault(operator.type(), Map.of()).forEach((name, attribute) -> {
      if (operator.attribute(name).isEmpty()) {
        builder.attribute(name, attribute);
      }
    });
    if (WITHOUT_EMPTY_SLOTS.contains(operator.type())) {
      operator.inputs().entrySet().stream().filter(slot -> slot.getValue().isEmpty())
          .forEach(slot -> builder.withoutInput(slot.getKey()));
    }
    if (SHAPED.contains(operator.type())) {
      makeRankOne(operator, builder);
    }
    if (operator.type().equals("fetch")) {
      operator.input("X").flatMap(scope::type)
          .ifPresent(type -> builder.attribute("data_type", type.precision().number()));
    }
    return builder.build();
  }

  private static void makeRankOne(Operator operator, Operator.Builder builder) {
    Attribute shape = operator.attributes().get(SHAPE);
    if (shape instanceof Attribute.Ints(List<Integer> values) && values.isEmpty()) {
      builder.attribute(SHAPE, List.of(1));
    } else if (shape instanceof Attribute.Longs(List<Long> values) && values.isEmpty()) {
      builder.attribute(SHAPE, new Attribute.Longs(List.of(1L)));
    }
  }

  private static void translate(Operator operator, String name, Attribute attribute, Operator.Builder builder,
      List<String> problems) {
    switch (attribute) {
      case Attribute.BlockIndex(int index) -> builder.attribute(name, index);
      case Attribute.Scalars(List<Attribute.Scalar> values) when name.equals(SetValue.VALUES) ->
        SetValue.translate(operator, values, builder, problems);
      case Attribute.Booleans _,Attribute.BlockIndexes _,Attribute.VariableName _,Attribute.VariableNames _,Attribute.ScalarValue _,Attribute.Scalars _ ->
        problems.add("operator " + operator + ": attribute " + name + " is " + attribute
            + ", a type that the runtime does not read");
      case Attribute.IntValue _,Attribute.LongValue _,Attribute.FloatValue _,Attribute.DoubleValue _,Attribute.BooleanValue _,Attribute.Text _,Attribute.Ints _,Attribute.Longs _,Attribute.Floats _,Attribute.Doubles _,Attribute.Texts _ -> {
        // stays as it is
      }
    }
  }
}
