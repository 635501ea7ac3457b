package oar.api.quantization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oar.api.error.NameHint;
import oar.api.error.UsageException;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Weight;

/**
 * Which weights of a program to quantize. Left alone, it chooses the filters and matrices of convolutions and products, and
 * the tables of {@code lookup_table}; biases stay as they are. Weights that Paddle-Lite could not make real again ({@code rnn},
 * {@code lookup_table_v2}, {@code conv2d_transpose} and others have such) it chooses only when selectors name them.
 *
 * <p>A selector is the type of an operator, which stands for the weights that such operators read, or the name of a weight,
 * in which {@code *} stands for any characters. The types of operators that have weights to quantize may be given whether or
 * not a program has such operators, if another of {@code only}, or of {@code except}, matches a weight; any other selector
 * must match one.
 *
 * {@snippet file="SnippetTests.java" region="selection"}
 *
 * @param only selectors of the weights to choose from; empty for all
 * @param except selectors of weights to leave
 * @param compatible whether to choose exactly what Paddle-Lite's opt chooses: every weight of rank 1, 2 or 4 that a
 *     {@code conv2d}, {@code fc}, {@code mul}, {@code matmul}, {@code matmul_v2} or {@code lookup_table} reads
 */
public record WeightSelection(List<String> only, List<String> except, boolean compatible) {
  /** The weights that are worth quantizing. */
  public static final WeightSelection DEFAULT = new WeightSelection(List.of(), List.of(), false);

  /** Create a selection. */
  public WeightSelection {
    only = List.copyOf(only);
    except = List.copyOf(except);
  }

  /**
   * Decide on every weight of a program.
   *
   * @return one decision for each weight, in the program's order
   * @throws UsageException if {@code only} or {@code except} matches no weight, or a selector of them that must
   */
  public List<WeightDecision> decide(Program program) {
    Map<String, List<Operator>> users = users(program);
    requireMatches(program, users);
    List<WeightDecision> decisions = new ArrayList<>();
    program.weights()
        .forEach((name, weight) -> decisions.add(decide(name, weight, users.getOrDefault(name, List.of()))));
    return List.copyOf(decisions);
  }

  private static Map<String, List<Operator>> users(Program program) {
    Map<String, List<Operator>> users = new LinkedHashMap<>();
    for (Block block : program.blocks()) {
      for (Operator operator : block.operators()) {
        for (String name : new LinkedHashSet<>(operator.inputVariables())) {
          if (program.weights().containsKey(name)) {
            users.computeIfAbsent(name, key -> new ArrayList<>()).add(operator);
          }
        }
      }
    }
    return users;
  }

  private void requireMatches(Program program, Map<String, List<Operator>> users) {
    for (List<String> selectors : List.of(only, except)) {
      for (String selector : selectors) {
        if (!WeightRole.isKnown(selector)) {
          requireMatch(List.of(selector), program, users);
        }
      }
      if (!selectors.isEmpty()) {
        requireMatch(selectors, program, users);
      }
    }
  }

  private static void requireMatch(List<String> selectors, Program program, Map<String, List<Operator>> users) {
    if (matchesNothing(selectors, program, users)) {
      Set<String> types = typesWithWeights(users);
      throw new UsageException(
          selectors.stream().map(selector -> "'" + selector + "'").collect(Collectors.joining(", "))
              + (selectors.size() == 1 ? " matches" : " match") + " no weight of this model; give an operator type ("
              + String.join(", ", types) + ") or the name of a weight, in which * stands for anything"
              + NameHint.of(selectors.getFirst(),
                  Stream.concat(types.stream(), program.weights().keySet().stream()).toList()));
    }
  }

  private static boolean matchesNothing(List<String> selectors, Program program, Map<String, List<Operator>> users) {
    return program.weights().keySet().stream().noneMatch(name -> selectors.stream()
        .anyMatch(selector -> matches(selector, name, users.getOrDefault(name, List.of()))));
  }

  private static Set<String> typesWithWeights(Map<String, List<Operator>> users) {
    return users.values().stream().flatMap(List::stream).map(Operator::type).sorted()
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean matches(String selector, String name, List<Operator> users) {
    if (users.stream().anyMatch(operator -> operator.type().equals(selector))) {
      return true;
    }
    String pattern = Pattern.compile("*", Pattern.LITERAL).splitAsStream(selector).map(Pattern::quote)
        .collect(Collectors.joining(".*", "", selector.endsWith("*") ? ".*" : ""));
    return name.matches(pattern);
  }

  private WeightDecision decide(String name, Weight weight, List<Operator> users) {
    List<String> types = users.stream().map(Operator::type).distinct().toList();
    if (weight.quantization().isPresent()) {
      return WeightDecision.keep(name, types, "it is quantized already");
    }
    if (weight.tensor().type() != DataType.FLOAT32) {
      return WeightDecision.keep(name, types, "it is of " + weight.tensor().type() + ", not of float32");
    }
    if (users.isEmpty()) {
      return WeightDecision.keep(name, types, "no operator reads it");
    }
    if (!only.isEmpty() && only.stream().noneMatch(selector -> matches(selector, name, users))) {
      return WeightDecision.keep(name, types, "it is not selected");
    }
    for (String selector : except) {
      if (matches(selector, name, users)) {
        return WeightDecision.keep(name, types, "it is excepted by '" + selector + "'");
      }
    }
    return compatible ? decideCompatibly(name, weight, users, types) : decideByRole(name, weight, users, types);
  }

  private WeightDecision decideByRole(String name, Weight weight, List<Operator> users, List<String> types) {
    int rank = weight.shape().rank();
    OptionalInt chosen = firstAxis(users, operator -> WeightRole.channelAxis(operator, name, rank));
    OptionalInt onRequest = firstAxis(users, operator -> WeightRole.channelAxisOnRequest(operator, name, rank));
    OptionalInt axis = chosen.isPresent() || only.isEmpty() ? chosen : onRequest;
    if (axis.isPresent()) {
      return weight.shape().elementCount() == 0
          ? WeightDecision.keep(name, types, "it is empty")
          : WeightDecision.quantize(name, types, axis.getAsInt());
    }
    if (onRequest.isPresent()) {
      return WeightDecision.keep(name, types, "it is quantized on request only, with --only");
    }
    return WeightDecision.keep(name, types,
        types.stream().anyMatch(WeightRole::isKnown)
            ? "it is a bias or the like, which would not get smaller"
            : String.join(", ", types) + " has no weight that is quantized");
  }

  private static OptionalInt firstAxis(List<Operator> users, Function<Operator, OptionalInt> axis) {
    return users.stream().map(axis).filter(OptionalInt::isPresent).findFirst().orElse(OptionalInt.empty());
  }

  private static WeightDecision decideCompatibly(String name, Weight weight, List<Operator> users, List<String> types) {
    int rank = weight.shape().rank();
    for (Operator operator : users) {
      OptionalInt axis = WeightRole.compatibleAxis(operator, rank);
      if (axis.isPresent()) {
        return rank == 1 || rank == 2 || rank == 4
            ? WeightDecision.quantize(name, types, axis.getAsInt())
            : WeightDecision.keep(name, types, "its rank is " + rank + ", where Paddle-Lite's opt aborts");
      }
    }
    return WeightDecision.keep(name, types, "Paddle-Lite's opt does not quantize " + String.join(", ", types));
  }
}
