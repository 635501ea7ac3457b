package oar.cli.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import oar.cli.CommandRun;
import oar.cli.ExitCode;
import oar.kit.CaseCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what opt prints to what Paddle-Lite's opt 2.14 printed, which the resources keep. */
class OptReportTests {
  private static final Path CASES = Path.of(System.getProperty("oar.cases"));

  @TempDir
  Path folder;

  static String golden(String name) throws IOException {
    try (InputStream text = OptReportTests.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String beginning(String text, String golden) {
    return text.lines().limit(golden.lines().count()).collect(Collectors.joining("\n", "", "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"print_supported_ops", "display_kernels", "print_all_ops_in_md_format"})
  void operatorsArePrintedAsTheRealOptPrintsThem(String mode) throws IOException {
    assertEquals(golden(mode + ".txt"), CommandRun.successful("opt", "--" + mode + "=true").out());
  }

  @Test
  void theTableOfAllOperatorsBeginsAsTheRealOne() throws IOException {
    String golden = golden("print_all_ops.txt");
    String out = CommandRun.successful("opt", "--print_all_ops").out();
    assertEquals(golden, beginning(out, golden));
    assertEquals(1 + golden("print_all_ops_in_md_format.txt").lines().skip(3).count(), out.lines().count());
  }

  @Test
  void targetsThatOarDoesNotOptimiseForAreKnownToTheTables() throws IOException {
    String golden = golden("print_supported_ops_of_others.txt");
    assertEquals(golden, beginning(CommandRun
        .successful("opt", "--print_supported_ops=true", "--valid_targets=x86_opencl,huawei_ascend_npu").out(),
        golden));
  }

  @Test
  void theFirstModeThatIsAskedForIsTheOneThatIsDone() {
    assertEquals(CommandRun.successful("opt", "--print_supported_ops=true"),
        CommandRun.successful("opt", "--display_kernels=true", "--print_supported_ops=true"));
  }

  @Test
  void theOperatorsOfAModelArePrinted() throws IOException {
    assertEquals(golden("print_model_ops_of_digits.txt"),
        CommandRun.successful("opt", "--model_dir=" + CommandRun.DIGITS, "--print_model_ops=true").out());
  }

  @Test
  void aModelWithOperatorsThatDoNotRunIsRefusedWithAllOfThem() throws IOException {
    try (CaseCollection cases = CaseCollection.open(List.of(CASES.resolve("operators/conv3d.zip")))) {
      CommandRun run = CommandRun.of("opt", "--model_dir=" + cases.cases().getFirst().folder(),
          "--print_model_ops=true");
      assertEquals(ExitCode.UNSUPPORTED, run.code());
      assertTrue(run.out().contains(" conv3d "), run.out());
      assertEquals("""
          oar: This model is not supported, because 1 ops are not supported on 'arm'. These unsupported ops are:
            conv3d
          """, run.err());
    }
  }

  @Test
  void aFileIsDrawnAsTheRealOptDrawsIt() throws IOException {
    try (CaseCollection cases = CaseCollection.open(List.of(CASES.resolve("nb/lenet_fp32.zip")))) {
      Path file = cases.cases().getFirst().folder().resolve("model.nb");
      assertEquals("", CommandRun
          .successful("opt", "--optimized_nb_model_path", file, "--visualization_file_output_path", folder).out());
      assertEquals(golden("lenet/Block_0.dot"), Files.readString(folder.resolve("Block_0.dot")));
    }
  }

  @Test
  void aDrawingNeedsAFolder() {
    CommandRun run = CommandRun.of("opt", "--optimized_nb_model_path=" + CommandRun.DIGITS,
        "--visualization_file_output_path=" + folder.resolve("none"));
    assertEquals(ExitCode.INPUT_OUTPUT, run.code());
    assertTrue(run.err().contains("none"), run.err());
  }
}
