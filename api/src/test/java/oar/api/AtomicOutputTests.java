package oar.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import oar.api.error.ProviderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicOutputTests {
  @TempDir
  private Path folder;

  private static void write(FileChannel channel, String text) throws IOException {
    try (channel) {
      channel.write(ByteBuffer.wrap(text.getBytes()));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void fileAppearsWhenItIsWhole() throws IOException {
    Path target = folder.resolve("new/model.nb");
    try (AtomicOutput output = new AtomicOutput(target)) {
      write(output.createFile(), "whole");
      assertFalse(Files.exists(target));
      assertEquals(List.of(new StageReport.WrittenFile(target, 5)), output.commit());
    }
    assertEquals(List.of(target), files());
    assertEquals("whole", Files.readString(target));
  }

  @Test
  void nothingIsLeftOfWhatWasNotFinished() throws IOException {
    Path target = folder.resolve("model.nb");
    Files.writeString(target, "old");
    try (AtomicOutput output = new AtomicOutput(target)) {
      write(output.createFile(), "half");
    }
    assertEquals(List.of(target), files());
    assertEquals("old", Files.readString(target));
  }

  @Test
  void foldersThatWereMadeForWhatWasNotFinishedAreTakenAway() throws IOException {
    for (String target : List.of("one/two/model.nb", "one/two/model")) {
      try (AtomicOutput output = new AtomicOutput(folder.resolve(target))) {
        write(target.endsWith(".nb") ? output.createFile() : output.createFile("weights"), "half");
        assertTrue(Files.isDirectory(folder.resolve("one/two")));
      }
      assertFalse(Files.exists(folder.resolve("one")), target);
    }
    Files.createDirectory(folder.resolve("one"));
    try (AtomicOutput output = new AtomicOutput(folder.resolve("one/two/model"))) {
      write(output.createFile("weights"), "half");
      Files.writeString(folder.resolve("one/two/notes.txt"), "of another program");
    }
    assertEquals(List.of(folder.resolve("one/two/notes.txt")), files());
    assertFalse(Files.exists(folder.resolve("one/two/model")));
  }

  @Test
  void filesOfAFolderAppearTogetherAndLeaveOthersAlone() throws IOException {
    Path other = Files.writeString(folder.resolve("notes.txt"), "mine");
    try (AtomicOutput output = new AtomicOutput(folder)) {
      write(output.createFile("a"), "1");
      write(output.createFile("b"), "22");
      assertEquals(2, output.commit().size());
    }
    assertEquals("mine", Files.readString(other));
    assertEquals("22", Files.readString(folder.resolve("b")));
    assertEquals(3, files().size());
  }

  @Test
  void namesCannotLeaveTheFolder() {
    try (AtomicOutput output = new AtomicOutput(folder)) {
      for (String name : List.of("../x", "a/b", "/etc/x", "..", ".", "")) {
        assertThrows(ProviderException.class, () -> output.createFile(name), name);
      }
    }
  }

  @Test
  void folderInThePlaceOfTheFileIsRefused() {
    try (AtomicOutput output = new AtomicOutput(folder)) {
      assertThrows(FileAlreadyExistsException.class, output::createFile);
    }
  }

  @Test
  void fileInThePlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "here");
    try (AtomicOutput output = new AtomicOutput(file)) {
      assertThrows(FileAlreadyExistsException.class, () -> output.createFile("a"));
    }
    assertTrue(Files.isRegularFile(file));
  }
}
