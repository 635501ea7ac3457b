package oar.cli.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oar.api.CompiledModel;
import oar.api.error.InvalidInputException;
import oar.api.error.NameHint;
import oar.api.error.UsageException;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Variable;
import oar.kit.Npy;
import picocli.CommandLine.Option;

/** What a model is fed, from NumPy files. */
final class ModelInputs {
  @Option(names = "--input", paramLabel = "NAME=FILE.npy", description = "The values of an input. Repeatable.")
  private Map<String, Path> files = new LinkedHashMap<>();

  @Option(names = "--lod", paramLabel = "NAME=0,3,5", description = "The offsets of an input's sequences; a / separates levels, the coarsest first. Repeatable.")
  private Map<String, String> levelsOfDetail = new LinkedHashMap<>();

  void check() throws IOException {
    for (String name : levelsOfDetail.keySet()) {
      if (!files.containsKey(name)) {
        throw new UsageException("--lod " + name + ": there is no --input of that name"
            + NameHint.of(name, files.keySet()));
      }
      levelOfDetail(name);
    }
    for (Path file : files.values()) {
      InputFiles.require(file);
    }
  }

  /** Read the inputs, one for each that the model asks for. */
  Map<String, LodTensor> read(CompiledModel model) throws IOException {
    List<String> wanted = model.inputs().stream().map(Variable::name).toList();
    if (!files.keySet().equals(Set.copyOf(wanted))) {
      throw new InvalidInputException("the model takes the inputs " + String.join(", ", wanted) + ", but "
          + (files.isEmpty() ? "none is given" : String.join(", ", files.keySet()) + " is given")
          + "; give each as --input NAME=FILE.npy" + hint(wanted));
    }
    Map<String, LodTensor> inputs = new LinkedHashMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      inputs.put(file.getKey(), read(file.getKey(), file.getValue()));
    }
    return inputs;
  }

  private String hint(List<String> wanted) {
    return files.keySet().stream().filter(name -> !wanted.contains(name)).findFirst()
        .map(name -> NameHint.of(name, wanted)).orElse("");
  }

  private LodTensor read(String name, Path file) throws IOException {
    try {
      return new LodTensor(Npy.read(file), levelOfDetail(name));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("input " + name + " of " + file + ": " + e.getMessage(), e);
    }
  }

  private LevelOfDetail levelOfDetail(String name) {
    String text = levelsOfDetail.get(name);
    if (text == null) {
      return LevelOfDetail.NONE;
    }
    try {
      String[] levels = text.split("/", -1);
      long[][] offsets = new long[levels.length][];
      for (int i = 0; i < levels.length; i++) {
        offsets[i] = offsets(levels[i]);
      }
      return LevelOfDetail.of(offsets);
    } catch (NumberFormatException e) {
      throw new UsageException("--lod " + name + "=" + text + ": offsets are integers joined by commas, as in 0,3,5");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--lod " + name + "=" + text + ": " + e.getMessage());
    }
  }

  private static long[] offsets(String level) {
    String[] texts = level.split(",", -1);
    long[] offsets = new long[texts.length];
    for (int i = 0; i < texts.length; i++) {
      offsets[i] = Long.parseLong(texts[i].strip());
    }
    return offsets;
  }
}
