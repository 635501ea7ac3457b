package oar.cli.opt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oar.cli.CommandRun;
import oar.cli.ExitCode;
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
  void whatIsNotSupportedIsRefusedBeforeAnythingIsRead() {
    CommandRun run = CommandRun.of("opt", "--model_dir=" + DIGITS, "--optimize_out=" + folder.resolve("a"),
        "--sparse_model", "--print_all_ops=true");
    assertEquals(ExitCode.UNSUPPORTED, run.code());
    assertEquals("", run.out());
    assertEquals("""
        oar: opt cannot do all that is asked for:
          --sparse_model is not supported yet
          --print_all_ops is not supported yet
        """, run.err());
  }

  @Test
  void aMistypedFlagIsFound() {
    CommandRun run = CommandRun.of("opt", "--model_dri=" + DIGITS);
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("did you mean --model_dir?"), run.err());
  }
}
