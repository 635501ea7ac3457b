package oar.runtime.arm.op.detection;

import java.util.Optional;
import oar.api.model.LevelOfDetail;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code box_coder}: writes each of N boxes relative to each of M prior boxes, or reads N x M boxes that are written relative
 * to the M prior ones, which {@code axis} 0 means along the columns and 1 along the rows. The output, [N, M, 4], has the LoD of
 * TargetBox, with {@code axis} 1 that of PriorBox.
 */
public final class BoxCoder implements Operation {
  private final Input priorBox;
  private final Optional<Input> priorVariance;
  private final Input targetBox;
  private final Output outputBox;
  private final BoxCode code;
  private final boolean encodes;
  private final int axis;
  private final float[] variance;

  /** Read an operator. */
  public BoxCoder(OperatorReader reader) {
    Operator operator = reader.operator();
    priorBox = reader.input("PriorBox");
    priorVariance = reader.optionalInput("PriorBoxVar");
    targetBox = reader.input("TargetBox");
    outputBox = reader.output("OutputBox");
    code = BoxCode.of(operator.booleanAttribute("box_normalized", true));
    axis = operator.intAttribute("axis", 0);
    variance = reader.numbers("variance");
    String type = operator.textAttribute("code_type", "encode_center_size");
    encodes = type.equals("encode_center_size");
    if (!encodes && !type.equals("decode_center_size")) {
      throw reader.refuse("code_type is '" + type + "'; it must be encode_center_size or decode_center_size");
    }
    if (axis != 0 && axis != 1) {
      throw reader.refuse("axis is " + axis + "; it must be 0 or 1");
    }
    if (variance.length != 0 && (variance.length != Box.SIZE || priorVariance.isPresent())) {
      throw reader.refuse("variance has " + variance.length
          + " elements; it must have 4, or none, as beside an input PriorBoxVar");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand priors = planning.get(priorBox);
    Operand targets = planning.get(targetBox);
    Optional<Operand> variances = planning.get(priorVariance);
    Precision.of(planning, priors, targets);
    Box.requireTable(planning, priors);
    variances.ifPresent(operand -> planning.require(operand.type() == priors.type()
        && operand.shape().equals(priors.shape()), "inputs " + priors + " and " + operand + " must be alike"));
    Operand output = planning.put(outputBox, targets.type(), outputShape(planning, priors, targets),
        levelOfDetail(priors, targets));
    long columns = output.shape().dimension(1);
    return Computation.parallel(output.shape().dimension(0), 64, (from, to, scratch) -> {
      Pairs pairs = new Pairs(Elements.of(priors), variances.map(Elements::of), Elements.of(targets),
          Elements.of(output));
      for (long i = from * columns; i < to * columns; i++) {
        long prior = encodes || axis == 0 ? i % columns : i / columns;
        code(pairs, prior, encodes ? i / columns : i, i);
      }
    });
  }

  private Shape outputShape(Planning planning, Operand priors, Operand targets) {
    long count = priors.shape().dimension(0);
    if (encodes) {
      Box.requireTable(planning, targets);
      return Shape.of(targets.shape().dimension(0), count, Box.SIZE);
    }
    planning.require(targets.shape().rank() == 3 && targets.shape().dimension(2) == Box.SIZE
        && targets.shape().dimension(1 - axis) == count,
        "input " + targets + " must be [rows, columns, " + Box.SIZE
            + "], with one of the " + count + " prior boxes for each " + (axis == 0 ? "column" : "row"));
    return targets.shape();
  }

  private LevelOfDetail levelOfDetail(Operand priors, Operand targets) {
    return encodes || axis == 0 ? targets.levelOfDetail() : priors.levelOfDetail();
  }

  private record Pairs(Elements priors, Optional<Elements> variances, Elements targets, Elements results) {}

  private void code(Pairs pairs, long prior, long target, long result) {
    Box anchor = Box.at(pairs.priors, prior);
    Box box = Box.at(pairs.targets, target);
    Box divisor = pairs.variances.map(elements -> Box.at(elements, prior)).orElseGet(this::commonVariance);
    (encodes ? code.encode(anchor, box, divisor) : code.decode(anchor, box, divisor)).store(pairs.results, result);
  }

  private Box commonVariance() {
    return variance.length == 0
        ? BoxCode.NO_VARIANCE
        : new Box(variance[0], variance[1], variance[2], variance[3]);
  }
}
