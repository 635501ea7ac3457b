package oar.api.quantization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import oar.api.error.UsageException;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import org.junit.jupiter.api.Test;

class WeightSelectionTests {
  private final Map<String, Weight> weights = new LinkedHashMap<>();

  private String weight(String name, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    weights.put(name, new Weight(Tensor.of(shape, new float[(int) shape.elementCount()])));
    return name;
  }

  private Map<String, WeightDecision> decide(WeightSelection selection, Operator... operators) {
    Program program = new Program(new Block(List.of(), List.of(operators)), weights);
    return selection.decide(program).stream().collect(Collectors.toMap(WeightDecision::weight, Function.identity()));
  }

  private Operator convolution() {
    return Operator.builder("conv2d").input("Filter", weight("filter", 4, 3, 3, 3)).input("Bias", weight("bias", 4))
        .build();
  }

  private Operator fullyConnected() {
    return Operator.builder("fc").input("W", weight("matrix", 8, 2)).input("Bias", weight("row", 2)).build();
  }

  private static WeightSelection only(String... selectors) {
    return new WeightSelection(List.of(selectors), List.of(), false);
  }

  private static WeightSelection except(String... selectors) {
    return new WeightSelection(List.of(), List.of(selectors), false);
  }

  private static WeightSelection compatible() {
    return new WeightSelection(List.of(), List.of(), true);
  }

  @Test
  void filtersHaveTheirOutputChannelsFirstAndMatricesTheirColumns() {
    Map<String, WeightDecision> decisions = decide(WeightSelection.DEFAULT, convolution(), fullyConnected());
    assertEquals(OptionalInt.of(0), decisions.get("filter").channelAxis());
    assertEquals(OptionalInt.of(1), decisions.get("matrix").channelAxis());
  }

  @Test
  void biasesStayAndSayWhy() {
    Map<String, WeightDecision> decisions = decide(WeightSelection.DEFAULT, convolution());
    assertEquals(OptionalInt.empty(), decisions.get("bias").channelAxis());
    assertEquals(Optional.of("it is a bias or the like, which would not get smaller"), decisions.get("bias").reason());
  }

  @Test
  void transposedMatrixHasItsChannelsInItsRows() {
    Operator product = Operator.builder("matmul_v2").input("Y", weight("y", 2, 8)).attribute("trans_y", true).build();
    assertEquals(OptionalInt.of(0), decide(WeightSelection.DEFAULT, product).get("y").channelAxis());
  }

  @Test
  void leftMatrixHasItsChannelsInItsRows() {
    Operator product = Operator.builder("matmul_v2").input("X", weight("x", 2, 8)).build();
    assertEquals(OptionalInt.of(0), decide(WeightSelection.DEFAULT, product).get("x").channelAxis());
  }

  @Test
  void weightsOfOtherOperatorsStay() {
    Operator other = Operator.builder("layer_norm").input("Scale", weight("scale", 8)).build();
    assertEquals(Optional.of("layer_norm has no weight that is quantized"),
        decide(WeightSelection.DEFAULT, other).get("scale").reason());
  }

  @Test
  void weightThatNothingReadsStays() {
    weight("lost", 2, 2);
    assertEquals(Optional.of("no operator reads it"), decide(WeightSelection.DEFAULT).get("lost").reason());
  }

  @Test
  void integersStay() {
    weights.put("table", new Weight(Tensor.of(Shape.of(2, 2), 1L, 2L, 3L, 4L)));
    Operator lookup = Operator.builder("lookup_table").input("W", "table").build();
    assertEquals(Optional.of("it is of int64, not of float32"),
        decide(WeightSelection.DEFAULT, lookup).get("table").reason());
  }

  @Test
  void sharedWeightIsDecidedOnceByTheFirstOperatorThatHasARoleForIt() {
    Operator other = Operator.builder("elementwise_add").input("Y", weight("shared", 8, 2)).build();
    Operator first = Operator.builder("fc").input("W", "shared").build();
    WeightDecision decision = decide(WeightSelection.DEFAULT, other, first).get("shared");
    assertEquals(OptionalInt.of(1), decision.channelAxis());
    assertEquals(List.of("elementwise_add", "fc"), decision.users());
  }

  @Test
  void onlyAndExceptTakeOperatorTypesAndNames() {
    Operator[] operators = {convolution(), fullyConnected()};
    assertTrue(decide(only("conv2d"), operators).get("matrix").reason().orElseThrow().contains("not selected"));
    assertTrue(decide(only("mat*"), operators).get("matrix").channelAxis().isPresent());
    assertTrue(decide(only("mat*"), operators).get("filter").reason().isPresent());
    assertEquals(Optional.of("it is excepted by 'fc'"), decide(except("fc"), operators).get("matrix").reason());
  }

  @Test
  void starsStandForAnyCharacters() {
    Operator[] operators = {convolution(), fullyConnected()};
    assertTrue(decide(only("*tri*"), operators).get("matrix").channelAxis().isPresent());
    assertTrue(decide(only("*"), operators).get("filter").channelAxis().isPresent());
    assertThrows(UsageException.class, () -> decide(only("matri"), operators));
    assertThrows(UsageException.class, () -> decide(only("f.lter"), operators));
  }

