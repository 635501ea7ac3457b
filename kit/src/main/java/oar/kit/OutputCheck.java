package oar.kit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.api.model.TensorArray;
import oar.api.model.Value;

/**
 * Holds one output to what is expected of it.
 *
 * @param output its position, for messages
 * @param tolerance how far an element may be from the expected one
 * @param expected what the output must be
 * @param alternatives what it may be instead, with any level of detail
 */
public record OutputCheck(int output, Tolerance tolerance, LodTensor expected, List<Tensor> alternatives) {
  /** Create a check. */
  public OutputCheck {
    alternatives = List.copyOf(alternatives);
  }

  /** Create a check that allows one result alone. */
  public OutputCheck(int output, Tolerance tolerance, LodTensor expected) {
    this(output, tolerance, expected, List.of());
  }

  /** Return the checks that a program of a case is held to, none if it is held to no value. */
  static List<OutputCheck> of(Case tested, CaseProgram program) throws IOException {
    if (program.expectation() == CaseProgram.Expectation.NONE) {
      return List.of();
    }
    List<OutputCheck> checks = new ArrayList<>();
    for (int i = 0; i < tested.outputs().size(); i++) {
      LodTensor expected = tested.outputs().get(i).read();
      List<Tensor> alternatives = new ArrayList<>();
      if (program.expectation() == CaseProgram.Expectation.EITHER && tested.liteOutput(i).isPresent()) {
        alternatives.add(Npy.read(tested.liteOutput(i).get()));
      }
      if (!program.knowsScalars() && expected.tensor().shape().rank() == 0) {
        alternatives.add(expected.tensor().withShape(Shape.of(1)));
      }
      checks.add(new OutputCheck(i, tested.tolerance(), expected, alternatives));
    }
    return checks;
  }

  /**
   * Compare type, shape, level of detail and elements.
   *
   * @param got what the program gave, null if it gave nothing
   */
  public CaseResult check(Value got) {
    return switch (got) {
      case null -> failed("is missing; expected " + expected.tensor());
      case TensorArray array ->
        failed("is an array of " + array.elements().size() + " tensors; expected " + expected.tensor());
      case LodTensor value -> check(value);
    };
  }

  private CaseResult check(LodTensor got) {
    LevelOfDetail levelOfDetail = expected.levelOfDetail();
    CaseResult result = got.levelOfDetail().equals(levelOfDetail)
        ? check(got.tensor(), expected.tensor())
        : failed("has LoD " + got.levelOfDetail() + "; expected " + levelOfDetail);
    if (result instanceof CaseResult.Failed) {
      for (Tensor alternative : alternatives) {
        if (check(got.tensor(), alternative) instanceof CaseResult.Passed passed) {
          return passed;
        }
      }
    }
    return result;
  }

  private CaseResult check(Tensor got, Tensor wanted) {
    if (got.type() != wanted.type() || !got.shape().equals(wanted.shape())) {
      return failed("is " + got + "; expected " + wanted);
    }
    long wrong = 0;
    long worst = 0;
    double worstError = 0;
    for (long i = 0; i < wanted.elementCount(); i++) {
      if (!tolerance.admits(wanted, got, i)) {
        wrong++;
        double error = Elements.distance(wanted, got, i);
        if (error > worstError) {
          worst = i;
          worstError = error;
        }
      }
    }
    return wrong == 0
        ? new CaseResult.Passed(Comparison.of(wanted, got).largestError())
        : failed(wrong + " of " + wanted.elementCount(), new CaseResult.Mismatch(output,
            position(wanted.shape(), worst), Elements.text(got, worst), Elements.text(wanted, worst), worstError));
  }

  private CaseResult failed(String problem) {
    return new CaseResult.Failed("output " + output + " " + problem);
  }

  private static CaseResult failed(String wrong, CaseResult.Mismatch worst) {
    return new CaseResult.Failed("output " + worst.output() + ": " + wrong + " elements are wrong, the worst at "
        + worst.index() + ": got " + worst.got() + ", expected " + worst.expected() + ", error " + worst.error(),
        Optional.of(worst));
  }

  private static List<Long> position(Shape shape, long index) {
    List<Long> position = new ArrayList<>();
    long rest = index;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      position.add(rest % shape.dimension(axis));
      rest /= shape.dimension(axis);
    }
    Collections.reverse(position);
    return position;
  }
}
