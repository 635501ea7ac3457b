package oar.runtime.arm.op.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Contraction;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code einsum}: Einstein's sum of products, as {@code equation} says: dimensions that have one label run together, and those
 * whose labels the output lacks are summed over. A label that an operand has twice is its diagonal. Operands are multiplied from
 * the first to the last. No LoD.
 */
public final class Einsum implements Operation {
  private final List<Input> inputs;
  private final Output out;
  private final EinsumEquation equation;

  /** Read an operator. */
  public Einsum(OperatorReader reader) {
    inputs = reader.inputs("Operands");
    out = reader.output("Out");
    equation = EinsumEquation.of(reader, inputs.size());
  }

  /** A tensor and by how many elements each label moves in it. */
  private record Factor(Supplier<Elements> elements, Map<Integer, Long> strides) {}

  @Override
  public Computation plan(Planning planning) {
    List<Operand> operands = planning.get(inputs);
    DataType type = operands.getFirst().type();
    planning.require(type.isInteger() || type.isFloatingPoint(),
        "input " + operands.getFirst() + " must be of numbers");
    Map<Integer, Long> extents = new LinkedHashMap<>();
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      planning.require(operands.get(i).type() == type, "inputs " + operands + " must be of one type");
      factors.add(factor(planning, operands.get(i), equation.labels(planning, i, operands), extents));
    }
    List<Integer> labels = equation.outputLabels(planning, operands);
    Operand output = planning.put(out, type, shape(labels, extents));
    if (factors.size() == 1) {
      Elements one = Elements.of(type, Tensor.allocate(type, Shape.SCALAR));
      one.set(0, 1L);
      factors.add(new Factor(() -> one, Map.of()));
    }
    List<Computation> products = new ArrayList<>();
    Factor product = factors.getFirst();
    for (int i = 1; i < factors.size(); i++) {
      boolean isLast = i == factors.size() - 1;
      List<Integer> kept = isLast
          ? labels
          : kept(product, factors.get(i), factors.subList(i + 1, factors.size()), labels);
      Operand result = isLast ? output : planning.scratch(type, shape(kept, extents));
      Factor target = new Factor(() -> Elements.of(result), strides(result, kept));
      Computation sum = multiply(product, factors.get(i), target, extents);
      products.add(workspace -> {
        Copies.fill(result, 0);
        sum.run(workspace);
      });
      product = target;
    }
    return Copies.all(products);
  }

  private static Factor factor(Planning planning, Operand operand, List<Integer> labels, Map<Integer, Long> extents) {
    View view = View.of(operand.shape().dimensions());
    Map<Integer, Long> strides = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      long extent = view.extent(i);
      long known = extents.getOrDefault(labels.get(i), 1L);
      planning.require(known == 1 || extent == 1 || known == extent,
          "dimension " + i + " of input " + operand + " has a label whose dimension in another place is " + known);
      extents.put(labels.get(i), known == 1 ? extent : known);
      strides.merge(labels.get(i), extent == 1 ? 0 : view.stride(i), Long::sum);
    }
    return new Factor(() -> Elements.of(operand), strides);
  }

  private static Shape shape(List<Integer> labels, Map<Integer, Long> extents) {
    return Shape.of(labels.stream().mapToLong(extents::get).toArray());
  }

  private static SequencedMap<Integer, Long> strides(Operand operand, List<Integer> labels) {
    View view = View.of(operand.shape().dimensions());
    SequencedMap<Integer, Long> strides = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      strides.put(labels.get(i), view.stride(i));
    }
    return strides;
  }

  /** Return the labels of two factors that the output or a later factor has. */
  private static List<Integer> kept(Factor left, Factor right, List<Factor> later, List<Integer> output) {
    SequencedSet<Integer> kept = new LinkedHashSet<>(left.strides.keySet());
    kept.addAll(right.strides.keySet());
    Set<Integer> needed = new LinkedHashSet<>(output);
    later.forEach(factor -> needed.addAll(factor.strides.keySet()));
    kept.retainAll(needed);
    return List.copyOf(kept);
  }

  private static Computation multiply(Factor left, Factor right, Factor result, Map<Integer, Long> extents) {
    SequencedSet<Integer> labels = new LinkedHashSet<>(result.strides.keySet());
    labels.addAll(left.strides.keySet());
    labels.addAll(right.strides.keySet());
    List<Contraction.Loop> loops = new ArrayList<>(List.of(new Contraction.Loop(1, 0, 0, 0)));
    for (int label : labels) {
      loops.add(new Contraction.Loop(extents.get(label), left.strides.getOrDefault(label, 0L),
          right.strides.getOrDefault(label, 0L), result.strides.getOrDefault(label, 0L)));
    }
    return workspace -> new Contraction(loops, left.elements.get(), right.elements.get(), result.elements.get()).run(0,
        0,
        0);
  }
}
