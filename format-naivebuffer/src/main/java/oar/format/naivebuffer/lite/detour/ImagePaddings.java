package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Variable;

/**
 * Pads images as images, where Paddle pads them as volumes of depth 1:
 *
 * <pre>
 * X [N, C, H, W] -- unsqueeze2(2) -- pad3d -- squeeze2(2) -- Out
 *
 * X -- pad2d -- Out
 * </pre>
 */
final class ImagePaddings {
  private static final Map<String, String> MODES = Map.of("constant", "constant", "reflect", "reflect", "replicate",
      "edge");
  private static final long[] DEPTH_AXIS = {2};
  private static final int IMAGE_RANK = 4;

  private final Map<String, Integer> reads = new HashMap<>();
  private final Map<String, Integer> writes = new HashMap<>();
  private final Predicate<Operator> isSettled;

  private ImagePaddings(Program program, Predicate<Operator> isSettled) {
    this.isSettled = isSettled;
    for (Block block : program.blocks()) {
      for (Operator operator : block.operators()) {
        operator.inputVariables().forEach(name -> reads.merge(name, 1, Integer::sum));
        operator.outputVariables().forEach(name -> writes.merge(name, 1, Integer::sum));
      }
    }
  }

  /** Return the program with images padded as such, or the given instance if it pads none. */
  static Program apply(Program program, Predicate<Operator> isSettled) {
    boolean pads = program.blocks().stream().flatMap(block -> block.operators().stream())
        .anyMatch(operator -> operator.type().equals("pad3d"));
    ImagePaddings paddings = new ImagePaddings(program, isSettled);
    return pads ? program.withBlocks(program.blocks().stream().map(paddings::apply).toList()) : program;
  }

  private Block apply(Block block) {
    Map<String, Operator> producers = new HashMap<>();
    Set<Operator> replaced = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Operator> operators = new ArrayList<>();
    for (Operator operator : block.operators()) {
      Optional<Operator> pad = inner(operator, producers).filter(it -> changesDepth(operator, "squeeze"));
      Optional<Operator> unsqueeze = pad.filter(it -> it.type().equals("pad3d")).flatMap(it -> inner(it, producers))
          .filter(it -> changesDepth(it, "unsqueeze"));
      Optional<Operator> image = unsqueeze.flatMap(it -> ofImage(pad.get(), it, block));
      if (image.isPresent()) {
        replaced.addAll(List.of(pad.get(), unsqueeze.get()));
      }
      operators.add(image.map(it -> it.toBuilder().output("Out", operator.outputList("Out")).build()).orElse(operator));
      operator.outputVariables().forEach(name -> producers.put(name, operator));
    }
    operators.removeIf(replaced::contains);
    return block.withOperators(operators);
  }

  /** Return what computes the input of an operator for it alone. */
  private Optional<Operator> inner(Operator operator, Map<String, Operator> producers) {
    return operator.input("X").filter(name -> reads.get(name) == 1 && writes.getOrDefault(name, 0) == 1)
        .map(producers::get).filter(producer -> !isSettled.test(producer) && !isSettled.test(operator));
  }

  private boolean changesDepth(Operator operator, String type) {
    return (operator.type().equals(type) || operator.type().equals(type + "2"))
        && Arrays.equals(operator.longsAttribute("axes"), DEPTH_AXIS) && operator.inputVariables().size() == 1
        && operator.output("XShape").filter(reads::containsKey).isEmpty();
  }

  private Optional<Operator> ofImage(Operator pad, Operator unsqueeze, Block block) {
    String image = unsqueeze.input("X").orElseThrow();
    Optional<Shape> shape = block.variable(image).flatMap(Variable::shape)
        .filter(declared -> declared.rank() == IMAGE_RANK && writes.getOrDefault(image, 0) <= 1);
    String mode = MODES.get(pad.textAttribute("mode", "constant"));
    long[] sides = pad.longsAttribute("paddings");
    if (shape.isEmpty() || mode == null || pad.inputVariables().size() != 1 || sides.length != 6 || sides[4] != 0
        || sides[5] != 0 || !pad.textAttribute("data_format", "NCDHW").equals("NCDHW")
        || mode.equals("edge") && !fits(sides, shape.get())) {
      return Optional.empty();
    }
    return Optional.of(Operator.builder("pad2d").input("X", image)
        .attribute("paddings", List.of((int) sides[2], (int) sides[3], (int) sides[0], (int) sides[1]))
        .attribute("mode", mode).attribute("pad_value", pad.floatAttribute("value", 0))
        .attribute("data_format", "NCHW").build());
  }

  /** The runtime refuses to repeat an edge more often than the image is long. */
  private static boolean fits(long[] sides, Shape image) {
    return Math.max(sides[0], sides[1]) < image.dimension(3) && Math.max(sides[2], sides[3]) < image.dimension(2);
  }
}
