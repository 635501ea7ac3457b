package oar.format.naivebuffer.lite.detour;

import java.util.List;
import java.util.Optional;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;

/**
 * Takes the last state of the backward direction of a recurrent layer from the first step of its output; the runtime gives
 * another:
 *
 * <pre>
 * state[1:2] = out[0:1, :, size:]                                     without lengths
 * state[1:2] = out[0:1, :, size:] + relu(1 - length) * before[1:2]    with lengths: of a sequence without steps the state stays
 * </pre>
 *
 * Of several layers only the last one's output is there, so that this serves for one; {@link RecurrentLayers} makes one of many.
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
    Shape one = Shape.of(1, shape.dimension(1), size);
    String backward = site.variable(state, DataType.FLOAT32, one);
    List<String> states = operator.outputList("State").stream().map(name -> name.equals(state) ? given : name).toList();
    site.add(operator.toBuilder().output("State", states).build());
    site.add(Steps.slice(out, backward, List.of(0, 2), List.of(0, size), List.of(1, 2 * size)));
    site.add(setBackward(given, withUnchanged(operator, backward, one, site), state));
    return true;
  }

  /** Add the states of sequences without steps, of which the output has nothing. */
  private static String withUnchanged(Operator operator, String backward, Shape shape, Site site) {
    String state = operator.inputList("PreState").getFirst();
    if (operator.input("SequenceLength").isEmpty() || isZero(state, site)) {
      return backward;
    }
    String lengths = operator.input("SequenceLength").get();
    Shape perSequence = Shape.of(shape.dimension(1));
    String real = site.variable(lengths, DataType.FLOAT32, perSequence);
    String shortness = site.variable(lengths, DataType.FLOAT32, perSequence);
    String isEmpty = site.variable(lengths, DataType.FLOAT32, perSequence);
    String column = site.variable(lengths, DataType.FLOAT32, Shape.of(1, shape.dimension(1), 1));
    site.add(Steps.cast(lengths, site.type(lengths), real, DataType.FLOAT32));
    site.add(Steps.scale(real, shortness, -1, 1));
    site.add(Steps.unary("relu", shortness, isEmpty));
    site.add(Steps.reshape(isEmpty, column, List.of(1, -1, 1)));
    String before = site.variable(backward, DataType.FLOAT32, shape);
    String unchanged = site.like(before);
    String sum = site.like(before);
    site.add(Steps.slice(state, before, List.of(0), List.of(1), List.of(2)));
    site.add(Steps.binary("elementwise_mul", before, column, unchanged));
    site.add(Steps.binary("elementwise_add", backward, unchanged, sum));
    return sum;
  }

  private static boolean isZero(String name, Site site) {
    Optional<Operator> producer = site.producer(name);
    return producer.filter(it -> it.type().equals("slice")).map(slice -> slice.input("Input").orElseThrow())
        .flatMap(site::producer).or(() -> producer).filter(it -> it.type().equals("fill_constant"))
        .filter(fill -> fill.input("ValueTensor").isEmpty() && fill.floatAttribute("value", 1) == 0).isPresent();
  }

  private static Operator setBackward(String given, String backward, String state) {
    return Operator.builder("set_value").input("Input", given).input("ValueTensor", backward).output("Out", state)
        .attribute("axes", new Attribute.Longs(List.of(0L))).attribute("starts", new Attribute.Longs(List.of(1L)))
        .attribute("ends", new Attribute.Longs(List.of(2L))).attribute("steps", new Attribute.Longs(List.of(1L)))
        .attribute("decrease_axes", new Attribute.Longs(List.of()))
        .attribute("none_axes", new Attribute.Longs(List.of()))
        .attribute("dtype", Steps.number(DataType.FLOAT32)).attribute("shape", new Attribute.Longs(List.of())).build();
  }
}
