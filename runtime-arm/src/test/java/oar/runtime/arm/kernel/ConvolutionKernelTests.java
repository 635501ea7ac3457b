package oar.runtime.arm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the kernels of one-channel convolutions to the definition, over strides, dilations and paddings. */
class ConvolutionKernelTests {
  private static final long SEED = 7;
  /** Columns that are made at a time. */
  private static final int WIDTH = 16;
  private static final int STRIDE = 20;

  private static Window window(int input, int size, int stride, int dilation, int pad) {
    int output = (input + 2 * pad - (dilation * (size - 1) + 1)) / stride + 1;
    return new Window(input, size, stride, dilation, pad, pad, output);
  }

  private static float[] floats(int count) {
    Random random = new Random(SEED);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static float[] byDefinition(Window height, Window width, float[] input, float[] filter) {
    float[] output = new float[height.output() * width.output()];
    for (int y = 0; y < height.output(); y++) {
      for (int x = 0; x < width.output(); x++) {
        double sum = 0;
        for (int h = 0; h < height.size(); h++) {
          for (int w = 0; w < width.size(); w++) {
            int inY = height.position(y, h);
            int inX = width.position(x, w);
            if (0 <= inY && inY < height.input() && 0 <= inX && inX < width.input()) {
              sum += input[inY * width.input() + inX] * filter[h * width.size() + w];
            }
          }
        }
        output[y * width.output() + x] = (float) sum;
      }
    }
    return output;
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1,0", "7,3,1,1,1", "8,3,2,1,1", "9,5,1,1,2", "12,3,1,2,2", "10,4,3,1,0", "13,2,2,3,1"})
  void columnsTimesFilterEqualTheDefinition(int input, int size, int stride, int dilation, int pad) {
    Window height = window(input, size, stride, dilation, pad);
    Window width = window(input + 3, size, stride, dilation, pad);
    float[] plane = floats(height.input() * width.input());
    float[] filter = floats(size * size);
    Im2Col columns = new Im2Col(Window.NONE, height, width);
    int rows = columns.rowsPerChannel();
    float[] packed = new float[rows * STRIDE];
    float[] output = new float[(int) columns.columns()];
    for (int from = 0; from < output.length; from += WIDTH) {
      int count = Math.min(WIDTH, output.length - from);
      columns.pack(MemorySegment.ofArray(plane), 0, rows, new ColumnStrip(from, count, STRIDE,
          MemorySegment.ofArray(packed)), new float[count]);
      for (int column = 0; column < count; column++) {
        for (int r = 0; r < rows; r++) {
          output[from + column] += filter[r] * packed[r * STRIDE + column];
        }
      }
    }
    assertArrayEquals(byDefinition(height, width, plane, filter), output, 1e-5f);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1,0", "7,3,1,1,1", "8,3,2,1,1", "9,5,1,1,2", "12,3,1,2,2", "10,4,3,1,0"})
  void addingColumnsBackIsTheTransposeOfTakingThem(int input, int size, int stride, int dilation, int pad) {
    Window height = window(input, size, stride, dilation, pad);
    Window width = window(input + 1, size, stride, dilation, pad);
    float[] plane = floats(height.input() * width.input());
    Im2Col taking = new Im2Col(Window.NONE, height, width);
    Col2Im adding = new Col2Im(height, width);
    float[] weights = floats(taking.rowsPerChannel() * adding.columns());
    float[] sums = new float[adding.planeSize()];
    adding.add(MemorySegment.ofArray(weights), 0, sums, new float[width.output()]);
    assertArrayEquals(new float[]{dotWithColumns(taking, plane, weights)}, new float[]{dot(sums, plane)}, 1e-4f);
  }

  private static float dotWithColumns(Im2Col columns, float[] plane, float[] weights) {
    int count = (int) columns.columns();
    float[] packed = new float[columns.rowsPerChannel() * count];
    columns.pack(MemorySegment.ofArray(plane), 0, columns.rowsPerChannel(), new ColumnStrip(0, count, count,
        MemorySegment.ofArray(packed)), new float[count]);
    float sum = 0;
    for (int i = 0; i < packed.length; i++) {
      sum += weights[i] * packed[i];
    }
    return sum;
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
