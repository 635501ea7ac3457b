package oar.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oar.api.error.InvalidInputException;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.kit.CaseProgram.Expectation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseReaderTests {
  private static final String DESCRIPTION = """
      {"op": "sequence_pool", "tier": 3, "atol": 1e-05, "rtol": 0.0001,
       "inputs": [{"name": "x", "file": "in_0.npy", "dtype": "float32", "shape": [4, 2], "lod": [[0, 2], [0, 1, 4]]}],
       "outputs": [{"name": "y", "file": "out_0.npy", "dtype": "int64", "shape": []}],
       "opt": "ok", "note": "a note", "lite": "differs: much", "nb_expects": "either"}
      """;

  @TempDir
  private Path folder;

  private Case read(String description, String... files) throws IOException {
    Files.writeString(folder.resolve("case.json"), description);
    for (String file : files) {
      Files.createFile(folder.resolve(file));
    }
    return CaseReader.read(folder, "sequences/one");
  }

  @Test
  void everyFieldIsRead() throws IOException {
    Case tested = read(DESCRIPTION, "model.pdmodel", "model.nb");
    CaseTensor input = new CaseTensor(Optional.of("x"), folder.resolve("in_0.npy"), DataType.FLOAT32, Shape.of(4, 2),
        LevelOfDetail.of(new long[]{0, 2}, new long[]{0, 1, 4}));
    CaseTensor output = new CaseTensor(Optional.of("y"), folder.resolve("out_0.npy"), DataType.INT64, Shape.SCALAR,
        LevelOfDetail.NONE);
    List<CaseProgram> programs = List.of(new CaseProgram(folder.resolve("model.pdmodel"), Expectation.PADDLE),
        new CaseProgram(folder.resolve("model.nb"), Expectation.EITHER));
    assertEquals(new Case("sequences/one", folder, "sequence_pool", new Tolerance(1e-5, 1e-4), List.of(input),
        List.of(output), programs, new Case.Origin(3, "ok", "differs: much", "a note")), tested);
  }

  @Test
  void optionalFieldsMayBeMissing() throws IOException {
    Case tested = read("{\"op\": \"relu\", \"atol\": 0, \"rtol\": 0, \"inputs\": [], \"outputs\": []}", "model.nb");
    assertEquals(new Case.Origin(0, "", "", ""), tested.origin());
    assertEquals(List.of(new CaseProgram(folder.resolve("model.nb"), Expectation.PADDLE)), tested.programs());
  }

  @ParameterizedTest
  @CsvSource({"model.pdmodel", "model.json", "__model__"})
  void everyNameOfAProgramIsKnown(String fileName) throws IOException {
    assertEquals(List.of(new CaseProgram(folder.resolve(fileName), Expectation.PADDLE)),
        read(DESCRIPTION, fileName).programs());
  }

  @Test
  void aCaseWithoutAModelIsRefused() {
    assertRefused(DESCRIPTION, "has no model");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {//
      "\"op\": \"sequence_pool\", |                    | op is missing", //
      "\"sequence_pool\"          | 7                  | op is 7; it must be a text", //
      "1e-05                      | \"small\"          | atol is \"small\"; it must be a number", //
      "1e-05                      | -1                 | atol is not valid: the absolute tolerance is -1.0", //
      "0.0001                     | 1e999              | atol is not valid: the relative tolerance is Infinity", //
      "\"tier\": 3                | \"tier\": 1.5      | tier is 1.5; it must be an integer", //
      "float32                    | float99            | inputs[0].dtype is 'float99'", //
      "[4, 2]                     | [4, -1]            | inputs[0].shape is [4, -1]", //
      "[4, 2]                     | [4, -2]            | inputs[0].shape is not valid: dimension 1", //
      "[4, 2]                     | 8                  | inputs[0].shape is 8; it must be a list", //
      "[4, 2]                     | [4, \"2\"]         | inputs[0].shape is \"2\"; it must be an integer", //
      "[[0, 2], [0, 1, 4]]        | [[1, 2]]           | inputs[0].lod is not valid: LoD level 0", //
      "[[0, 2], [0, 1, 4]]        | [0, 2]             | inputs[0].lod is 0; it must be a list", //
      "out_0.npy                  | ../out_0.npy       | outputs[0].file is '../out_0.npy'", //
      "out_0.npy                  | /etc/passwd        | outputs[0].file is '/etc/passwd'", //
      "out_0.npy                  | a\\u0000b          | outputs[0].file is not valid", //
      "\"either\"                 | \"perhaps\"        | nb_expects is 'perhaps'", //
      "\"note\"                   | note               | this is not JSON", //
      "\"op\"                     | [[\"op\"]          | this is not JSON"})
  void aWrongFieldIsRefused(String right, String wrong, String words) {
    assertRefused(DESCRIPTION.replace(right, wrong == null ? "" : wrong), words);
  }

  private void assertRefused(String description, String words) {
    String[] files = words.equals("has no model") ? new String[0] : new String[]{"model.nb"};
    String message = assertThrows(InvalidInputException.class, () -> read(description, files)).getMessage();
    assertTrue(message.contains(folder.toString()) && message.contains(words),
        () -> "'" + words + "' is not in: " + message);
  }

  @Test
  void whatIsNotOneObjectIsRefused() {
    assertRefused("[]", "must be one JSON object");
    assertThrows(InvalidInputException.class, () -> read(DESCRIPTION + "{}"));
    assertThrows(InvalidInputException.class, () -> read("[".repeat(100_000)));
    assertThrows(InvalidInputException.class, () -> read(""));
  }

  @Test
  void anArrayMustBeWhatTheCaseSays() throws IOException {
    Case tested = read(DESCRIPTION, "model.nb");
    CaseTensor input = tested.inputs().getFirst();
    Tensor right = Tensor.of(Shape.of(4, 2), new float[8]);
    Npy.write(input.file(), right);
    assertEquals(new LodTensor(right, input.levelOfDetail()), input.read());
    Npy.write(input.file(), Tensor.of(Shape.of(2, 4), new float[8]));
    assertThrows(InvalidInputException.class, input::read);
    Npy.write(input.file(), Tensor.of(Shape.of(4, 2), new int[8]));
    assertThrows(InvalidInputException.class, input::read);
  }

  @Test
  void theSequencesOfAnArrayMustCoverItsRows() throws IOException {
    Case tested = read(DESCRIPTION.replace("[4, 2]", "[5, 2]"), "model.nb");
    Npy.write(folder.resolve("in_0.npy"), Tensor.of(Shape.of(5, 2), new float[10]));
    assertThrows(InvalidInputException.class, () -> tested.inputs().getFirst().read());
  }
}
