package oar.cli.opt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oar.cli.CommandRun;
import oar.cli.ExitCode;
import oar.kit.CaseCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptCommandTests {
  private static final Path DIGITS = CommandRun.DIGITS;
  private static final Path PROGRAM = DIGITS.resolve("model.pdmodel");
  private static final Path PARAMETERS = DIGITS.resolve("model.pdiparams");

  @TempDir
  Path folder;

  @Test
  void itSaysWhatTheRealOptSaysAndThenWhatItDid() {
    Path out = folder.resolve("small");
    List<String> lines = CommandRun.successful("opt", "--model_file=" + PROGRAM, "--param_file", PARAMETERS,
        "--optimize_out", out, "--quant_model=true", "--quant_type=QUANT_INT8").out().lines().toList();
    assertEquals(List.of("Loading topology data from " + PROGRAM, "Loading params data from " + PARAMETERS,
        "1. Model is successfully loaded!", "2. Model is optimized and saved into " + out + ".nb successfully"),
        lines.subList(0, 4));
    assertEquals(List.of("read", "optimize", "quantize", "write"), lines.stream().skip(4)
        .filter(line -> !line.startsWith(" ")).map(line -> line.split(" ")[0]).toList());
    assertEquals(1, lines.stream().filter(line -> line.matches(" +linear_0.w_0 +fc +.*float32 -> int8 +32768 +8448"))
        .count());
    assertEquals(1, lines.stream().filter(line -> line.matches(" +linear_0.b_0 +fc +.* it is a bias .*")).count());
  }

  @Test
  void itWritesWhatTheChainWrites() throws IOException {
    CommandRun.successful("opt", "--model_dir=" + DIGITS, "--optimize_out=" + folder.resolve("a"), "--quant_model");
    CommandRun.successful("read", DIGITS, "optimize", "quantize", "int16", "write", folder.resolve("b.nb"));
    assertArrayEquals(Files.readAllBytes(folder.resolve("b.nb")), Files.readAllBytes(folder.resolve("a.nb")));
  }

  @Test
  void theEndingIsAlwaysAppended() {
    CommandRun.successful("opt", "--model_dir=" + DIGITS, "--optimize_out=" + folder.resolve("a.nb"));
    assertTrue(Files.exists(folder.resolve("a.nb.nb")));
  }

  @Test
  void protobufIsAFolderWithModelAndParams() throws IOException {
    Path out = folder.resolve("pb");
    String text = CommandRun
        .successful("opt", "--model_dir", DIGITS, "--optimize_out_type=protobuf", "--optimize_out", out).out();
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(Set.of(out.resolve("model"), out.resolve("params")), files.collect(Collectors.toSet()));
    }
    assertEquals("1. Model is successfully loaded!", text.lines().skip(2).findFirst().orElseThrow());
    assertTrue(text.lines().skip(3).findFirst().orElseThrow().startsWith("read "), text);
    CommandRun.successful("read", out, "evaluate", DIGITS.resolve("images.npy"), DIGITS.resolve("labels.npy"));
  }

  @Test
  void aFolderWithAFileForEachWeightIsCalledNonCombined() throws IOException {
    Files.copy(PROGRAM, folder.resolve("__model__"));
    CommandRun run = CommandRun.of("opt", "--model_dir=" + folder, "--optimize_out=" + folder.resolve("a"));
    assertEquals(List.of("Loading topology data from " + folder.resolve("__model__"),
        "Loading non-combined params data from " + folder), run.out().lines().toList());
    assertEquals(ExitCode.BAD_INPUT, run.code(), "the weights are not there");
  }

  @Test
  void compatibleQuantizesBiasesToo() {
    String out = CommandRun.successful("opt", "--model_dir=" + DIGITS, "--optimize_out=" + folder.resolve("a"),
        "--quant_model=true", "--compatible").out();
    assertTrue(out.lines().anyMatch(line -> line.matches(" +linear_0.b_0 .*float32 -> int16 .*")), out);
  }

  @Test
  void withoutArgumentsItExplainsItself() {
    String out = CommandRun.successful("opt").out();
    assertTrue(out.startsWith("oar "), out);
    assertTrue(out.contains("Usage: oar opt --model_dir=DIR --optimize_out=NAME [FLAG..]"), out);
  }

  @Test
  void jsonIsThatOfAChain() {
    assertEquals(4, CommandRun.successful("opt", "--model_dir=" + DIGITS, "--optimize_out=" + folder.resolve("a"),
        "--quant_model=true", "--json").json().getAsJsonArray().size());
  }

  @Test
  void aTargetThatOarDoesNotOptimiseForIsRefusedBeforeAnythingIsRead() {
    CommandRun run = CommandRun.of("opt", "--model_dir=" + DIGITS, "--optimize_out=" + folder.resolve("a"),
        "--valid_targets=opencl");
    assertEquals(ExitCode.UNSUPPORTED, run.code());
    assertEquals("", run.out());
    assertEquals("""
        oar: opt cannot do all that is asked for:
          --valid_targets: target opencl is not supported; arm is
        """, run.err());
  }

  @Test
  void aSetOfModelsBecomesAFolderOfFiles() throws IOException {
    for (String name : List.of("b", "a", ".hidden")) {
      Path model = Files.createDirectories(folder.resolve("set").resolve(name));
      Files.copy(PROGRAM, model.resolve("model.pdmodel"));
      Files.copy(PARAMETERS, model.resolve("model.pdiparams"));
    }
    Path out = folder.resolve("out");
    String text = CommandRun.successful("opt", "--model_set_dir=" + folder.resolve("set"), "--optimize_out=" + out,
        "--record_tailoring_info=true").out();
    assertEquals(2, text.lines().filter(line -> line.startsWith("2. Model is optimized")).count());
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(Set.of("a.nb", "b.nb", ".tailored_ops_list", ".tailored_ops_source_list", ".tailored_kernels_list",
          ".tailored_kernels_source_list"),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void aSetWithoutModelsIsWrongUsage() {
    CommandRun run = CommandRun.of("opt", "--model_set=" + folder, "--optimize_out=" + folder.resolve("out"));
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("oar: [" + folder + "] does not contain any model\n", run.err());
  }

  @Test
  void theVersionOfTheRuntimeIsWrittenIntoTheFile() throws IOException {
    CommandRun.successful("opt", "--model_dir=" + DIGITS, "--optimize_out=" + folder.resolve("a"),
        "--target_version=v2.10");
    byte[] file = Files.readAllBytes(folder.resolve("a.nb"));
    assertEquals("v2.10\0", new String(file, 2, 6, StandardCharsets.US_ASCII));
  }

  @Test
  void halfPrecisionAndSparsityReachTheFile() throws IOException {
    Path out = folder.resolve("a");
    CommandRun.successful("opt", "--model_dir=" + DIGITS, "--optimize_out=" + out, "--enable_fp16=true",
        "--record_tailoring_info=true");
    String kernels = Files.readString(out.resolve(".tailored_kernels_list"));
    assertTrue(kernels.contains("conv2d,kARM,kFP16,kNCHW,def\n"), kernels);
    CommandRun.successful("opt", "--model_dir=" + DIGITS, "--optimize_out=" + out, "--sparse_model=true",
        "--sparse_threshold=0", "--record_tailoring_info=true");
    String operators = Files.readString(out.resolve(".tailored_ops_list"));
    assertTrue(operators.contains("sparse_conv2d\n"), operators);
  }

  @Test
  void whatTheRuntimeCannotRunIsWrittenOnlyByForce() throws IOException {
    Path archive = Path.of(System.getProperty("oar.cases"), "operators", "conv3d.zip");
    try (CaseCollection cases = CaseCollection.open(List.of(archive))) {
      Path model = cases.cases().getFirst().folder();
      CommandRun run = CommandRun.of("opt", "--model_dir=" + model, "--optimize_out=" + folder.resolve("a"));
      assertEquals(ExitCode.UNSUPPORTED, run.code());
      assertTrue(run.err().contains("operator conv3d has no kernel"), run.err());
      assertTrue(Files.notExists(folder.resolve("a.nb")));
      CommandRun.successful("opt", "--model_dir=" + model, "--optimize_out=" + folder.resolve("a"), "--force");
      assertTrue(Files.exists(folder.resolve("a.nb")));
    }
  }

  @Test
  void aMistypedFlagIsFound() {
    CommandRun run = CommandRun.of("opt", "--model_dri=" + DIGITS);
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("did you mean --model_dir?"), run.err());
  }
}
