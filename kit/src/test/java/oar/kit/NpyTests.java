package oar.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NpyTests {
  @TempDir
  private Path folder;

  /** Return a file that NumPy 1.26 wrote. */
  static Path ofNumPy(String name) throws URISyntaxException {
    return Path.of(NpyTests.class.getResource("/npy/" + name + ".npy").toURI());
  }

  @ParameterizedTest
  @CsvSource({"int8, INT8, -3 -2 -1 0 1 2", "uint8, UINT8, 250 251 252 253 254 255",
      "int16, INT16, -300 -299 -298 -297 -296 -295", "int32, INT32, -70000 -69999 -69998 -69997 -69996 -69995",
      "int64, INT64, -1099511627776 -1099511627775 -1099511627774 -1099511627773 -1099511627772 -1099511627771",
      "float16, FLOAT16, 0 0.25 0.5 0.75 1 1.25", "float32, FLOAT32, 0 0.125 0.25 0.375 0.5 0.625",
      "float64, FLOAT64, 0 0.0625 0.125 0.1875 0.25 0.3125", "version_2, INT32, 0 1 2 3 4 5",
      "version_3, INT32, 0 1 2 3 4 5", "big_endian, INT32, 0 1 2 3 4 5",
      "big_endian_column_major, INT16, 0 1 2 3 4 5"})
  void arraysOfNumPyAreRead(String name, DataType type, String elements) throws IOException, URISyntaxException {
    Tensor tensor = Npy.read(ofNumPy(name));
    assertEquals(type, tensor.type());
    assertEquals(Shape.of(2, 3), tensor.shape());
    String[] expected = elements.split(" ");
    for (int i = 0; i < expected.length; i++) {
      assertEquals(Double.parseDouble(expected[i]), tensor.doubleAt(i), "element " + i);
    }
  }

  @Test
  void booleansAreRead() throws IOException, URISyntaxException {
    Tensor tensor = Npy.read(ofNumPy("bool"));
    assertEquals("bool [1, 3]", tensor.toString());
    assertArrayEquals(new byte[]{1, 0, 1}, tensor.data().toArray(ValueLayout.JAVA_BYTE));
  }

  @Test
  void unsignedIntegersOf64BitsAreSizes() throws IOException, URISyntaxException {
    Tensor tensor = Npy.read(ofNumPy("uint64"));
    assertEquals(DataType.SIZE_T, tensor.type());
    assertEquals(-1, tensor.longAt(0), "all bits set");
  }

  @Test
  void unsignedIntegersOf16BitsAreTheBitsOfBrainFloats() throws IOException, URISyntaxException {
    Tensor tensor = Npy.read(ofNumPy("bfloat16_bits"));
    assertEquals(DataType.BFLOAT16, tensor.type());
    assertEquals(1.0, tensor.doubleAt(0));
    assertEquals(-2.0, tensor.doubleAt(1));
  }

  @ParameterizedTest
  @CsvSource({"complex64, COMPLEX64, FLOAT32", "complex128, COMPLEX128, FLOAT64",
      "big_endian_complex, COMPLEX64, FLOAT32"})
  void complexNumbersAreRead(String name, DataType type, DataType part) throws IOException, URISyntaxException {
    Tensor tensor = Npy.read(ofNumPy(name));
    assertEquals(type, tensor.type());
    Tensor parts = new Tensor(part, Shape.of(4), tensor.data());
    assertEquals(List.of(1.0, 2.0, -0.0, -3.5), IntStream.range(0, 4).mapToObj(i -> parts.doubleAt(i)).toList());
  }

  @Test
  void aScalarHasRankZero() throws IOException, URISyntaxException {
    assertEquals(Tensor.of(Shape.SCALAR, 2.5f), Npy.read(ofNumPy("scalar")));
  }

  @Test
  void anEmptyArrayKeepsItsShape() throws IOException, URISyntaxException {
    assertEquals("float32 [3, 0, 2]", Npy.read(ofNumPy("empty")).toString());
  }

  @Test
  void columnMajorArraysAreTransposed() throws IOException, URISyntaxException {
    assertEquals(Tensor.of(Shape.of(2, 3, 4), IntStream.range(0, 24).toArray()), Npy.read(ofNumPy("column_major")));
  }

  @ParameterizedTest
  @CsvSource({"bool", "int8", "uint8", "int16", "int32", "int64", "uint64", "float16", "float32", "float64",
      "bfloat16_bits", "complex64", "complex128", "scalar", "empty"})
  void theBytesWrittenAreThoseOfNumPy(String name) throws IOException, URISyntaxException {
    Path file = folder.resolve("written.npy");
    Npy.write(file, Npy.read(ofNumPy(name)));
    assertArrayEquals(Files.readAllBytes(ofNumPy(name)), Files.readAllBytes(file));
  }

  @Test
  void theBytesOfASmallArray() throws IOException {
    Path file = folder.resolve("small.npy");
    Npy.write(file, Tensor.of(Shape.of(2), 1, -2));
    String header = "\u0093NUMPY\u0001\0v\0{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }";
    String expected = header + " ".repeat(127 - header.length()) + "\n\u0001\0\0\0\u00fe\u00ff\u00ff\u00ff";
    assertEquals(expected, Files.readString(file, StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadBack(DataType type) throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      Tensor tensor = random(type, new Random(seed));
      Path file = folder.resolve(type + "-" + seed + ".npy");
      Npy.write(file, tensor);
      assertEquals(tensor, Npy.read(file), "seed " + seed);
    }
  }

  private static Tensor random(DataType type, Random random) {
    long[] dimensions = random.longs(random.nextInt(5), 0, 6).toArray();
    byte[] bytes = new byte[(int) Tensor.byteSize(type, Shape.of(dimensions))];
    random.nextBytes(bytes);
    return Tensor.copyOf(type, Shape.of(dimensions), MemorySegment.ofArray(bytes));
  }

  @Test
  void writingReplacesAFileAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("array.npy");
    Npy.write(file, Tensor.of(Shape.of(3), 1f, 2f, 3f));
    Npy.write(file, Tensor.of(Shape.of(1), 4f));
    assertEquals(Tensor.of(Shape.of(1), 4f), Npy.read(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void writingToAMissingFolderFailsAndLeavesNothing() throws IOException {
    assertThrows(IOException.class, () -> Npy.write(folder.resolve("missing/array.npy"), Tensor.of(Shape.of(1), 1f)));
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aMissingFileIsAFailureOfInput() {
    assertThrows(NoSuchFileException.class, () -> Npy.read(folder.resolve("missing.npy")));
  }
}
