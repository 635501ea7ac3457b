package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;

/**
 * Takes the layers of a recurrent operator that goes in both directions one by one where its last state is read. Only the output
 * of the last layer would be there, and it takes the output of each to lead around the runtime's wrong state
 * ({@link RecurrentStates}).
 */
final class RecurrentLayers implements Detour {
  private static final int DIRECTIONS = 2;
  /** Of each layer: the matrices for the input and for the state, and as many biases, in both directions. */
  private static final int WEIGHTS = 2 * DIRECTIONS;

  @Override
  public boolean take(Operator operator, Site site) {
    int layers = operator.intAttribute("num_layers", 1);
    if (!operator.type().equals("rnn") || !operator.booleanAttribute("is_bidirec", false) || layers == 1
        || operator.output("State").filter(site::isRead).isEmpty()
        || operator.inputList("WeightList").size() != 2 * WEIGHTS * layers) {
      return false;
    }
    List<String> states = operator.outputList("State");
    Shape shape = site.shape(states.getFirst()).orElse(Shape.SCALAR);
    if (shape.rank() != 3 || shape.dimension(2) <= 0) {
      return false;
    }
    Shape ofLayer = Shape.of(DIRECTIONS, shape.dimension(1), shape.dimension(2));
    List<List<String>> parts = states.stream().<List<String>>map(_ -> new ArrayList<>()).toList();
    String input = operator.input("Input").orElseThrow();
    for (int layer = 0; layer < layers; layer++) {
      Operator.Builder single = ofLayer(operator, layer, layers, ofLayer, site).input("Input", input);
      input = layer == layers - 1
          ? operator.output("Out").orElseThrow()
          : site.like(operator.output("Out").orElseThrow());
      List<String> last = states.stream().map(name -> site.variable(name, DataType.FLOAT32, ofLayer)).toList();
      for (int i = 0; i < last.size(); i++) {
        parts.get(i).add(last.get(i));
      }
      site.add(single.output("Out", input).output("State", last).build());
    }
    for (int i = 0; i < states.size(); i++) {
      site.add(Operator.builder("concat").input("X", parts.get(i)).output("Out", states.get(i)).attribute("axis", 0)
          .build());
    }
    return true;
  }

  private static Operator.Builder ofLayer(Operator operator, int layer, int layers, Shape state, Site site) {
    List<String> all = operator.inputList("WeightList");
    List<String> weights = new ArrayList<>(all.subList(WEIGHTS * layer, WEIGHTS * (layer + 1)));
    weights.addAll(all.subList(WEIGHTS * (layers + layer), WEIGHTS * (layers + layer + 1)));
    List<String> before = new ArrayList<>();
    for (String name : operator.inputList("PreState")) {
      String part = site.variable(name, DataType.FLOAT32, state);
      site.add(Steps.slice(name, part, List.of(0), List.of(DIRECTIONS * layer), List.of(DIRECTIONS * (layer + 1))));
      before.add(part);
    }
    Operator.Builder single = operator.toBuilder().input("WeightList", weights).input("PreState", before)
        .attribute("num_layers", 1);
    for (String slot : List.of("DropoutState", "Reserve")) {
      operator.output(slot).ifPresent(name -> single.output(slot, site.like(name)));
    }
    return layer == 0 ? single : single.attribute("input_size", Math.toIntExact(DIRECTIONS * state.dimension(2)));
  }
}
