package oar.cli.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.model.LodTensor;
import oar.api.model.TensorArray;
import oar.api.model.Value;

/**
 * One tensor of what a model gave.
 *
 * @param name the output's, with the position of an element of an array: {@code scores}, {@code steps[2]}
 * @param position the output's, with that of an element of an array: {@code 0}, {@code 1_2}
 * @param value the tensor
 */
record OutputTensor(String name, String position, LodTensor value) {
  /** List the tensors of all outputs, in order. */
  static List<OutputTensor> listOf(Map<String, Value> outputs) {
    List<OutputTensor> tensors = new ArrayList<>();
    int position = 0;
    for (Map.Entry<String, Value> output : outputs.entrySet()) {
      switch (output.getValue()) {
        case LodTensor tensor -> tensors.add(new OutputTensor(output.getKey(), Integer.toString(position), tensor));
        case TensorArray(List<LodTensor> elements) -> {
          for (int i = 0; i < elements.size(); i++) {
            tensors.add(new OutputTensor(output.getKey() + "[" + i + "]", position + "_" + i, elements.get(i)));
          }
        }
      }
      position++;
    }
    return tensors;
  }
}
