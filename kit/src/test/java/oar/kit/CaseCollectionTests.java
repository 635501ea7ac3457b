package oar.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import oar.api.error.InvalidInputException;
import oar.api.error.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseCollectionTests {
  private static final byte[] DESCRIPTION = """
      {"op": "relu", "atol": 0, "rtol": 0, "inputs": [], "outputs": []}
      """.getBytes(StandardCharsets.US_ASCII);

  @TempDir
  private Path folder;

  private void createCase(String path) throws IOException {
    Path target = Files.createDirectories(folder.resolve(path));
    Files.write(target.resolve("case.json"), DESCRIPTION);
    Files.createFile(target.resolve("model.nb"));
  }

  private static Map<String, byte[]> entriesOfCases(String... prefixes) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String prefix : prefixes) {
      entries.put(prefix + "case.json", DESCRIPTION);
      entries.put(prefix + "model.nb", new byte[0]);
    }
    return entries;
  }

  private Path createZip(String path, Map<String, byte[]> entries) throws IOException {
    Path zip = folder.resolve(path);
    Files.createDirectories(zip.getParent());
    try (OutputStream file = Files.newOutputStream(zip); ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return zip;
  }

  private static List<String> names(Path... paths) throws IOException {
    try (CaseCollection collection = CaseCollection.open(List.of(paths))) {
      return collection.cases().stream().map(Case::name).toList();
    }
  }

  @Test
  void casesAreFoundInFoldersAtAnyDepth() throws IOException {
    createCase("models/slim/lenet/quantized_model");
    createCase("models/slim/lenet/test_model");
    createCase("models/paddle/lenet");
    Files.writeString(folder.resolve("models/README.md"), "no case");
    assertEquals(
        List.of("models/paddle/lenet", "models/slim/lenet/quantized_model", "models/slim/lenet/test_model"),
        names(folder.resolve("models")));
  }

  @Test
  void aFolderMayBeACaseItself() throws IOException {
    createCase("lenet");
    assertEquals(List.of("lenet"), names(folder.resolve("lenet")));
  }

  @Test
  void casesAreFoundInArchives() throws IOException {
    Path zip = createZip("cases/conv2d.zip", entriesOfCases("groups/", "deep/er/"));
    createZip("cases/lenet.zip", entriesOfCases(""));
    assertEquals(List.of("conv2d/deep/er", "conv2d/groups"), names(zip));
    assertEquals(List.of("cases/conv2d/deep/er", "cases/conv2d/groups", "cases/lenet"), names(folder.resolve("cases")));
  }

  @Test
  void anArchiveOfArchivesIsUnpacked() throws IOException {
    Path inner = createZip("inner.zip", entriesOfCases("groups/"));
    Path outer = createZip("oar-kit-cases.jar", Map.of("operators/conv2d.zip", Files.readAllBytes(inner)));
    assertEquals(List.of("oar-kit-cases/operators/conv2d/groups"), names(outer));
    Path outermost = createZip("outermost.zip", Map.of("outer.zip", Files.readAllBytes(outer)));
    assertThrows(InvalidInputException.class, () -> names(outermost));
  }

  @Test
  void pathsAreTakenInOrder() throws IOException {
    createCase("b");
    createCase("a");
    assertEquals(List.of("b", "a"), names(folder.resolve("b"), folder.resolve("a")));
  }

  @Test
  void unpackedFilesAreThereUntilTheCollectionIsClosed() throws IOException {
    Path zip = createZip("conv2d.zip", entriesOfCases("groups/"));
    CaseCollection collection = CaseCollection.open(List.of(zip));
    Path unpacked = collection.cases().getFirst().folder();
    assertTrue(Files.exists(unpacked.resolve("model.nb")));
    collection.close();
    assertFalse(Files.exists(unpacked.getParent().getParent()), "the temporary folder");
    collection.close();
  }

  @Test
  void everyPathMustExistAndHaveACase() throws IOException {
    createCase("lenet");
    Files.createDirectory(folder.resolve("nothing"));
    Path text = Files.writeString(folder.resolve("notes.txt"), "no case");
    Path lenet = folder.resolve("lenet");
    for (Path wrong : List.of(folder.resolve("missing"), folder.resolve("nothing"), text)) {
      assertThrows(UsageException.class, () -> names(lenet, wrong), wrong::toString);
    }
  }

  @Test
  void anEntryThatLeadsOutOfItsArchiveIsRefused() throws IOException {
    for (String entry : List.of("../escaped", "a/../../escaped", "/tmp/escaped", "../0-escaped/x")) {
      Path zip = createZip("slip.zip", Map.of(entry, new byte[1]));
      String message = assertThrows(InvalidInputException.class, () -> names(zip), entry).getMessage();
      assertTrue(message.contains("'" + entry + "' leads out of the archive"), message);
    }
  }

  @Test
  void twoEntriesForOneFileAreRefused() throws IOException {
    Map<String, byte[]> entries = entriesOfCases("groups/");
    entries.put("groups/./model.nb", new byte[1]);
    Path zip = createZip("twice.zip", entries);
    assertThrows(InvalidInputException.class, () -> names(zip));
  }

  @Test
  void aDamagedArchiveIsRefused() throws IOException {
    Path zip = createZip("conv2d.zip", entriesOfCases("groups/"));
    byte[] whole = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(whole, whole.length / 2));
    assertThrows(InvalidInputException.class, () -> names(zip));
  }

  @Test
  void anArchiveThatUnpacksToFarTooMuchIsRefused() throws IOException {
    Path zip = createZip("bomb.zip", Map.of("zeros", new byte[80 << 20]));
    String message = assertThrows(InvalidInputException.class, () -> names(zip)).getMessage();
    assertTrue(message.contains("unpacks to more than"), message);
  }
}
