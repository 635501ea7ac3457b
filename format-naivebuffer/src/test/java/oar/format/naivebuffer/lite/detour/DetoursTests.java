package oar.format.naivebuffer.lite.detour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.Variable;
import oar.api.model.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetoursTests {
  private static final double NOTHING_SPARSE = 2;

  private final List<Variable> variables = new ArrayList<>();
  private final Map<String, Weight> weights = new LinkedHashMap<>();

  private Operator.Builder operator(String type, Variable input, Variable output) {
    variables.add(input);
    variables.add(output);
    return Operator.builder(type).input("X", input.name()).output("Out", output.name());
  }

  private static Variable real(String name, long... dimensions) {
    return Variable.tensor(name, DataType.FLOAT32, Shape.of(dimensions));
  }

  private static Variable integer(String name, long... dimensions) {
    return Variable.tensor(name, DataType.INT64, Shape.of(dimensions));
  }

  private Program apply(Operator... operators) {
    return apply(NOTHING_SPARSE, operators);
  }

  private Program apply(double sparseThreshold, Operator... operators) {
    Program program = new Program(new Block(variables, List.of(operators)), weights);
    return Detours.apply(program, sparseThreshold, operator -> operator.attribute("settled").isPresent());
  }

  private static List<String> types(Program program) {
    return program.mainBlock().operators().stream().map(Operator::type).toList();
  }

  private static Operator only(Program program) {
    assertEquals(1, program.mainBlock().operators().size());
    return program.mainBlock().operators().getFirst();
  }

  @Test
  void aProgramThatNeedsNoneIsTheSameInstance() {
    Operator relu = operator("relu", real("x", 2, 3), real("y", 2, 3)).build();
    Program program = new Program(new Block(variables, List.of(relu)), weights);
    assertSame(program, Detours.apply(program, NOTHING_SPARSE, _ -> false));
  }

  @Test
  void whatIsSettledStaysAsItIs() {
    Operator sign = operator("sign", real("x", 2), real("y", 2)).attribute("settled", true).build();
    assertEquals(sign, only(apply(sign)));
  }

  @Test
  void channelsComeBeforeTheImage() {
    Operator pool = operator("pool2d", real("x", 1, 6, 8, 3), real("y", 1, 3, 4, 3)).attribute("data_format", "NHWC")
        .build();
    Program program = apply(pool);
    assertEquals(List.of("transpose2", "pool2d", "transpose2"), types(program));
    List<Operator> steps = program.mainBlock().operators();
    assertArrayEquals(new long[]{0, 3, 1, 2}, steps.get(0).longsAttribute("axis"));
    assertEquals("NCHW", steps.get(1).textAttribute("data_format", ""));
    assertArrayEquals(new long[]{0, 2, 3, 1}, steps.get(2).longsAttribute("axis"));
    assertEquals("y", steps.get(2).output("Out").orElseThrow());
    assertEquals(Shape.of(1, 3, 3, 4),
        program.mainBlock().variable(steps.get(1).output("Out").orElseThrow()).orElseThrow().shape().orElseThrow());
  }

  @Test
  void aReductionToAScalarKeepsItsAxesUntilTheyAreTakenOff() {
    Program program = apply(operator("reduce_sum", real("x", 2, 3), real("y")).attribute("dim", List.of()).build());
    assertEquals(List.of("reduce_sum", "reshape"), types(program));
    Operator sum = program.mainBlock().operators().getFirst();
    assertArrayEquals(new long[]{0, 1}, sum.longsAttribute("dim"));
    assertEquals(true, sum.booleanAttribute("keep_dim", false));
    assertArrayEquals(new long[]{1}, program.mainBlock().operators().getLast().longsAttribute("shape"));
  }

  @Test
  void aScalarThatIsFedIsReadWithRankOneInEveryBlock() {
    variables.add(real("x"));
    variables.add(real("y"));
    Operator feed = Operator.builder("feed").input("X", "feed").output("Out", "x").attribute("col", 0).build();
    Operator relu = Operator.builder("relu").input("X", "x").output("Out", "y").build();
    Block inner = new Block(0, Block.NO_BLOCK, List.of(), List.of(relu));
    Program program = Detours.apply(
        new Program(List.of(new Block(variables, List.of(feed, relu)), inner), new LinkedHashMap<>(), 0,
            new LinkedHashMap<>()),
        NOTHING_SPARSE, _ -> false);
    assertEquals(List.of("feed", "reshape", "relu"), types(program));
    String single = program.mainBlock().operators().get(1).output("Out").orElseThrow();
    assertEquals("x", program.mainBlock().operators().getFirst().output("Out").orElseThrow());
    assertEquals(single, program.mainBlock().operators().get(2).input("X").orElseThrow());
    assertEquals(single, program.blocks().get(1).operators().getFirst().input("X").orElseThrow());
  }

  @Test
  void aScalarThatIsCutOutKeepsItsAxis() {
    variables.add(integer("x", 3));
    variables.add(integer("y"));
    Operator slice = Operator.builder("slice").input("Input", "x").output("Out", "y").attribute("axes", List.of(0))
        .attribute("starts", List.of(1)).attribute("ends", List.of(2)).attribute("decrease_axis", List.of(0)).build();
    assertArrayEquals(new long[0], only(apply(slice)).longsAttribute("decrease_axis"));
  }

  @Test
  void negativeAxesAreCountedFromTheFront() {
    Operator transpose = operator("transpose2", real("x", 2, 3, 4), real("y", 2, 4, 3))
        .attribute("axis", List.of(0, -1, -2)).build();
    assertArrayEquals(new long[]{0, 2, 1}, only(apply(transpose)).longsAttribute("axis"));
  }

  @Test
  void axesAreStoredInThirtyTwoBits() {
    Operator all = operator("reduce_all", real("x", 2, 3), real("y", 2))
        .attribute("dim", new Attribute.Longs(List.of(1L))).build();
    assertEquals(new Attribute.Ints(List.of(1)), only(apply(all)).attribute("dim").orElseThrow());
  }

  @Test
  void theLargestIsMinusTheLeastOfTheNegated() {
    Operator most = operator("reduce_max", real("x", 2, 3), real("y", 2)).attribute("dim", List.of(1)).build();
    assertEquals(List.of("scale", "reduce_min", "scale"), types(apply(most)));
  }

  @Test
  void theLargestIntegerIsFoundAsItIs() {
    Operator most = operator("reduce_max", integer("x", 2, 3), integer("y", 2)).attribute("dim", List.of(1)).build();
    assertEquals(most, only(apply(most)));
  }

  @Test
  void aDetourLeadsOverOthers() {
    Operator most = operator("reduce_max", real("x", 2, 3), real("y", 2)).attribute("dim", List.of(-1)).build();
    Program program = apply(most);
    assertEquals(List.of("scale", "reduce_min", "scale"), types(program));
    assertArrayEquals(new long[]{1}, program.mainBlock().operators().get(1).longsAttribute("dim"));
  }

  @Test
  void theLargestOfWhatIsNeverNegativeIsFoundAsItIs() {
    Operator relu = operator("relu", real("x", 2, 3), real("y", 2, 3)).build();
    Operator most = operator("reduce_max", real("y", 2, 3), real("z", 2)).attribute("dim", List.of(1)).build();
    assertEquals(List.of("relu", "reduce_max"), types(apply(relu, most)));
    Operator mixed = operator("conv2d", real("x", 2, 3), real("y", 2, 3)).attribute("act_type", "leaky_relu").build();
    assertEquals(List.of("conv2d", "scale", "reduce_min", "scale"), types(apply(mixed, most)));
  }

  @Test
  void logarithmsOfSharesAreTakenOfNoneThatIsTooSmall() {
    Operator softmax = operator("log_softmax", real("x", 2, 3), real("y", 2, 3)).attribute("axis", -1).build();
    Program program = apply(softmax);
    assertEquals(List.of("softmax", "reduce_max", "scale", "elementwise_max", "log"), types(program));
    assertEquals((float) Math.exp(-64), program.mainBlock().operators().get(2).floatAttribute("scale", 0));
  }

  @ParameterizedTest
  @CsvSource({"brelu, clip", "logsigmoid, scale softplus scale", "stanh, scale tanh scale",
      "softsign, abs scale elementwise_div", "softshrink, clip elementwise_sub", "tanh_shrink, tanh elementwise_sub",
      "celu, scale elu scale", "selu, elu scale", "expm1, exp scale", "log2, log scale", "log10, log scale",
      "reduce_amin, reduce_min"})
  void operatorsWithoutAKernelAreMadeOfOthers(String type, String steps) {
    assertEquals(List.of(steps.split(" ")), types(apply(operator(type, real("x", 2), real("y", 2)).build())));
  }

  private Program padded(String mode, List<Integer> paddings) {
    Operator unsqueeze = operator("unsqueeze2", real("x", 2, 3, 5, 6), real("volume", 2, 3, 1, 5, 6))
        .output("XShape", "shape").attribute("axes", List.of(2)).build();
    Operator pad = operator("pad3d", real("volume", 2, 3, 1, 5, 6), real("padded", 2, 3, 1, 12, 9))
        .attribute("paddings", paddings).attribute("mode", mode).attribute("value", 0.5f)
        .attribute("data_format", "NCDHW").build();
    Operator squeeze = operator("squeeze2", real("padded", 2, 3, 1, 12, 9), real("y", 2, 3, 12, 9))
        .attribute("axes", List.of(2)).build();
    return apply(unsqueeze, pad, squeeze);
  }

  @ParameterizedTest
  @CsvSource({"constant, constant", "reflect, reflect", "replicate, edge"})
  void anImageIsPaddedAsSuch(String mode, String called) {
    Operator pad = only(padded(mode, List.of(1, 2, 3, 4, 0, 0)));
    assertEquals(Operator.builder("pad2d").input("X", "x").output("Out", "y")
        .attribute("paddings", List.of(3, 4, 1, 2)).attribute("mode", called).attribute("pad_value", 0.5f)
        .attribute("data_format", "NCHW").build(), pad);
  }

  @Test
  void aPaddingThatTheRuntimeKnowsForVolumesAloneStays() {
    List<String> steps = List.of("unsqueeze2", "pad3d", "squeeze2");
    assertEquals(steps, types(padded("reflect", List.of(1, 2, 3, 4, 1, 0))));
    assertEquals(steps, types(padded("circular", List.of(1, 2, 3, 4, 0, 0))));
    assertEquals(steps, types(padded("replicate", List.of(6, 2, 3, 4, 0, 0))));
  }

  @Test
  void aNormalizationHasStatisticsThatNothingReads() {
    variables.add(real("x", 1, 2, 3, 3));
    variables.add(real("y", 1, 2, 3, 3));
    Operator norm = only(apply(Operator.builder("instance_norm").input("X", "x").output("Y", "y").build()));
    assertEquals(List.of("y", "y/detour", "y/detour_1"), norm.outputVariables());
  }

  @Test
  void lengthsOfSequencesAreNarrowed() {
    variables.add(integer("lengths", 3));
    Operator rnn = operator("rnn", real("x", 4, 3, 2), real("y", 4, 3, 5)).input("SequenceLength", "lengths").build();
    assertEquals(List.of("cast", "rnn"), types(apply(rnn)));
  }

  @Test
  void layersInBothDirectionsAreTakenOneByOneWhereTheirStateIsRead() {
    for (Variable variable : List.of(real("x", 4, 3, 2), real("before", 4, 3, 5), real("out", 4, 3, 10),
        real("state", 4, 3, 5))) {
      variables.add(variable);
    }
    List<String> weights = IntStream.range(0, 16).mapToObj(i -> "w" + i).toList();
    Operator rnn = Operator.builder("rnn").input("Input", "x").input("PreState", "before").input("WeightList", weights)
        .output("Out", "out").output("State", "state").attribute("is_bidirec", true).attribute("num_layers", 2).build();
    Operator reader = Operator.builder("fetch").input("X", "state").output("Out", "fetch").build();
    Program program = apply(rnn, reader);
    assertEquals(List.of("slice", "rnn", "slice", "set_value", "slice", "rnn", "slice", "set_value", "concat", "fetch"),
        types(program));
    Operator second = program.mainBlock().operators().get(5);
    assertEquals(List.of("w4", "w5", "w6", "w7", "w12", "w13", "w14", "w15"), second.inputList("WeightList"));
    assertEquals(program.mainBlock().operators().get(1).outputList("Out"), second.inputList("Input"));
    assertEquals(10, second.intAttribute("input_size", 0));
    assertEquals(List.of("rnn"), types(apply(rnn)));
  }

  @Test
  void statesOfSequencesWithoutStepsStayAsTheyWere() {
    for (Variable variable : List.of(real("x", 4, 3, 2), real("before", 2, 3, 5), real("out", 4, 3, 10),
        real("state", 2, 3, 5), Variable.tensor("lengths", DataType.INT32, Shape.of(3)))) {
      variables.add(variable);
    }
    Operator rnn = Operator.builder("rnn").input("Input", "x").input("PreState", "before").output("Out", "out")
        .output("State", "state").attribute("is_bidirec", true).attribute("num_layers", 1).build();
    Operator reader = Operator.builder("fetch").input("X", "state").output("Out", "fetch").build();
    assertEquals(List.of("rnn", "slice", "set_value", "fetch"), types(apply(rnn, reader)));
    assertEquals(List.of("rnn", "slice", "cast", "scale", "relu", "reshape", "slice", "elementwise_mul",
        "elementwise_add", "set_value", "fetch"),
        types(apply(rnn.toBuilder().input("SequenceLength", "lengths").build(), reader)));
    Operator zeros = Operator.builder("fill_constant").output("Out", "before").attribute("value", 0f).build();
    assertEquals(List.of("fill_constant", "rnn", "slice", "set_value", "fetch"),
        types(apply(zeros, rnn.toBuilder().input("SequenceLength", "lengths").build(), reader)));
  }

  @Test
  void aRowIsMultipliedAsAMatrixOfOneRow() {
    variables.add(real("w", 5, 4, 3));
    Operator product = operator("matmul_v2", real("x", 4), real("y", 5, 3)).input("Y", "w").build();
    assertEquals(List.of("reshape", "expand_v2", "matmul_v2", "reshape"), types(apply(product)));
  }

  @Test
  void matricesAreRepeatedWhereBothSidesHaveSeveral() {
    variables.add(real("w", 2, 1, 4, 3));
    Operator product = operator("matmul_v2", real("x", 1, 5, 6, 4), real("y", 2, 5, 6, 3)).input("Y", "w").build();
    assertEquals(List.of("expand_v2", "expand_v2", "matmul_v2"), types(apply(product)));
  }

  @Test
  void anInterpolationByTheRatioOfSizesStaysAsItIs() {
    Operator twice = operator("bilinear_interp_v2", real("x", 1, 3, 4, 5), real("y", 1, 3, 8, 10))
        .attribute("scale", new Attribute.Floats(List.of(2f, 2f))).attribute("align_corners", false).build();
    assertEquals(twice, only(apply(twice)));
  }

  @Test
  void anInterpolationByAnotherScaleBecomesTwoProducts() {
    Operator half = operator("bilinear_interp_v2", real("x", 1, 3, 9, 12), real("y", 1, 3, 4, 6))
        .attribute("scale", new Attribute.Floats(List.of(0.5f, 0.5f))).attribute("align_corners", false)
        .attribute("align_mode", 1).build();
    Program program = apply(half);
    assertEquals(List.of("matmul_v2", "transpose2", "matmul_v2", "transpose2"), types(program));
    Tensor columns = program.weights().get(program.mainBlock().operators().getFirst().input("Y").orElseThrow())
        .tensor();
    assertEquals(Shape.of(12, 6), columns.shape());
    assertEquals(1, columns.doubleAt(4L * 6 + 2), "column 2 is taken from column 4");
  }

  @Test
  void aSliceBackwardsIsOneForwardsOfTheTensorTurnedRound() {
    variables.add(real("x", 3, 7));
    variables.add(real("y", 3, 3));
    Operator slice = Operator.builder("strided_slice").input("Input", "x").output("Out", "y")
        .attribute("axes", List.of(1)).attribute("starts", List.of(5)).attribute("ends", List.of(0))
        .attribute("strides", List.of(-2)).build();
    Program program = apply(slice);
    assertEquals(List.of("flip", "strided_slice"), types(program));
    Operator forwards = program.mainBlock().operators().getLast();
    assertArrayEquals(new long[]{1}, forwards.longsAttribute("starts"));
    assertArrayEquals(new long[]{6}, forwards.longsAttribute("ends"));
    assertArrayEquals(new long[]{2}, forwards.longsAttribute("strides"));
  }

  @Test
  void namesThatAreTakenAreLeftAlone() {
    variables.add(real("y/detour", 2, 3));
    Program program = apply(operator("sign", real("x", 2, 3), real("y", 2, 3)).build(),
        Operator.builder("sign").input("X", "y").output("Out", "y/detour").build());
    assertEquals(program.mainBlock().variables().size(),
        program.mainBlock().variables().stream().map(Variable::name).distinct().count());
  }

  @Test
  void aFilterWithEnoughZerosIsStoredWithoutThem() {
    weights.put("w", new Weight(Tensor.of(Shape.of(2, 3, 1, 1), 0f, 1f, 2f, 3f, 0f, 0f)));
    variables.add(Variable.weight("w", DataType.FLOAT32, Shape.of(2, 3, 1, 1)));
    variables.add(real("x", 1, 3, 4, 5));
    variables.add(real("y", 1, 2, 4, 5));
    Operator convolution = Operator.builder("conv2d").input("Input", "x").input("Filter", "w").output("Output", "y")
        .attribute("strides", List.of(1, 1)).attribute("paddings", List.of(0, 0)).attribute("groups", 1).build();
    assertEquals("conv2d", only(apply(0.6, convolution)).type());
    Program program = apply(0.5, convolution);
    Operator sparse = only(program);
    assertEquals("sparse_conv2d", sparse.type());
    assertEquals(1, sparse.intAttribute("first_ic", 0));
    int channel = 4 * 5 * Float.BYTES;
    assertArrayEquals(new float[]{1, 2, 0, 0, 3, 0, 0, 0}, values(program, "NonZeroWeights").toFloats());
    assertArrayEquals(new int[]{2, 5}, values(program, "OcNonZeros").toInts());
    assertArrayEquals(new int[]{channel, -channel, 0, 0, 0, 0, 0, 0}, values(program, "Diffs").toInts());
  }

  private static Tensor values(Program program, String slot) {
    return program.weights().get(only(program).input(slot).orElseThrow()).tensor();
  }
}
