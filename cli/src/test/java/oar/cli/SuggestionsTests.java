package oar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTests {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      raed                      | Unmatched argument at index 0: 'raed'; did you mean read?                   | oar
      optimise                  | Unmatched argument at index 0: 'optimise'; did you mean optimize?           | oar
      op                        | Unmatched argument at index 0: 'op'; did you mean opt or ops?               | oar
      quantification            | Unmatched argument at index 0: 'quantification'                             | oar
      x                         | Unmatched argument at index 0: 'x'                                          | oar
      read a qantize            | Unmatched argument at index 2: 'qantize'; did you mean quantize?            | oar read
      read a --formt=x          | Unknown option: '--formt=x'; did you mean --format?                         | oar read
      read a --zzz              | Unknown option: '--zzz'                                                     | oar read
      write                     | Missing required parameter: 'PATH'                                          | oar write
      evaluate a                | Missing required parameter: 'LABELS.npy'                                    | oar evaluate
      predict --threads=x       | Invalid value for option '--threads': 'x' is not an int                     | oar predict
      predict --input=x         | Value for option option '--input' (NAME=FILE.npy) should be in KEY=VALUE format but was x | oar predict
      @none                     | Unmatched argument at index 0: '@none'; there is no recipe of that name     | oar
      """)
  void aSyntaxErrorSaysWhatMayHaveBeenMeant(String arguments, String message, String command) {
    CommandRun run = CommandRun.of((Object[]) arguments.split(" "));
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("oar: " + message + "\nTry '" + command + " --help'.\n", run.err());
  }
}
