package oar.kit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model with inputs and the outputs that are right for them. A folder with a {@code case.json} is a case:
 *
 * <pre>
 * case.json      op, tier, atol, rtol; inputs and outputs, each a list of file, dtype, shape and, where there
 *                are any, name and lod (offsets, a list for each level); opt, lite, nb_expects, note
 * in_N.npy       what the model is fed, in order of the feed columns
 * out_N.npy      what it must give, in order of the fetch columns
 * model.pdmodel, model.json or __model__    the program, with its weights beside it
 * model.nb       what Paddle-Lite's opt made of the program
 * lite_N.npy     what Paddle-Lite computed from model.nb, where that differs from out_N.npy
 * </pre>
 *
 * @param name where it was found, for example {@code cases/conv2d/groups}
 * @param folder where its files are
 * @param operator what it is a case of, an operator type as a rule
 * @param tolerance how far an output may be from the expected one
 * @param inputs in order of the feed columns
 * @param outputs in order of the fetch columns
 * @param programs the forms of the model, one or more
 * @param origin what is known of how the case came to be
 */
public record Case(String name, Path folder, String operator, Tolerance tolerance, List<CaseTensor> inputs,
    List<CaseTensor> outputs, List<CaseProgram> programs, Origin origin) {
  /** Create a case. */
  public Case {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(folder, "folder is null");
    Objects.requireNonNull(operator, "operator is null");
    Objects.requireNonNull(tolerance, "tolerance is null");
    Objects.requireNonNull(origin, "origin is null");
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    programs = List.copyOf(programs);
  }

  /**
   * What is known of how a case came to be; no case is held to it.
   *
   * @param tier how common the operator is, 1 for the most common, 0 if the case does not say
   * @param opt what Paddle-Lite's opt said to the program, empty if it was not asked
   * @param lite how Paddle-Lite's results compare with the expected ones, empty if it was not asked
   * @param note anything else
   */
  public record Origin(int tier, String opt, String lite, String note) {}

  /**
   * Return the file with what Paddle-Lite gives for an output.
   *
   * @param output position in {@link #outputs}
   * @return empty if that is what is expected
   */
  Optional<Path> liteOutput(int output) {
    return Optional.of(folder.resolve("lite_" + output + ".npy")).filter(Files::exists);
  }

  @Override
  public String toString() {
    return name;
  }
}
