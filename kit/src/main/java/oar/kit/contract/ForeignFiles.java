package oar.kit.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes files and folders that are models of no format. */
final class ForeignFiles {
  private static final long SEED = 1;

  private ForeignFiles() {}

  /**
   * Create them in a folder.
   *
   * @return their paths, one of them of a file that does not exist
   */
  static List<Path> create(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : contents().entrySet()) {
      paths.add(Files.write(folder.resolve(file.getKey()), file.getValue()));
    }
    paths.add(Files.createDirectory(folder.resolve("empty-folder")));
    Path strangers = Files.createDirectory(folder.resolve("folder-of-strangers"));
    Files.write(strangers.resolve("notes.txt"), contents().get("notes.txt"));
    paths.add(strangers);
    paths.add(folder.resolve("missing"));
    return paths;
  }

  private static Map<String, byte[]> contents() {
    byte[] noise = new byte[1000];
    new Random(SEED).nextBytes(noise);
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("empty", new byte[0]);
    contents.put("noise.bin", noise);
    contents.put("ones.bin", "\u00ff".repeat(100).getBytes(StandardCharsets.ISO_8859_1));
    contents.put("notes.txt", "This is no model.\n".getBytes(StandardCharsets.US_ASCII));
    contents.put("picture.png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR".getBytes(StandardCharsets.ISO_8859_1));
    contents.put("archive.zip", "PK\u0003\u0004\u0014\0\0\0\b\0".getBytes(StandardCharsets.ISO_8859_1));
    contents.put("array.npy", "\u0093NUMPY\u0001\0\u0076\0{'descr': '<f4'".getBytes(StandardCharsets.ISO_8859_1));
    contents.put("settings.json", "{\"model\": 1}".getBytes(StandardCharsets.US_ASCII));
    return contents;
  }
}
