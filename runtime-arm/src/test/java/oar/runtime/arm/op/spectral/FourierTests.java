package oar.runtime.arm.op.spectral;

import static oar.runtime.arm.op.OperatorTester.elements;
import static oar.runtime.arm.op.OperatorTester.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTests {
  private static final long SEED = 20;

  private static OperatorTester fourier(String type, Tensor x, String normalization, boolean isForward,
      Integer... axes) {
    return new OperatorTester(type).input("X", x).attribute("axes", List.of(axes))
        .attribute("normalization", normalization).attribute("forward", isForward);
  }

  private static Tensor random(Shape shape) {
    double[] values = new Random(SEED).doubles(shape.elementCount(), -1, 1).toArray();
    return tensor(DataType.FLOAT64, shape, values);
  }

  private static Tensor complex(Tensor pairs) {
    return new OperatorTester("as_complex").input("X", pairs).run();
  }

  private static double[] parts(Tensor complex) {
    return elements(new OperatorTester("as_real").input("X", complex).run());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 12, 45, 121})
  void spectraOfAnyLengthAreTheSumsOfTheDefinition(int length) {
    Tensor x = random(Shape.of(length));
    Tensor spectrum = fourier("fft_r2c", x, "backward", true, 0).attribute("onesided", false).run();
    double[] expected = new double[2 * length];
    for (int k = 0; k < length; k++) {
      for (int j = 0; j < length; j++) {
        expected[2 * k] += x.doubleAt(j) * Math.cos(2 * Math.PI * j * k / length);
        expected[2 * k + 1] -= x.doubleAt(j) * Math.sin(2 * Math.PI * j * k / length);
      }
    }
    assertEquals(DataType.COMPLEX128, spectrum.type());
    assertArrayEquals(expected, parts(spectrum), 1e-9, "seed " + SEED);
  }

  @ParameterizedTest
  @CsvSource({"backward, 6", "forward, 5", "ortho, 6", "backward, 1"})
  void halfASpectrumGivesTheRealNumbersBack(String normalization, int length) {
    Tensor x = random(Shape.of(3, length, 2));
    Tensor spectrum = fourier("fft_r2c", x, normalization, true, 0, 1).run();
    assertEquals(Shape.of(3, length / 2 + 1, 2), spectrum.shape());
    Tensor back = fourier("fft_c2r", spectrum, normalization, false, 0, 1).attribute("last_dim_size", length).run();
    assertEquals(x.shape(), back.shape());
    assertArrayEquals(elements(x), elements(back), 1e-12, "seed " + SEED);
  }

  @Test
  void complexNumbersComeBack() {
    Tensor pairs = random(Shape.of(4, 5, 2));
    Tensor spectrum = fourier("fft_c2c", complex(pairs), "ortho", true, 0, -1).run();
    Tensor back = fourier("fft_c2c", spectrum, "ortho", false, 0, -1).run();
    assertArrayEquals(elements(pairs), parts(back), 1e-12, "seed " + SEED);
  }

  @Test
  void theOtherDirectionGivesTheConjugateSpectrum() {
    Tensor x = tensor(DataType.FLOAT32, Shape.of(4), 1, 2, 3, 5);
    assertArrayEquals(new double[]{11, 0, -2, 3, -3, 0}, parts(fourier("fft_r2c", x, "backward", true, 0).run()), 1e-6);
    assertArrayEquals(new double[]{2.75, 0, -0.5, -0.75, -0.75, 0},
        parts(fourier("fft_r2c", x, "backward", false, 0).run()), 1e-6);
  }

  @Test
  void noRowsHaveNoSpectrum() {
    Tensor x = tensor(DataType.FLOAT32, Shape.of(0, 4));
    assertEquals(Shape.of(0, 3), fourier("fft_r2c", x, "backward", true, 1).run().shape());
  }

  @Test
  void badAttributesAndShapesAreRefused() {
    Tensor x = tensor(DataType.FLOAT32, Shape.of(2, 3));
    assertRefused("axes is empty", fourier("fft_r2c", x, "backward", true));
    assertRefused("only once", fourier("fft_r2c", x, "backward", true, 1, -1));
    assertRefused("an element of axes is 2", fourier("fft_r2c", x, "backward", true, 2));
    assertRefused("normalization is 'both'", fourier("fft_r2c", x, "both", true, 0));
    assertRefused("at least 1 element",
        fourier("fft_r2c", tensor(DataType.FLOAT32, Shape.of(0, 3)), "backward", true, 0));
    assertRefused("attribute normalization is missing",
        new OperatorTester("fft_r2c").input("X", x).attribute("axes", List.of(0)));
    Tensor single = complex(tensor(DataType.FLOAT32, Shape.of(1, 2), 1, 0));
    assertRefused("n at least 1", fourier("fft_c2r", single, "backward", false, 0));
    assertRefused("n at least 1", fourier("fft_c2r", single, "backward", false, 0).attribute("last_dim_size", 9));
  }

  @Test
  void typesThatAreNotTheOperatorsAreRefused() {
    Tensor integers = tensor(DataType.INT32, Shape.of(2));
    Tensor complex = complex(tensor(DataType.FLOAT32, Shape.of(2, 2), 1, 2, 3, 4));
    assertRefused("must be of float32 or float64", fourier("fft_r2c", integers, "backward", true, 0));
    assertRefused("must be of complex64 or complex128", fourier("fft_c2c", integers, "backward", true, 0));
    assertRefused("holds complex numbers", fourier("fft_r2c", complex, "backward", true, 0));
    assertRefused("must be of complex64 or complex128", new OperatorTester("as_real").input("X", integers));
    assertRefused("must be 2", new OperatorTester("as_complex").input("X", tensor(DataType.FLOAT32, Shape.of(3))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abs", "assign", "as_complex", "reshape2", "cast", "shape"})
  void operatorsOfRealNumbersRefuseComplexOnes(String type) {
    Tensor complex = complex(tensor(DataType.FLOAT32, Shape.of(2, 2), 1, 2, 3, 4));
    String slot = type.equals("shape") ? "Input" : "X";
    OperatorTester operator = new OperatorTester(type).input(slot, complex).attribute("shape", List.of(2))
        .attribute("in_dtype", 23).attribute("out_dtype", 5);
    assertRefused("holds complex numbers", operator);
  }

  private static void assertRefused(String words, OperatorTester operator) {
    String refusal = operator.refusal();
    assertTrue(refusal.contains(words), refusal);
  }
}
