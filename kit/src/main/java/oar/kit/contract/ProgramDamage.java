package oar.kit.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;

/**
 * A program that was spoiled, as a file of anyone's making may be.
 *
 * @param description what was done, for messages
 * @param program what came of it
 */
record ProgramDamage(String description, Program program) {
  private static final Set<String> ENDPOINTS = Set.of("feed", "fetch");
  private static final int MOST_RANKS = 7;

  /** Spoil a program in every way. */
  static Stream<ProgramDamage> of(Program whole) {
    return Stream.of(ofOperators(whole), ofWeights(whole), ofOrder(whole)).flatMap(damage -> damage);
  }

  private static Stream<ProgramDamage> ofOperators(Program whole) {
    return Stream.of(
        each(whole, "without inputs", operator -> without(operator, true)),
        each(whole, "without outputs", operator -> without(operator, false)),
        each(whole, "without attributes", operator -> withAttributes(operator, _ -> null)),
        each(whole, "with texts for attributes", operator -> withAttributes(operator, _ -> new Attribute.Text("?"))),
        each(whole, "with -1 for every number", operator -> withNumbers(operator, -1)),
        each(whole, "with 0 for every number", operator -> withNumbers(operator, 0)),
        each(whole, "with one input for all", operator -> operator.rename(_ -> "nothing")));
  }

  /** Spoil all operators at once but for feeds and fetches. */
  private static ProgramDamage each(Program whole, String description, UnaryOperator<Operator> damage) {
    List<Operator> operators = whole.mainBlock().operators().stream()
        .map(operator -> ENDPOINTS.contains(operator.type()) ? operator : damage.apply(operator)).toList();
    return new ProgramDamage("operators " + description, withOperators(whole, operators));
  }

  private static Operator without(Operator operator, boolean inputs) {
    Operator.Builder builder = operator.toBuilder();
    if (inputs) {
      operator.inputs().keySet().forEach(builder::withoutInput);
    } else {
      operator.outputs().keySet().forEach(builder::withoutOutput);
    }
    return builder.build();
  }

  private static Operator withAttributes(Operator operator, UnaryOperator<Attribute> change) {
    Operator.Builder builder = operator.toBuilder();
    operator.attributes().forEach((name, attribute) -> {
      Attribute changed = change.apply(attribute);
      if (changed == null) {
        builder.withoutAttribute(name);
      } else {
        builder.attribute(name, changed);
      }
    });
    return builder.build();
  }

  private static Operator withNumbers(Operator operator, int number) {
    return withAttributes(operator, attribute -> switch (attribute) {
      case Attribute.IntValue _ -> new Attribute.IntValue(number);
      case Attribute.LongValue _ -> new Attribute.LongValue(number);
      case Attribute.Ints ints -> new Attribute.Ints(Collections.nCopies(ints.values().size(), number));
      case Attribute.Longs longs -> new Attribute.Longs(Collections.nCopies(longs.values().size(), (long) number));
      default -> attribute;
    });
  }

  private static Stream<ProgramDamage> ofWeights(Program whole) {
    if (whole.weights().isEmpty()) {
      return Stream.empty();
    }
    return Stream.concat(
        Stream.of(new ProgramDamage("no weights", whole.withWeights(Map.of())),
            withWeights(whole, "weights of int64", weight -> zeros(DataType.INT64, weight.shape())),
            withWeights(whole, "weights without elements", weight -> zeros(weight.tensor().type(), Shape.of(0)))),
        IntStream.rangeClosed(0, MOST_RANKS).mapToObj(rank -> withWeights(whole, "weights of rank " + rank,
            weight -> zeros(weight.tensor().type(), Shape.of(Collections.nCopies(rank, 1))))));
  }

  private static ProgramDamage withWeights(Program whole, String description, UnaryOperator<Weight> damage) {
    Map<String, Weight> weights = new LinkedHashMap<>(whole.weights());
    weights.replaceAll((_, weight) -> damage.apply(weight));
    return new ProgramDamage(description, whole.withWeights(weights));
  }

  private static Weight zeros(DataType type, Shape shape) {
    return new Weight(new Tensor(type, shape, Tensor.allocate(type, shape)));
  }

  private static Stream<ProgramDamage> ofOrder(Program whole) {
    List<Operator> operators = whole.mainBlock().operators();
    List<Operator> twice = new ArrayList<>(operators);
    twice.addAll(operators);
    return Stream.of(new ProgramDamage("operators in reverse", withOperators(whole, operators.reversed())),
        new ProgramDamage("operators twice", withOperators(whole, twice)),
        new ProgramDamage("no operators between feeds and fetches", withOperators(whole,
            operators.stream().filter(operator -> ENDPOINTS.contains(operator.type())).toList())),
        new ProgramDamage("no variables declared", withBlock(whole, whole.mainBlock().withVariables(List.of()))));
  }

  private static Program withOperators(Program whole, List<Operator> operators) {
    return withBlock(whole, whole.mainBlock().withOperators(operators));
  }

  private static Program withBlock(Program whole, Block block) {
    List<Block> blocks = new ArrayList<>(whole.blocks());
    blocks.set(0, block);
    return whole.withBlocks(blocks);
  }
}
