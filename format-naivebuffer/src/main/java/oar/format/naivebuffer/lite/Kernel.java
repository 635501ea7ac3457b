package oar.format.naivebuffer.lite;

import java.util.HashMap;
import java.util.Map;

/**
 * An implementation of an operator in the real runtime.
 *
 * @param alias what tells it from others of the same place
 * @param target the number of what it runs on
 * @param precision what it computes in
 * @param layout the number of its data layout
 * @param inputs slot to what it takes; any tensor in a slot that is absent
 * @param outputs slot to what it gives; any tensor in a slot that is absent
 */
record Kernel(String alias, int target, Precision precision, int layout, Map<String, ArgumentType> inputs,
    Map<String, ArgumentType> outputs) {
  static final int HOST = 1;
  static final int ARM = 4;
  private static final String ARROW = "->";

  /** Create a kernel. */
  Kernel {
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
  }

  /** Parse a line of the kernel table. */
  static Kernel parse(String line) {
    String[] words = line.split(" ");
    String[] place = words[0].split("/");
    Map<String, ArgumentType> inputs = new HashMap<>();
    Map<String, ArgumentType> outputs = new HashMap<>();
    Map<String, ArgumentType> slots = inputs;
    for (int i = 1; i < words.length; i++) {
      if (words[i].equals(ARROW)) {
        slots = outputs;
      } else {
        int colon = words[i].indexOf(':');
        slots.put(words[i].substring(0, colon), ArgumentType.parse(words[i].substring(colon + 1)));
      }
    }
    return new Kernel(place[0], Integer.parseInt(place[1]), Precision.ofNumber(Integer.parseInt(place[2])),
        Integer.parseInt(place[3]), inputs, outputs);
  }

  ArgumentType input(String slot) {
    return inputs.getOrDefault(slot, ArgumentType.ANY_TENSOR);
  }

  ArgumentType output(String slot) {
    return outputs.getOrDefault(slot, ArgumentType.ANY_TENSOR);
  }

  /** Return the text by which a file names the kernel for an operator, for example {@code conv2d/def/4/1/1}. */
  String describe(String operatorType) {
    return operatorType + "/" + alias + "/" + target + "/" + precision.number() + "/" + layout;
  }
}
