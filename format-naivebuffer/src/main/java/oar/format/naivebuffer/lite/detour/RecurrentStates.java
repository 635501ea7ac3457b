package oar.format.naivebuffer.lite.detour;

import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;

/**
 * Takes the last state of the backward direction of a recurrent layer from the first step of its output; the runtime gives
 * another:
 *
 * <pre>
 * state[1:2] = out[0:1, :, size:]
 * </pre>
 *
 * Of several layers only the last one's output is there, so that this serves for one.
 */
final class RecurrentStates implements Detour {
  @Override
  public boolean take(Operator operator, Site site) {
    if (!operator.type().equals("rnn") || !operator.booleanAttribute("is_bidirec", false)
        || operator.intAttribute("num_layers", 1) != 1 || operator.output("State").filter(site::isRead).isEmpty()) {
      return false;
    }
    String state = operator.output("State").orElseThrow();
    String out = operator.output("Out").orElseThrow();
    Shape shape = site.shape(state).orElse(Shape.SCALAR);
    if (shape.rank() != 3 || shape.dimension(2) <= 0) {
      return false;
    }
    int size = Math.toIntExact(shape.dimension(2));
    String given = site.like(state);
    String backward = site.variable(state, DataType.FLOAT32, Shape.of(1, shape.dimension(1), size));
    List<String> states = operator.outputList("State").stream().map(name -> name.equals(state) ? given : name).toList();
    site.add(operator.toBuilder().output("State", states).build());
    site.add(Operator.builder("slice").input("Input", out).output("Out", backward).attribute("axes", List.of(0, 2))
        .attribute("starts", List.of(0, size)).attribute("ends", List.of(1, 2 * size))
        .attribute("infer_flags", List.of(1, 1)).attribute("decrease_axis", List.of()).build());
    site.add(Operator.builder("set_value").input("Input", given).input("ValueTensor", backward).output("Out", state)
        .attribute("axes", new Attribute.Longs(List.of(0L))).attribute("starts", new Attribute.Longs(List.of(1L)))
        .attribute("ends", new Attribute.Longs(List.of(2L))).attribute("steps", new Attribute.Longs(List.of(1L)))
        .attribute("decrease_axes", new Attribute.Longs(List.of()))
        .attribute("none_axes", new Attribute.Longs(List.of()))
        .attribute("dtype", Steps.number(DataType.FLOAT32)).attribute("shape", new Attribute.Longs(List.of())).build());
    return true;
  }
}
