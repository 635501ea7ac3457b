package oar.cli.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oar.cli.CommandRun;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what commands print to files with what they should print, in which the folder that is written to is {@code OUT}. */
class StageOutputTests {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      quantize-int8.txt       | read DIGITS quantize int8 --except linear_1.w_0 write OUT/small
      quantize-compatible.txt | read DIGITS quantize int16 --only matmul_v2,conv2d --compatible
      dequantize.txt          | read DIGITS quantize int16 --only matmul_v2 dequantize
      evaluate.txt            | read DIGITS evaluate DIGITS/images.npy DIGITS/labels.npy --at-least 0.98
      chain.json              | --json read DIGITS write OUT/copy evaluate DIGITS/images.npy DIGITS/labels.npy
      inspect.txt             | inspect DIGITS
      """)
  void aStagePrintsWhatItShould(String file, String command) throws IOException {
    List<Object> arguments = new ArrayList<>();
    for (String argument : command.split(" ")) {
      arguments.add(argument.replace("DIGITS", CommandRun.DIGITS.toString()).replace("OUT", folder.toString()));
    }
    String out = CommandRun.successful(arguments.toArray()).out().replace(folder.toString(), "OUT")
        .replace(folder.toRealPath().toString(), "OUT");
    assertEquals(golden(file), out);
  }

  private static String golden(String file) throws IOException {
    try (InputStream text = StageOutputTests.class.getResourceAsStream(file)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
