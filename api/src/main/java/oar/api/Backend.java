package oar.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Program;

/** Runs programs. */
public interface Backend extends Provider {
  /** Return why the backend cannot run here, in a sentence, or empty if it can. */
  Optional<String> unavailable();

  /**
   * Return what turns any program into the form that this backend runs fastest, in order. What they leave is a program that
   * every reader of the model's format understands, and applying them again changes nothing.
   */
  List<Pass> passes();

  /** Return the types of the operators that the backend can run. */
  Set<String> operators();

  /**
   * Describe an operator for those who choose a backend.
   *
   * @param operator one of {@link #operators}
   * @return empty if the backend says no more of it than that it runs, which is the default
   */
  default Optional<OperatorDescription> describe(String operator) {
    return Optional.empty();
  }

  /**
   * Prepare a program for running.
   *
   * @param program any program
   * @param options values of {@link #options}
   * @param dequantizer reads the weights whose storage the backend does not know
   * @throws UnsupportedProgramException with every operator that the backend cannot run
   */
  CompiledModel compile(Program program, Options options, Dequantizer dequantizer);
}
