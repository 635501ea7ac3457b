package oar.kit.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import oar.api.ModelFormat;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.Providers;
import oar.api.model.LodTensor;
import oar.api.model.Program;
import oar.api.model.Tensor;
import oar.api.model.Weight;
import oar.kit.Case;
import oar.kit.CaseCollection;
import oar.kit.CaseProgram;
import oar.kit.CaseTensor;
import oar.kit.Tolerance;

/**
 * A program with something to feed it.
 *
 * @param name for messages
 * @param program what to run
 * @param inputs one for each input of the program, in order
 * @param tolerance how far results of the program in two forms may be from each other
 */
public record Example(String name, Program program, List<LodTensor> inputs, Tolerance tolerance) {
  /** Create an example. */
  public Example {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(program, "program is null");
    Objects.requireNonNull(tolerance, "tolerance is null");
    inputs = List.copyOf(inputs);
  }

  /**
   * Read the programs of cases, by the installed formats.
   *
   * @param paths folders and zip archives with cases
   * @throws IOException if a file cannot be read
   */
  public static List<Example> ofCases(List<Path> paths) throws IOException {
    return ofCases(paths, Providers.load());
  }

  static List<Example> ofCases(List<Path> paths, Providers providers) throws IOException {
    List<Example> examples = new ArrayList<>();
    try (CaseCollection collection = CaseCollection.open(paths)) {
      for (Case tested : collection.cases()) {
        for (CaseProgram program : tested.programs()) {
          examples.add(of(providers, tested, program));
        }
      }
    }
    return examples;
  }

  /** Return the program with weights in memory of their own, which nothing that is done to this one can change. */
  Program copyOfProgram() {
    SequencedMap<String, Weight> copies = new LinkedHashMap<>(program.weights());
    copies.replaceAll((weight, original) -> new Weight(
        Tensor.copyOf(original.tensor().type(), original.tensor().shape(), original.tensor().data()),
        original.levelOfDetail(), original.quantization()));
    return program.withWeights(copies);
  }

  static Example of(Providers providers, Case tested, CaseProgram program) throws IOException {
    ModelSource source = new ModelSource(program.file());
    ModelFormat format = providers.formatOf(source);
    List<LodTensor> inputs = new ArrayList<>();
    for (CaseTensor input : tested.inputs()) {
      inputs.add(input.read());
    }
    return new Example(tested.name() + " " + program.fileName(), format.read(source, Options.defaults(format)), inputs,
        tested.tolerance());
  }
}
