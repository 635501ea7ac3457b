package oar.cli.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import oar.api.ModelFormat;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.Providers;
import oar.cli.CommandRun;
import oar.cli.output.Output;
import oar.kit.CaseCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the lists to those of Paddle-Lite's opt 2.14 for the same file, which the resources keep. */
class TailoringListsTests {
  private static final List<String> NAMES = List.of("ops_list", "ops_source_list", "kernels_list",
      "kernels_source_list");

  @TempDir
  Path folder;

  @Test
  void theListsAreThoseOfTheRealOpt() throws IOException {
    ModelFormat format = Providers.load().format("naivebuffer");
    TailoringLists lists = new TailoringLists(format.runtimeOperators());
    Path archive = Path.of(System.getProperty("oar.cases"), "nb", "lenet_fp32.zip");
    try (CaseCollection cases = CaseCollection.open(List.of(archive))) {
      Path file = cases.cases().getFirst().folder().resolve("model.nb");
      lists.add(format.read(new ModelSource(file), Options.defaults(format)));
    }
    StringWriter text = new StringWriter();
    lists.write(folder, new Output(new PrintWriter(text), false, false));
    for (String name : NAMES) {
      assertEquals(OptReportTests.golden("lenet/tailored_" + name),
          Files.readString(folder.resolve(".tailored_" + name)),
          name);
    }
    assertEquals("""
        operators information of tailored model is stored into: %1$s/.tailored_ops_list
        kernels information of tailored model is stored into: %1$s/.tailored_kernels_list
        """.formatted(folder), text.toString());
  }

  @Test
  void theyLieInTheFolderThatIsNamedAsTheOutput() {
    Path out = folder.resolve("small");
    CommandRun.successful("opt", "--model_dir=" + CommandRun.DIGITS, "--optimize_out=" + out,
        "--record_tailoring_info");
    assertTrue(Files.exists(folder.resolve("small.nb")));
    NAMES.forEach(name -> assertTrue(Files.exists(out.resolve(".tailored_" + name)), name));
  }

  @Test
  void aModelThatIsNotWrittenAsANaiveBufferIsRecordedAsIfItWere() throws IOException {
    Path naive = folder.resolve("naive");
    Path protobuf = folder.resolve("protobuf");
    CommandRun.successful("opt", "--model_dir=" + CommandRun.DIGITS, "--optimize_out=" + naive,
        "--record_tailoring_info=true");
    CommandRun.successful("opt", "--model_dir=" + CommandRun.DIGITS, "--optimize_out=" + protobuf,
        "--optimize_out_type=protobuf", "--record_tailoring_info=true");
    assertEquals(Files.readString(naive.resolve(".tailored_kernels_list")),
        Files.readString(protobuf.resolve(".tailored_kernels_list")));
  }
}
