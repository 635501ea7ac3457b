package oar.kit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What came of running a case. */
public sealed interface CaseResult {
  /**
   * Every output was as expected, or the program was refused where that is allowed.
   *
   * @param largestError the largest absolute error of any element
   */
  record Passed(double largestError) implements CaseResult {}

  /**
   * The case was not met.
   *
   * @param problem what was wrong, in words
   * @param mismatch the worst element, where values were wrong
   */
  record Failed(String problem, Optional<Mismatch> mismatch) implements CaseResult {
    /** Report a failure. */
    public Failed {
      Objects.requireNonNull(problem, "problem is null");
      Objects.requireNonNull(mismatch, "mismatch is null");
    }

    /** Report a failure that is not one of values. */
    public Failed(String problem) {
      this(problem, Optional.empty());
    }
  }

  /**
   * The program needs something that the backend, or the format that it is read by, does not have.
   *
   * @param problems every reason
   */
  record Unsupported(List<String> problems) implements CaseResult {
    /** Report what is missing. */
    public Unsupported {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The element of an output that is wrong by the most.
   *
   * @param output position in the outputs
   * @param index position along each axis
   * @param got the element, as text
   * @param expected what it should be, as text
   * @param error absolute difference; infinite where just one of the two is NaN or infinite
   */
  record Mismatch(int output, List<Long> index, String got, String expected, double error) {
    /** Describe a wrong element. */
    public Mismatch {
      index = List.copyOf(index);
    }
  }
}
