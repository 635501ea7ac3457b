package oar.format.naivebuffer.lite.detour;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Weight;

/**
 * Leads a program around what the real runtime gets wrong. Each detour sees each operator, those that earlier detours put in
 * place of others included.
 */
public final class Detours {
  private final List<Detour> inOrder;
  private final Predicate<Operator> isSettled;

  private Detours(double sparseThreshold, Predicate<Operator> isSettled) {
    this.inOrder = List.of(new ChannelsLast(), new OtherNames(), new ScalarTensors(), new AxisRules(), new Composites(),
        new MissingActivations(),
        new QuantizedProducts(), new MatrixProducts(), new PoweredNorms(), new Reductions(), new BroadcastOperands(),
        new IntegerDivision(),
        new Interpolation(), new SpatialRanks(), new Slices(), new Scatter(), new Constants(), new MissingOperands(),
        new SequenceLengths(), new RecurrentLayers(), new RecurrentStates(), new GlobalPools(),
        new SparseConvolution(sparseThreshold));
    this.isSettled = isSettled;
  }

  /**
   * Return the program with detours, or the given instance if it needs none.
   *
   * @param sparseThreshold the least share of zeros with which a 1x1 convolution is made sparse
   * @param isSettled tells the operators that stay as they are, whatever the runtime makes of them
   */
  public static Program apply(Program program, double sparseThreshold, Predicate<Operator> isSettled) {
    return new Detours(sparseThreshold, isSettled).apply(ImagePaddings.apply(program, isSettled));
  }

  private Program apply(Program program) {
    SequencedMap<String, Weight> weights = new LinkedHashMap<>(program.weights());
    List<Block> blocks = new ArrayList<>(program.blocks());
    BlockSurroundings.Names names = new BlockSurroundings.Names(program);
    for (int i = 0; i < blocks.size(); i++) {
      blocks.set(i, apply(blocks.get(i), new BlockSurroundings(blocks, i, weights, names)));
    }
    return isSame(blocks, program.blocks()) ? program : program.withBlocks(blocks).withWeights(weights);
  }

  private Block apply(Block block, BlockSurroundings surroundings) {
    List<Operator> placed = new ArrayList<>();
    for (Operator operator : block.operators()) {
      place(surroundings.current(operator), isSettled.test(operator) ? inOrder.size() : 0, surroundings, placed);
    }
    return isSame(placed, block.operators()) && isSame(surroundings.variables(), block.variables())
        ? block
        : block.withOperators(placed).withVariables(surroundings.variables());
  }

  /** Tell whether lists have the same elements, not just equal ones: a detour makes new ones of what it changes. */
  private static boolean isSame(List<?> after, List<?> before) {
    if (after.size() != before.size()) {
      return false;
    }
    for (int i = 0; i < after.size(); i++) {
      if (after.get(i) != before.get(i)) {
        return false;
      }
    }
    return true;
  }

  private void place(Operator operator, int next, BlockSurroundings surroundings, List<Operator> placed) {
    for (int i = next; i < inOrder.size(); i++) {
      Site site = new Site(surroundings);
      if (inOrder.get(i).take(operator, site)) {
        site.operators().forEach(surroundings::announce);
        for (Operator step : site.operators()) {
          place(step, i + 1, surroundings, placed);
        }
        return;
      }
    }
    placed.add(operator);
    surroundings.place(operator);
  }
}