  @Test
  void weightsThatOnlyOarMakesRealStayUnlessTheyAreNamed() {
    Operator lookup = Operator.builder("lookup_table_v2").input("W", weight("table", 9, 4)).build();
    assertEquals(Optional.of("it is quantized on request only, with --only"),
        decide(WeightSelection.DEFAULT, lookup).get("table").reason());
    assertEquals(OptionalInt.of(0), decide(only("lookup_table_v2"), lookup).get("table").channelAxis());
    assertEquals(OptionalInt.of(0), decide(only("tab*"), lookup).get("table").channelAxis());
  }

  @Test
  void requestedWeightsHaveTheirChannelsWhereTheirResultsAre() {
    Operator[] operators = {
        Operator.builder("rnn").input("WeightList", List.of(weight("ih", 8, 3), weight("hh", 8, 2), weight("bias", 8)))
            .build(),
        Operator.builder("lstm").input("Weight", weight("gates", 2, 8)).build(),
        Operator.builder("gru").input("Weight", weight("joined", 2, 6)).build(),
        Operator.builder("conv2d_transpose").input("Filter", weight("up", 4, 2, 3, 3)).build(),
        Operator.builder("conv3d").input("Filter", weight("volume", 4, 2, 3, 3, 3)).build(),
        Operator.builder("bmm").input("X", weight("left", 2, 3, 4)).input("Y", weight("right", 2, 4, 5)).build()};
    Map<String, WeightDecision> decisions = decide(only("*"), operators);
    Map<String, Integer> axes = new LinkedHashMap<>();
    decisions.forEach((name, decision) -> decision.channelAxis().ifPresent(axis -> axes.put(name, axis)));
    assertEquals(Map.of("ih", 0, "hh", 0, "gates", 1, "joined", 0, "up", 1, "volume", 0, "left", 1, "right", 2), axes);
    assertEquals(Optional.of("it is a bias or the like, which would not get smaller"), decisions.get("bias").reason());
  }

  @Test
  void aWeightThatIsChosenAnywayIsChosenForTheOperatorThatAsksForIt() {
    Operator lookup = Operator.builder("lookup_table_v2").input("W", weight("tied", 9, 4)).build();
    Operator product = Operator.builder("matmul_v2").input("Y", "tied").build();
    assertEquals(OptionalInt.of(1), decide(WeightSelection.DEFAULT, lookup, product).get("tied").channelAxis());
  }

  @Test
  void selectorThatMatchesNothingIsAnError() {
    UsageException refusal = assertThrows(UsageException.class, () -> decide(except("conv3d"), convolution()));
    assertTrue(refusal.getMessage().startsWith("'conv3d' matches no weight of this model"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("conv2d"), refusal.getMessage());
  }

  @Test
  void aSelectionThatMatchesNothingAtAllIsAnError() {
    UsageException refusal = assertThrows(UsageException.class, () -> decide(only("fc", "mul"), convolution()));
    assertTrue(refusal.getMessage().startsWith("'fc', 'mul' match no weight of this model"), refusal.getMessage());
    assertThrows(UsageException.class, () -> decide(except("fc", "mul"), convolution()));
    assertTrue(decide(except("fc", "conv2d"), convolution()).get("filter").channelAxis().isEmpty());
  }

  @Test
  void aMistypedSelectorIsAnsweredWithWhatItMayMean() {
    UsageException ofType = assertThrows(UsageException.class, () -> decide(only("con2d"), convolution()));
    assertTrue(ofType.getMessage().endsWith("; did you mean conv2d?"), ofType.getMessage());
    UsageException ofName = assertThrows(UsageException.class, () -> decide(except("fitler"), convolution()));
    assertTrue(ofName.getMessage().endsWith("; did you mean filter?"), ofName.getMessage());
  }

  @Test
  void typesOfOperatorsMayBeListedForAnyProgram() {
    Map<String, WeightDecision> decisions = decide(only("conv2d", "depthwise_conv2d", "mul"), convolution(),
        fullyConnected());
    assertTrue(decisions.get("filter").channelAxis().isPresent());
    assertTrue(decisions.get("matrix").channelAxis().isEmpty());
  }

  @Test
  void compatibleSelectionTakesBiasesAndLeavesDepthwiseFilters() {
    Operator depthwise = Operator.builder("depthwise_conv2d").input("Filter", weight("depthwise", 4, 1, 3, 3)).build();
    Map<String, WeightDecision> decisions = decide(compatible(), convolution(), fullyConnected(), depthwise);
    assertEquals(OptionalInt.of(0), decisions.get("bias").channelAxis());
    assertEquals(OptionalInt.of(0), decisions.get("row").channelAxis());
    assertEquals(OptionalInt.of(1), decisions.get("matrix").channelAxis());
    assertEquals(Optional.of("Paddle-Lite's opt does not quantize depthwise_conv2d"),
        decisions.get("depthwise").reason());
  }

  @Test
  void compatibleSelectionLeavesRanksWhereTheRealOptAborts() {
    Operator product = Operator.builder("matmul").input("Y", weight("cube", 2, 3, 4)).build();
    assertEquals(Optional.of("its rank is 3, where Paddle-Lite's opt aborts"),
        decide(compatible(), product).get("cube").reason());
  }
}
