package oar.format.naivebuffer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import oar.api.model.Program;
import oar.kit.Case;
import oar.kit.CaseCollection;
import org.junit.jupiter.api.Test;

/** Files that the real optimiser wrote, read and written again. */
class RoundTripTests {
  private static final Map<String, String> META_VERSION_1 = Map.of("meta-version", "1");
  private static final Map<String, String> META_VERSION_2 = Map.of("meta-version", "2");

  @Test
  void filesOfEveryReleaseAreWrittenAsTheyWere() throws IOException {
    int[] filesOfMetaVersion = new int[3];
    try (CaseCollection cases = ModelFile.cases("nb/nb_versions", "nb/lenet_fp32", "nb/lenet_int8", "nb/lenet_int16",
        "nb/unet_tiny_int8", "nb/ppocr_v2_cls_int8", "opt/as_opt_writes")) {
      for (Case oneCase : cases.cases()) {
        byte[] bytes = Files.readAllBytes(ModelFile.of(oneCase));
        if (bytes[0] > 0) {
          assertArrayEquals(bytes, ModelFile.write(ModelFile.read(ModelFile.of(oneCase))), oneCase.name());
        }
        filesOfMetaVersion[bytes[0]]++;
      }
    }
    assertTrue(filesOfMetaVersion[1] >= 10 && filesOfMetaVersion[2] >= 10, "there were too few files to tell");
  }

  @Test
  void aLegacyFileLivesOnInTheNewestLayout() throws IOException {
    int legacyFiles = 0;
    try (CaseCollection cases = ModelFile.cases("nb/nb_versions")) {
      for (Case oneCase : cases.cases()) {
        if (Files.readAllBytes(ModelFile.of(oneCase))[0] > 0) {
          continue;
        }
        legacyFiles++;
        Program legacy = ModelFile.read(ModelFile.of(oneCase));
        byte[] written = ModelFile.write(legacy);
        Program rewritten = ModelFile.read(written);
        assertEquals(2, written[0], oneCase.name());
        assertEquals(operators(legacy), operators(rewritten), oneCase.name());
        assertEquals(legacy.weights(), rewritten.weights(), oneCase.name());
        assertEquals(legacy.version(), rewritten.version(), oneCase.name());
      }
    }
    assertTrue(legacyFiles >= 10, "there were too few files to tell");
  }

  private static List<?> operators(Program program) {
    return program.blocks().stream().map(block -> block.operators()).toList();
  }

  @Test
  void aFileTellsWhichReleaseWroteIt() throws IOException {
    try (CaseCollection cases = ModelFile.cases("nb/lenet_int8")) {
      Program program = ModelFile.read(ModelFile.of(cases.cases().getFirst()));
      assertEquals("Paddle-Lite opt v2.14-rc", program.properties().get("naivebuffer.producer"));
    }
  }

  @Test
  void theMetaVersionCanBeChosen() throws IOException {
    try (CaseCollection cases = ModelFile.cases("nb/lenet_int8")) {
      Program program = ModelFile.read(ModelFile.of(cases.cases().getFirst()));
      byte[] first = ModelFile.write(program, META_VERSION_1);
      Program read = ModelFile.read(first);
      assertEquals(1, first[0]);
      assertEquals(withoutProperties(program), withoutProperties(read));
      assertArrayEquals(first, ModelFile.write(read), "what was read as 1 is written as 1");
      assertArrayEquals(Files.readAllBytes(ModelFile.of(cases.cases().getFirst())),
          ModelFile.write(read, META_VERSION_2));
    }
  }

  private static Program withoutProperties(Program program) {
    SequencedMap<String, String> none = new LinkedHashMap<>();
    return program.withProperties(none);
  }
}
