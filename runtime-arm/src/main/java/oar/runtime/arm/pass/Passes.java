package oar.runtime.arm.pass;

import java.util.List;
import oar.api.Pass;
import oar.runtime.arm.graph.MergeEqualOperators;
import oar.runtime.arm.graph.RulePass;

/** The passes of the backend. */
public final class Passes {
  private static final List<Pass> ALL = List.of(//
      new RestoreSingleAssignment(), //
      new DropAnnotations(), //
      new DropDeadCode(), //
      new RulePass("drop-identities", "Drop operators that change nothing.", //
          new DropIdentityScale(), //
          new DropDropout(), //
          new DropCopy(), //
          new DropTransfer(), //
          new DropIdentityCast(), //
          new DropIdentityReshape(), //
          new DropIdentityTranspose()), //
      new RulePass("fold-constants", "Compute what depends on a weight alone.", //
          new FoldConstantShape(), //
          new FoldConstantOperator()), //
      new RulePass("form-interpolation-scale", "Give interpolations their factor, where a size is computed from it.", //
          FormInterpolationScale.all()), //
      new MergeEqualOperators(), //
      new RulePass("merge-movements", "Make one change of shape or order of several.", //
          new FormChannelShuffle(), //
          new MoveSoftmax(), //
          new MergeTransposes(), //
          new DropIdentityTranspose(), //
          new MergeReshapes(), //
          new DropIdentityReshape()), //
      new RulePass("form-global-pool", "Say of an average over whole planes that it is one.", //
          new FormGlobalPool()), //
      new RulePass("fold-into-convolution", "Fold arithmetic per channel into the convolution before it.", //
          new FoldBatchNorm(), //
          new FoldElementwise(), //
          new FoldScale()), //
      new RulePass("merge-convolutions", "Merge convolutions with pointwise ones behind them.", //
          new MergeConvolutions()), //
      new RulePass("merge-scales", "Make one scale of successive arithmetic with single numbers.", //
          new FormScale(), //
          new MergeScales(), //
          new DropIdentityScale()), //
      new RulePass("form-fully-connected", "Form fully connected layers of products and biases.", //
          new FormMul(), //
          new AbsorbFlatten(), //
          new FormFullyConnected(), //
          new FuseFullyConnectedActivation()), //
      new RulePass("fuse-activations", "Make activations a part of the operator before them.", //
          new FormSwish(), //
          new FuseConvolutionActivation(), //
          new FuseElementwiseActivation(), //
          new FuseScaleActivation()), //
      new RulePass("drop-zero-biases", "Drop biases of nothing but zeros.", //
          DropZeroBias.ofConvolutions(), //
          DropZeroBias.ofFullyConnectedLayers()));

  private Passes() {}

  /**
   * Return all passes, in the order in which each finds what the one before it leaves. Applied again, none of them
   * finds anything.
   */
  public static List<Pass> all() {
    return ALL;
  }
}
