package oar.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import oar.api.error.ProviderException;
import oar.api.model.DataType;
import oar.api.model.Program;
import oar.api.model.Quantization;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.api.quantization.WeightDecision;
import oar.api.quantization.WeightSelection;

/**
 * A program whose weights were stored in another way.
 *
 * @param program with the new weights
 * @param weights what became of each, in the program's order
 */
record WeightConversion(Program program, List<StageReport.WeightReport> weights) {
  /**
   * Quantize the weights that a selection chooses.
   *
   * @throws ProviderException if the quantizer does not keep a weight's shape or does not name itself
   */
  static WeightConversion quantize(Program program, Quantizer quantizer, Options options, WeightSelection selection) {
    List<WeightDecision> decisions = selection.decide(program);
    Map<String, Weight> quantized = decisions.parallelStream().filter(decision -> decision.channelAxis().isPresent())
        .collect(Collectors.toConcurrentMap(WeightDecision::weight, decision -> quantize(quantizer,
            decision, program.weights().get(decision.weight()), options)));
    return of(program, quantized, decisions);
  }

  private static Weight quantize(Quantizer quantizer, WeightDecision decision, Weight weight, Options options) {
    Weight quantized = quantizer.quantize(decision.weight(), weight, decision.channelAxis().orElseThrow(), options);
    String writer = quantized.quantization().map(Quantization::quantizer).orElse("none");
    if (!writer.equals(quantizer.id()) || !quantized.shape().equals(weight.shape())) {
      throw new ProviderException("quantizer " + quantizer.id() + " makes of weight " + decision.weight() + " "
          + weight.shape() + " one " + quantized.shape() + " that names the quantizer " + writer
          + "; it must keep the shape and name itself");
    }
    return quantized;
  }

  /** Make every quantized weight FLOAT32 again. */
  static WeightConversion dequantize(Program program, Dequantizer dequantizer) {
    Map<String, Weight> real = program.weights().entrySet().parallelStream()
        .filter(entry -> entry.getValue().quantization().isPresent())
        .collect(Collectors.toConcurrentMap(Map.Entry::getKey, entry -> new Weight(
            dequantizer.dequantize(entry.getKey(), entry.getValue()), entry.getValue().levelOfDetail(),
            Optional.empty())));
    List<WeightDecision> decisions = WeightSelection.DEFAULT.decide(program).stream().map(decision -> {
      Optional<String> reason = real.containsKey(decision.weight())
          ? Optional.empty()
          : Optional.of("it is not quantized");
      return new WeightDecision(decision.weight(), decision.users(), decision.channelAxis(), reason);
    }).toList();
    return of(program, real, decisions);
  }

  private static WeightConversion of(Program program, Map<String, Weight> replacements,
      List<WeightDecision> decisions) {
    SequencedMap<String, Weight> weights = new LinkedHashMap<>(program.weights());
    weights.replaceAll((name, weight) -> replacements.getOrDefault(name, weight));
    List<StageReport.WeightReport> reports = decisions.stream().map(
        decision -> report(decision, program.weights().get(decision.weight()), weights.get(decision.weight())))
        .toList();
    return new WeightConversion(replacements.isEmpty() ? program : program.withWeights(weights), reports);
  }

  private static StageReport.WeightReport report(WeightDecision decision, Weight before, Weight after) {
    long scaleBytes = after.quantization().map(Quantization::scales).map(Tensor::data).map(data -> data.byteSize())
        .orElse(0L);
    DataType typeBefore = before.tensor().type();
    return new StageReport.WeightReport(decision.weight(), decision.users(), after.shape(), typeBefore,
        after.tensor().type(), before.byteSize(), after.tensor().data().byteSize(), scaleBytes, decision.reason());
  }
}
