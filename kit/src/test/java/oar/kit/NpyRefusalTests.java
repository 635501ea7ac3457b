package oar.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import oar.api.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyRefusalTests {
  private static final String RIGHT = "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }";

  @TempDir
  private Path folder;

  private Path file(byte... bytes) throws IOException {
    return Files.write(folder.resolve("array.npy"), bytes);
  }

  /** Write a file of version 1.0 with 8 bytes of elements. */
  private Path file(String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("\u0093NUMPY\u0001\0".getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(new byte[]{(byte) text.length, (byte) (text.length >> 8)});
    bytes.writeBytes(text);
    bytes.writeBytes(new byte[8]);
    return file(bytes.toByteArray());
  }

  private static void assertRefused(Path file, String... words) {
    String message = assertThrows(InvalidInputException.class, () -> Npy.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    for (String word : words) {
      assertTrue(message.contains(word), () -> "'" + word + "' is not in: " + message);
    }
  }

  @Test
  void theHeaderThatTheOthersDifferFromIsRight() throws IOException {
    assertEquals("int32 [2]", Npy.read(file(RIGHT)).toString());
  }

  @Test
  void differentQuotesOrderAndBlanksAreRight() throws IOException {
    assertEquals("int32 [2, 1]",
        Npy.read(file("{\"shape\" : ( 2,1),'fortran_order':True,  'descr':'<i4'}\n  ")).toString());
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {//
      "{'descr': '|O', 'fortran_order': False, 'shape': (2,)} ; pickled Python objects", //
      "{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (2,)} ; records of fields", //
      "{'descr': '<u4', 'fortran_order': False, 'shape': (2,)} ; the element type is '<u4'", //
      "{'descr': '|i4', 'fortran_order': False, 'shape': (2,)} ; the element type is '|i4'", //
      "{'descr': '', 'fortran_order': False, 'shape': (2,)} ; the element type is ''", //
      "{'descr': '<i4', 'fortran_order': 0, 'shape': (2,)} ; True or False", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': 2} ; '(' must stand here", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': (-2,)} ; a dimension is ''", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': (2.0,)} ; ',' must stand here", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': (2,} ; a dimension is ''", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': (99999999999999999999,)} ; '99999999999999999999'", //
      "{'descr': '<i4', 'fortran_order': False} ; there is no shape", //
      "{'descr': '<i4', 'shape': (2,)} ; there is no fortran_order", //
      "{'fortran_order': False, 'shape': (2,)} ; there is no descr", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), 'x': 1} ; the key 'x'", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': (2,)} x ; more behind the dictionary", //
      "{'descr': '<i4' 'fortran_order': False, 'shape': (2,)} ; ',' must stand here", //
      "{'descr ; a text in quotes", //
      "`` ; '{' must stand here", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': (3,)} ; takes 12 bytes, but the file has 8", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': (1,)} ; takes 4 bytes, but the file has 8", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': (4611686018427387904, 4)} ; exceeds 64 bits", //
      "{'descr': '<i4', 'fortran_order': False, 'shape': (4611686018427387904,)} ; exceeds 64 bits"})
  void aWrongHeaderIsRefused(String header, String words) throws IOException {
    assertRefused(file(header), words);
  }

  @Test
  void tooManyDimensionsAreRefused() throws IOException {
    assertRefused(file("{'descr': '<i4', 'fortran_order': False, 'shape': (" + "1, ".repeat(65) + ")}"),
        "at most 64 dimensions");
  }

  @ParameterizedTest
  @CsvSource({"objects, pickled Python objects", "records, records of fields", "uint32, '<u4'", "text, '<U2'"})
  void arraysOfNumPyThatAreNotNumbersAreRefused(String name, String words) throws URISyntaxException {
    assertRefused(NpyTests.ofNumPy(name), words);
  }

  @Test
  void whatIsNoArrayIsRefused() throws IOException {
    assertRefused(file(), "at byte 0", "no NumPy array file");
    assertRefused(file("PK\u0003\u0004 and more of an archive".getBytes(StandardCharsets.ISO_8859_1)), "at byte 0");
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    assertRefused(file("\u0093NUMPY\u0004\0v\0{'descr'".getBytes(StandardCharsets.ISO_8859_1)), "at byte 6",
        "version is 4.0");
    assertRefused(file("\u0093NUMPY\u0001\u0002v\0{'descr'".getBytes(StandardCharsets.ISO_8859_1)), "version is 1.2");
  }

  @Test
  void aHeaderLongerThanTheFileIsRefusedBeforeMemoryIsTaken() throws IOException {
    assertRefused(file("\u0093NUMPY\u0002\0\u00ff\u00ff\u00ff\u00ff{}".getBytes(StandardCharsets.ISO_8859_1)),
        "at byte 8", "4294967295 bytes long", "room for 2");
  }

  @Test
  void aFileCutShortAnywhereIsRefused() throws IOException, URISyntaxException {
    for (String name : new String[]{"float32", "version_2", "version_3", "big_endian", "column_major"}) {
      byte[] whole = Files.readAllBytes(NpyTests.ofNumPy(name));
      for (int length = 0; length < whole.length; length++) {
        assertRefused(file(Arrays.copyOf(whole, length)));
      }
      assertRefused(file(Arrays.copyOf(whole, whole.length + 1)), "bytes, but the file has");
    }
  }

  @Test
  void aDamagedHeaderIsRefusedOrMeansAnotherArray() throws IOException, URISyntaxException {
    byte[] whole = Files.readAllBytes(NpyTests.ofNumPy("float32"));
    Random random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(128)] = (byte) random.nextInt();
      Path file = file(damaged);
      try {
        assertEquals(24, Npy.read(file).data().byteSize(), "round " + round);
      } catch (InvalidInputException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      }
    }
  }
}
