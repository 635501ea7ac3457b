package oar.format.naivebuffer.lite.detour;

import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Gives a recurrent operator the lengths of its sequences in 32 bits; the runtime takes them to be so whatever they are. */
final class SequenceLengths implements Detour {
  @Override
  public boolean take(Operator operator, Site site) {
    Optional<String> lengths = operator.input("SequenceLength").filter(name -> site.type(name) == DataType.INT64);
    if (!operator.type().equals("rnn") || lengths.isEmpty()) {
      return false;
    }
    Shape shape = site.shape(lengths.get()).orElse(Shape.of(Shape.UNKNOWN));
    String narrow = site.variable(lengths.get(), DataType.INT32, shape);
    site.add(Steps.cast(lengths.get(), DataType.INT64, narrow, DataType.INT32));
    site.add(operator.toBuilder().input("SequenceLength", narrow).build());
    return true;
  }
}
