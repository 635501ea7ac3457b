package oar.format.paddle.pir;

import static oar.format.paddle.pir.PirText.MATRIX;
import static oar.format.paddle.pir.PirText.SCALAR;
import static oar.format.paddle.pir.PirText.attribute;
import static oar.format.paddle.pir.PirText.data;
import static oar.format.paddle.pir.PirText.fetch;
import static oar.format.paddle.pir.PirText.operation;
import static oar.format.paddle.pir.PirText.parameter;
import static oar.format.paddle.pir.PirText.region;
import static oar.format.paddle.pir.PirText.result;
import static oar.format.paddle.pir.PirText.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import oar.api.error.ModelFormatException;
import oar.api.error.OarException;
import oar.api.error.UnsupportedProgramException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PirRefusalTests {
  private static final String INPUT = data("x", 1, MATRIX);

  /** What JSON is made of. */
  private static final String CHARACTERS = "0123456789-{}[]\",:%#ex";

  @TempDir
  Path folder;

  private static String relu(long operand, long result) {
    return operation("1.relu", List.of(operand), List.of(result(result, MATRIX)));
  }

  private void assertDamaged(String reason, String... operations) throws IOException {
    Path file = new PirText().add(operations).write(folder);
    String message = assertThrows(ModelFormatException.class, () -> PirReader.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": ") && message.contains(reason), message);
  }

  private void assertRefused(List<String> problems, String... operations) throws IOException {
    Path file = new PirText().add(operations).write(folder);
    UnsupportedProgramException refused = assertThrows(UnsupportedProgramException.class, () -> PirReader.read(file));
    assertEquals(problems, refused.problems());
  }

  @Test
  void allUnknownOperationsAreNamedAtOnce() throws IOException {
    String inner = operation("onednn_op.fc", List.of(1L), List.of(result(4, MATRIX)));
    assertRefused(
        List.of("operation custom_op.mine (2 times) is not supported",
            "operation onednn_op.fc (1 time) is not supported",
            "operation pd_op.lp_pool2d (1 time) is not supported"),
        INPUT, operation("3.mine", List.of(1L), List.of(result(2, MATRIX))),
        operation("1.lp_pool2d", List.of(1L), List.of(result(3, MATRIX))),
        operation("1.if", List.of(1L), List.of(),
            List.of(region("", inner), region("", operation("3.mine", List.of(), List.of())))));
  }

  @Test
  void everythingThatPaddle2CannotExpressIsSaidAtOnce() throws IOException {
    String place = " at $.program.regions[0].blocks[0].ops";
    assertRefused(
        List.of("pd_op.max_pool2d_with_index" + place + "[1]: attribute ceil_mode is 1; Paddle 2 has only 0",
            "pd_op.pool2d" + place + "[2]: its ksize is computed; Paddle 2 takes only a constant"),
        INPUT,
        operation("1.max_pool2d_with_index", List.of(1L), List.of(result(2, MATRIX), result(4, MATRIX)),
            attribute("ceil_mode", "0.a_bool", "true")),
        operation("1.pool2d", List.of(2L, 1L), List.of(result(3, MATRIX))), fetch(3, 0));
  }

  @Test
  void elementTypesThatPaddle2DoesNotHaveAreNamed() throws IOException {
    assertRefused(
        List.of(
            "pd_op.relu at $.program.regions[0].blocks[0].ops[1]: its result is of type 0.t_f8e4m3fn, which Paddle 2 "
                + "does not have"),
        INPUT, operation("1.relu", List.of(1L), List.of(result(2, tensor("f8e4m3fn", 2)))), relu(2, 3));
  }

  @Test
  void aValueThatIsReadBeforeItIsComputedIsNamed() throws IOException {
    assertDamaged(
        "pd_op.relu at $.program.regions[0].blocks[0].ops[1]: it reads value %3, which no operation before it "
            + "computes",
        INPUT, relu(3, 2), relu(2, 3));
  }

  @Test
  void aValueThatIsComputedTwiceIsNamed() throws IOException {
    assertDamaged("it computes value %1, which is computed before", INPUT, relu(1, 1));
  }

  @Test
  void aMissingOperandIsCounted() throws IOException {
    assertDamaged("it has 1 operands; it must have 2", INPUT,
        operation("1.add", List.of(1L), List.of(result(2, MATRIX))));
  }

  @Test
  void anOperandThatMayNotBeLeftOutIsMissed() throws IOException {
    assertDamaged("an operand is left out that it cannot do without", INPUT, relu(0, 2));
  }

  @Test
  void aParameterWithoutValueCannotBeRead() throws IOException {
    assertDamaged("it reads value %1, which has no contents", parameter("state", 1, MATRIX, 0), relu(1, 2));
  }

  @Test
  void twoInputsOfOneNameAreRefused() throws IOException {
    assertDamaged("the name 'x' is given twice", INPUT, data("x", 2, MATRIX));
  }

  @Test
  void aVectorHasTheElementsThatItIsTakenApartInto() throws IOException {
    assertDamaged("it takes a vector of 1 apart into 2 results", INPUT,
        operation("0.split", List.of(1L), List.of(result(2, MATRIX), result(3, MATRIX))));
    assertDamaged("it takes element 7 of a vector of 1", INPUT,
        operation("0.slice", List.of(1L), List.of(result(2, MATRIX)), attribute("index", "0.a_i32", "7")));
  }

  @Test
  void aRegionMustYieldWhatIsExpected() throws IOException {
    assertDamaged("a region yields 0 values for 1 results", INPUT,
        operation("1.if", List.of(1L), List.of(result(2, MATRIX)), List.of(region(""), region(""))));
    assertDamaged("it has 0 arguments for 1 values that it hands on", INPUT,
        operation("1.while", List.of(1L, 1L), List.of(result(2, MATRIX)), List.of(region(""))));
    assertDamaged("number 2 is missing", INPUT,
        operation("1.if", List.of(1L), List.of(), List.of(region("", relu(1, 2)))));
    assertDamaged("it is not the last operation of a region", INPUT, operation("2.yield", List.of(), List.of()));
  }

  @Test
  void anAttributeIsNamedWithWhatIsWrongWithIt() throws IOException {
    String[] wrong = {attribute("groups", "0.a_i32", "4294967296"), attribute("groups", "0.a_i32", "1.5"),
        attribute("groups", "0.a_i32", "\"1\""), attribute("groups", "0.a_mystery", "1"),
        attribute("groups", "0.a_array", "[{\"#\":\"0.a_i32\",\"D\":1},{\"#\":\"0.a_str\",\"D\":\"\"}]"),
        attribute("groups", "1.a_dtype", "\"float8_e4m3fn\""), "{\"N\":\"groups\",\"AT\":{\"#\":\"0.a_i32\"}}"};
    for (String attribute : wrong) {
      assertDamaged("at $.program.regions[0].blocks[0].ops[1]: attribute groups: ", INPUT,
          operation("1.conv2d", List.of(1L, 1L), List.of(result(2, MATRIX)), attribute));
    }
    assertDamaged("attribute col is null; it must be one number", INPUT, relu(1, 2),
        operation("1.fetch", List.of(2L), List.of(result(3, MATRIX)), attribute("name", "0.a_str", "\"out\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "{\"base_code\":{}}", "{\"base_code\":{\"magic\":\"pir\"}}",
      "{\"base_code\":{\"magic\":\"pir\",\"version\":4}}", "{\"program\":{\"regions\":[]}}",
      "{\"base_code\":{\"magic\":\"PIR\",\"version\":4},\"program\":{\"regions\":[]}}"})
  void whatIsNoProgramIsRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("model.json"), text);
    assertThrows(ModelFormatException.class, () -> PirReader.read(file));
  }

  @Test
  void aNewerVersionOfTheFormatIsRefused() throws IOException {
    Path file = new PirText().header("\"magic\":\"pir\",\"version\":5").add(INPUT).write(folder);
    String message = assertThrows(ModelFormatException.class, () -> PirReader.read(file)).getMessage();
    assertTrue(message.contains("PIR version 5; versions 0 to 4 are known"), message);
  }

  @Test
  void aFileThatIsCutShortIsNeverAProgram() throws IOException {
    String text = new PirText().add(INPUT, relu(1, 2), fetch(2, 0)).toString();
    Path file = folder.resolve("model.json");
    for (int length = 0; length < text.length(); length++) {
      Files.writeString(file, text.substring(0, length));
      assertThrows(ModelFormatException.class, () -> PirReader.read(file), "cut to " + length);
    }
  }

  @Test
  void changedCharactersAreRefusedOrRead() throws IOException {
    String text = new PirText().add(INPUT, relu(1, 2),
        operation("1.if", List.of(2L), List.of(result(3, MATRIX)),
            List.of(region("", operation("2.yield", List.of(2L), List.of())),
                region("", operation("2.yield", List.of(1L), List.of())))),
        operation("1.scale", List.of(3L, 2L), List.of(result(4, SCALAR)), attribute("bias", "0.a_f32", "1.5")),
        fetch(4, 0)).toString();
    Path file = folder.resolve("model.json");
    for (int seed = 0; seed < 2000; seed++) {
      String attempt = "seed " + seed;
      Random random = new Random(seed);
      StringBuilder changed = new StringBuilder(text);
      for (int i = 0; i <= random.nextInt(3); i++) {
        changed.setCharAt(random.nextInt(changed.length()), CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      Files.writeString(file, changed);
      try {
        PirReader.read(file);
      } catch (OarException refused) {
        assertTrue(refused.getMessage().contains(file.toString()), attempt + ": " + refused);
      } catch (RuntimeException e) {
        throw new AssertionError(attempt, e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"program\":"})
  void depthThatNeverEndsIsRefused(String level) throws IOException {
    Path file = Files.writeString(folder.resolve("model.json"), "{\"program\":" + level.repeat(100_000));
    assertThrows(ModelFormatException.class, () -> PirReader.read(file));
    Files.writeString(file, new PirText().add("{\"#\":\"1.relu\",\"A\":" + level.repeat(100_000)).toString());
    assertThrows(ModelFormatException.class, () -> PirReader.read(file));
  }
}
