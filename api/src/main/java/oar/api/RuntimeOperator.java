package oar.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An operator as the runtime that a format's files are made for knows it.
 *
 * @param type its name
 * @param targets the processors that it runs on, by the runtime's own names, none for one that is always optimised away
 * @param source the file of the runtime's sources that defines it, empty if only kernels bear its name
 * @param kernels the implementations that files of the format can choose from
 */
public record RuntimeOperator(String type, List<String> targets, Optional<String> source, List<Kernel> kernels) {
  /** Create a description. */
  public RuntimeOperator {
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(source, "source is null");
    targets = List.copyOf(targets);
    kernels = List.copyOf(kernels);
  }

  /**
   * An implementation of an operator.
   *
   * @param name as a file of the format names it
   * @param source the file of the runtime's sources that has it
   */
  public record Kernel(String name, String source) {
    /** Create a description. */
    public Kernel {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(source, "source is null");
    }
  }
}
