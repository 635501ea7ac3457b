package oar.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.error.InvalidInputException;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;

/** Reads the description of a case. */
final class CaseReader {
  /** The file that makes a folder a case. */
  static final String DESCRIPTION = "case.json";
  private static final List<String> PROGRAMS = List.of("model.pdmodel", "model.json", "__model__");
  private static final String NAIVE_BUFFER = "model.nb";

  private CaseReader() {}

  /**
   * Read a case.
   *
   * @param folder with a {@value #DESCRIPTION}
   * @param name of the case
   * @throws InvalidInputException if the description is not what it should be, or there is no model
   * @throws IOException if it cannot be read
   */
  static Case read(Path folder, String name) throws IOException {
    JsonFields fields = JsonFields.read(folder.resolve(DESCRIPTION));
    Tolerance tolerance = fields.check("atol", () -> new Tolerance(fields.number("atol"), fields.number("rtol")));
    Case.Origin origin = new Case.Origin((int) fields.optionalInteger("tier").orElse(0),
        fields.optionalText("opt").orElse(""), fields.optionalText("lite").orElse(""),
        fields.optionalText("note").orElse(""));
    return new Case(name, folder, fields.text("op"), tolerance, tensors(folder, fields, "inputs"),
        tensors(folder, fields, "outputs"), programs(folder, fields), origin);
  }

  private static List<CaseTensor> tensors(Path folder, JsonFields fields, String list) {
    return fields.objects(list).stream().map(tensor -> tensor(folder, tensor)).toList();
  }

  private static CaseTensor tensor(Path folder, JsonFields fields) {
    String fileName = fields.text("file");
    Path file = fields.check("file", () -> folder.resolve(fileName)).normalize();
    if (!folder.normalize().equals(file.getParent())) {
      throw fields.refuse("file", "is '" + fileName + "'; it must name a file of the case's folder");
    }
    String label = fields.text("dtype");
    DataType type = DataType.ofLabel(label)
        .orElseThrow(() -> fields.refuse("dtype", "is '" + label + "'; it must be a type such as float32"));
    Shape shape = fields.check("shape", () -> Shape.of(fields.integers("shape")));
    if (!shape.isKnown()) {
      throw fields.refuse("shape", "is " + shape + "; the dimensions of an array are 0 or more");
    }
    LevelOfDetail levelOfDetail = fields.check("lod",
        () -> LevelOfDetail.of(fields.optionalIntegerLists("lod").toArray(long[][]::new)));
    return new CaseTensor(fields.optionalText("name"), file, type, shape, levelOfDetail);
  }

  private static List<CaseProgram> programs(Path folder, JsonFields fields) {
    List<CaseProgram> programs = new ArrayList<>();
    for (String program : PROGRAMS) {
      if (Files.exists(folder.resolve(program))) {
        programs.add(new CaseProgram(folder.resolve(program), CaseProgram.Expectation.PADDLE));
      }
    }
    if (Files.exists(folder.resolve(NAIVE_BUFFER))) {
      programs.add(new CaseProgram(folder.resolve(NAIVE_BUFFER), naiveBufferExpectation(fields)));
    }
    if (programs.isEmpty()) {
      throw new InvalidInputException(folder + ": this case has no model; it must have " + NAIVE_BUFFER + ", "
          + String.join(" or ", PROGRAMS));
    }
    return programs;
  }

  private static CaseProgram.Expectation naiveBufferExpectation(JsonFields fields) {
    Optional<String> label = fields.optionalText("nb_expects");
    return label.isEmpty()
        ? CaseProgram.Expectation.PADDLE
        : CaseProgram.Expectation.ofLabel(label.get()).orElseThrow(
            () -> fields.refuse("nb_expects", "is '" + label.get() + "'; it must be paddle, either or none"));
  }
}
