package oar.runtime.arm.plan;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import oar.api.Dequantizer;
import oar.api.error.ProviderException;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.runtime.arm.machine.Machine;

/** The weights of a compiled model, shared by all its predictors. */
public final class Constants {
  private static final String INTEGER_QUANTIZER = "int8";

  private final Map<String, Weight> weights;
  private final Dequantizer dequantizer;
  private final ComputationSettings settings;
  private final Map<String, Operand> operands = new ConcurrentHashMap<>();

  /**
   * Take the weights of a program.
   *
   * @param weights name to weight
   * @param dequantizer reads the quantized ones
   * @param settings how they are computed with
   */
  public Constants(Map<String, Weight> weights, Dequantizer dequantizer, ComputationSettings settings) {
    this.weights = Map.copyOf(weights);
    this.dequantizer = dequantizer;
    this.settings = settings;
  }

  /** Tell whether operators compute with integers where a weight has them. */
  boolean computesWithIntegers() {
    return settings.mode() == PredictionMode.INTEGER;
  }

  /** Tell whether sums are made of products as the operator's formula says, and not of fewer ones that round more. */
  boolean computesExactly() {
    return settings.isExact();
  }

  /** Return what machine code may be written for. */
  public Machine machine() {
    return settings.machine();
  }

  /** Tell whether there is a weight of that name. */
  public boolean contains(String name) {
    return weights.containsKey(name);
  }

  /** Return a weight as it is stored. */
  public Weight weight(String name) {
    return weights.get(name);
  }

  /**
   * Return a weight's elements as an operator takes them. Those of a quantized weight are computed anew at each call, so that
   * an operation that packs them leaves no copy behind.
   *
   * @throws ProviderException if the quantizer that stored them is not to be had
   */
  public Tensor tensor(String name) {
    Weight weight = weights.get(name);
    return weight.quantization().isPresent() ? dequantizer.dequantize(name, weight) : weight.tensor();
  }

  /** Return a weight whose INT8 elements operators are to compute with, or empty if they are to have real numbers. */
  public Optional<Weight> integers(String name) {
    return Optional.of(weight(name)).filter(weight -> computesWithIntegers()
        && weight.tensor().type() == DataType.INT8
        && weight.quantization().filter(how -> how.quantizer().equals(INTEGER_QUANTIZER)).isPresent());
  }

  /** Return a weight as an operand. Its elements stay in memory from then on. */
  Operand operand(String name) {
    return operands.computeIfAbsent(name, key -> new Operand(key, tensor(key), levelOfDetail(key)));
  }

  private LevelOfDetail levelOfDetail(String name) {
    return weights.get(name).levelOfDetail();
  }
}
