package oar.format.paddle;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import oar.api.error.ModelFormatException;
import oar.api.model.Block;
import oar.api.model.Operator;

/** Tells programs that predict from programs that train. */
final class InferencePrograms {
  private static final String GRADIENT = "_grad";
  private static final Set<String> OPTIMIZERS = Set.of("adadelta", "adagrad", "adam", "adamax", "adamw",
      "decayed_adagrad", "dgc_momentum", "dpsgd", "ftrl", "lamb", "lars_momentum", "merged_adam", "merged_momentum",
      "momentum", "proximal_adagrad", "proximal_gd", "rmsprop", "rprop", "sgd");
  private static final String REMEDY = "; export the network for inference with paddle.jit.save or "
      + "paddle.static.save_inference_model";

  private InferencePrograms() {}

  /**
   * Prove that a program is one for inference.
   *
   * @throws ModelFormatException if it trains, or returns nothing
   */
  static void require(Path file, List<Block> blocks) {
    Set<String> training = new TreeSet<>();
    for (Block block : blocks) {
      for (Operator operator : block.operators()) {
        if (operator.type().endsWith(GRADIENT) || OPTIMIZERS.contains(operator.type())) {
          training.add(operator.type());
        }
      }
    }
    if (!training.isEmpty()) {
      throw new ModelFormatException(file,
          "this is a training program, with the operators " + String.join(", ", training) + REMEDY);
    }
    if (blocks.getFirst().operators().stream().noneMatch(operator -> operator.type().equals("fetch"))) {
      throw new ModelFormatException(file,
          "no operator fetches a result, so this is a training or a start-up program" + REMEDY);
    }
  }
}
