package oar.runtime.arm.kernel.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.NativeFloats;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.machine.Machine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds products with packed matrices to the definition, over sizes that fill tiles and panels and sizes that do not. */
class PanelProductTests {
  private static final long SEED = 20260101;
  private static final int ROW_GAP = 3;
  private static final int RESULT_GAP = 2;
  private static final float UNTOUCHED = 12345;

  private final Random random = new Random(SEED);

  private Matrix matrix(int rows, int columns, boolean isTransposed) {
    MemorySegment memory = NativeFloats.of(NativeFloats.random(random, rows * columns));
    return isTransposed
        ? Matrix.ofRows(columns, rows, memory, 0).transposed()
        : Matrix.ofRows(rows, columns, memory, 0);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "5,7,3", "6,32,8", "7,33,255", "13,64,256", "14,31,257", "1,1000,513", "50,1,300", "29,47,5",
      "128,48,96", "3,16,1024"})
  void productsWithMatricesEqualTheDefinition(int rows, int columns, int depth) {
    for (Machine machine : new Machine[]{Machine.here(), Machine.WITHOUT_CODE}) {
      for (boolean isTransposed : new boolean[]{false, true}) {
        Matrix right = matrix(depth, columns, isTransposed);
        Product product = new Product(machine, rows, PackedColumns.of(machine, right));
        product.runWhole();
        product.assertEqualsDefinition(right);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"5,70,3", "40,33,20"})
  void columnsThatArePackedLaterTakeThePlaceOfOthers(int rows, int columns, int depth) {
    Machine machine = Machine.here();
    Matrix right = matrix(depth, columns, true);
    PackedColumns form = PackedColumns.planned(machine, depth, columns);
    PackedColumns later = form.in(Arena.ofAuto().allocate(form.size(), Float.BYTES));
    Product product = new Product(machine, rows, form);
    for (int panel = 0; panel < product.product.panels(); panel++) {
      later.pack(panel, right, new Scratch());
      product.product.runPanels(later, product.operands(), panel, panel + 1, new RowCall());
    }
    product.assertEqualsDefinition(right);
    for (int block = 0; block < product.product.blocks(); block++) {
      product.product.runBlocks(later, product.operands(), block, block + 1, new RowCall());
    }
    product.assertEqualsDefinition(right);
  }

  /** A product of rows and results that have gaps between them. */
  private final class Product {
    private final int rows;
    private final int columns;
    private final int depth;
    private final float[] left;
    private final float[] bias;
    private final MemorySegment leftMemory;
    private final MemorySegment results;
    private final PanelProduct product;

    Product(Machine machine, int rows, PackedColumns packed) {
      this.rows = rows;
      columns = packed.columns();
      depth = packed.steps();
      left = NativeFloats.random(random, rows * (depth + ROW_GAP));
      bias = NativeFloats.random(random, PackedColumns.padded(machine, columns));
      leftMemory = NativeFloats.of(left);
      results = Arena.ofAuto().allocate((long) rows * (columns + RESULT_GAP) * Float.BYTES, Float.BYTES);
      for (int i = 0; i < rows * (columns + RESULT_GAP); i++) {
        Memory.set(results, i, UNTOUCHED);
      }
      product = new PanelProduct(packed, RowLines.of(rows, (depth + ROW_GAP) * (long) Float.BYTES), RowDepth.of(depth),
          new PanelProduct.Finish((columns + RESULT_GAP) * (long) Float.BYTES, false, Rectifier.RELU, false));
    }

    PanelProduct.Operands operands() {
      return new PanelProduct.Operands(leftMemory, 0, results, 0, results, NativeFloats.of(bias), results, 0);
    }

    void runWhole() {
      product.run(operands(), 0, product.blocks(), 0, product.panels(), new RowCall());
    }

    void assertEqualsDefinition(Matrix right) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns + RESULT_GAP; column++) {
          float actual = Memory.get(results, (long) row * (columns + RESULT_GAP) + column);
          float expected = column < columns ? Math.max(0, sum(row, column, right)) : UNTOUCHED;
          assertEquals(expected, actual, 1e-6f * (depth + 1), "row " + row + ", column " + column + ", seed " + SEED);
        }
      }
    }

    private float sum(int row, int column, Matrix right) {
      double sum = bias[column];
      for (int k = 0; k < depth; k++) {
        sum += (double) left[row * (depth + ROW_GAP) + k] * right.get(k, column);
      }
      return (float) sum;
    }
  }
}
