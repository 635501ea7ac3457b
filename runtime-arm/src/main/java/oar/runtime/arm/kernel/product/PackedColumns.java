package oar.runtime.arm.kernel.product;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import oar.runtime.arm.kernel.Matrix;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.product.ColumnPanels.Panel;
import oar.runtime.arm.machine.Machine;

/**
 * The right operand of a product, packed into panels of a few vectors of columns, so that a kernel reads it from first to last.
 * Immutable.
 */
public final class PackedColumns {
  private static final long ALIGNMENT = 64;
  /** Of an unsigned byte and a weight. */
  private static final int GREATEST_PRODUCT = 255 * 127;

  private final Machine machine;
  private final Arithmetic arithmetic;
  private final int columns;
  private final int steps;
  private final List<Panel> panels;
  private final MemorySegment memory;
  private final MemorySegment sums;
  private final MemorySegment scales;

  private PackedColumns(Machine machine, Arithmetic arithmetic, int columns, int steps) {
    this(machine, arithmetic, columns, steps, ColumnPanels.of(machine, columns, steps));
  }

  private PackedColumns(Machine machine, Arithmetic arithmetic, int columns, int steps, ColumnPanels panels) {
    this.machine = machine;
    this.arithmetic = arithmetic;
    this.columns = columns;
    this.steps = steps;
    this.panels = panels.panels();
    long padded = padded(machine, columns);
    memory = allocate(size());
    sums = allocate(arithmetic.isInteger() ? padded * Integer.BYTES : 0);
    scales = allocate(arithmetic.isInteger() ? padded * Float.BYTES : 0);
  }

  private PackedColumns(Machine machine, int columns, int steps) {
    this.machine = machine;
    this.arithmetic = Arithmetic.FLOATS;
    this.columns = columns;
    this.steps = steps;
    this.panels = ColumnPanels.of(machine, columns, steps).panels();
    this.memory = MemorySegment.NULL;
    this.sums = MemorySegment.NULL;
    this.scales = MemorySegment.NULL;
  }

  private PackedColumns(PackedColumns form, MemorySegment memory) {
    this.machine = form.machine;
    this.arithmetic = form.arithmetic;
    this.columns = form.columns;
    this.steps = form.steps;
    this.panels = form.panels;
    this.memory = memory;
    this.sums = MemorySegment.NULL;
    this.scales = MemorySegment.NULL;
  }

  private static MemorySegment allocate(long bytes) {
    return Arena.ofAuto().allocate(Math.max(bytes, 1), ALIGNMENT);
  }

  /** Return the columns of a vector of a machine. */
  static int lanes(Machine machine) {
    return ColumnPanels.lanes(machine);
  }

  /** Return how many columns whole vectors hold that hold so many. */
  public static int padded(Machine machine, int columns) {
    return Math.ceilDiv(columns, lanes(machine)) * lanes(machine);
  }

  /** Single-precision elements, wherever they lie. */
  @FunctionalInterface
  public interface Floats {
    /** Return an element of a column. */
    float get(int k, int column);
  }

  /** Integers from -127 to 127, wherever they lie. */
  @FunctionalInterface
  public interface Integers {
    /** Return an element of a column. */
    int get(int k, int column);
  }

  /** What a column's integers are multiplied by. */
  @FunctionalInterface
  public interface Scales {
    /** Return a column's scale. */
    float get(int column);
  }

  /** Pack the columns of a matrix. */
  public static PackedColumns of(Machine machine, Matrix matrix) {
    int columns = Math.toIntExact(matrix.columns());
    int steps = Math.toIntExact(matrix.rows());
    return new PackedColumns(machine, Arithmetic.FLOATS, columns, steps).filled(matrix);
  }

  /** Pack the columns of a matrix for products of a row or a few, one after the other. */
  public static PackedColumns ofFewRows(Machine machine, Matrix matrix) {
    int columns = Math.toIntExact(matrix.columns());
    int steps = Math.toIntExact(matrix.rows());
    return new PackedColumns(machine, Arithmetic.FLOATS, columns, steps,
        ColumnPanels.ofFewRows(machine, columns, steps)).filled(matrix);
  }

  private PackedColumns filled(Matrix matrix) {
    Scratch scratch = new Scratch();
    for (int panel = 0; panel < panels.size(); panel++) {
      pack(panel, matrix, scratch);
    }
    return this;
  }

  /** Describe single-precision columns that have no memory yet. */
  public static PackedColumns planned(Machine machine, int depth, int columns) {
    return new PackedColumns(machine, columns, depth);
  }

  /**
   * Return columns of the same form in other memory, which {@link #pack} fills.
   *
   * @param other memory of {@link #size} bytes
   */
  public PackedColumns in(MemorySegment other) {
    return new PackedColumns(this, other);
  }

  /**
   * Pack a panel of the columns of a matrix.
   *
   * @param scratch arrays 0 and 1 are used
   */
  public void pack(int panel, Matrix matrix, Scratch scratch) {
    Panel place = panels.get(panel);
    int width = place.vectors() * lanes(machine);
    int valid = Math.min(width, columns - place.first());
    matrix.copyColumns(place.first(), valid, memory, place.offset() / Float.BYTES, width, scratch);
  }

  /** Pack single-precision columns. */
  public static PackedColumns ofFloats(Machine machine, int depth, int columns, Floats elements) {
    PackedColumns packed = new PackedColumns(machine, Arithmetic.FLOATS, columns, depth);
    for (Panel panel : packed.panels) {
      int width = panel.vectors() * lanes(machine);
      int valid = Math.min(width, columns - panel.first());
      for (int k = 0; k < depth; k++) {
        long row = panel.offset() / Float.BYTES + (long) k * width;
        for (int i = 0; i < valid; i++) {
          Memory.set(packed.memory, row + i, elements.get(k, panel.first() + i));
        }
      }
    }
    return packed;
  }

  /**
   * Pack columns of integers.
   *
   * @param depth a multiple of the elements of a step
   */
  public static PackedColumns ofIntegers(Machine machine, int depth, int columns, Integers elements, Scales factors) {
    Arithmetic arithmetic = integers(machine);
    int perStep = arithmetic.elementsPerStep();
    PackedColumns packed = new PackedColumns(machine, arithmetic, columns, depth / perStep);
    for (Panel panel : packed.panels) {
      int width = panel.vectors() * lanes(machine);
      for (int column = panel.first(); column < Math.min(columns, panel.first() + width); column++) {
        packed.packColumn(panel, width, column, elements);
        packed.scales.setAtIndex(ValueLayout.JAVA_FLOAT, column, factors.get(column));
      }
    }
    return packed;
  }

  /** Pack the columns of a matrix of integers from -127 to 127. */
  public static PackedColumns of(Machine machine, ByteMatrix matrix, Scales factors) {
    Arithmetic arithmetic = integers(machine);
    int steps = Math.ceilDiv(matrix.rows(), arithmetic.elementsPerStep());
    PackedColumns packed = new PackedColumns(machine, arithmetic, matrix.columns(), steps);
    IntegerPacker packer = new IntegerPacker(matrix, arithmetic, steps,
        packed.panels.getFirst().vectors() * lanes(machine));
    for (Panel panel : packed.panels) {
      int width = panel.vectors() * lanes(machine);
      int count = Math.min(width, matrix.columns() - panel.first());
      packer.pack(panel.first(), count, width, packed.memory, panel.offset());
      for (int column = 0; column < count; column++) {
        packed.sums.setAtIndex(ValueLayout.JAVA_INT, panel.first() + column, packer.sum(column));
        packed.scales.setAtIndex(ValueLayout.JAVA_FLOAT, panel.first() + column, factors.get(panel.first() + column));
      }
    }
    return packed;
  }

  private void packColumn(Panel panel, int width, int column, Integers elements) {
    int perStep = arithmetic.elementsPerStep();
    int sum = 0;
    for (int k = 0; k < steps * perStep; k++) {
      int element = elements.get(k, column);
      long place = ((long) k / perStep * width + column - panel.first()) * perStep + k % perStep;
      if (arithmetic == Arithmetic.BYTES) {
        memory.set(ValueLayout.JAVA_BYTE, panel.offset() + place, (byte) element);
      } else {
        memory.set(ValueLayout.JAVA_SHORT, panel.offset() + place * Short.BYTES, (short) element);
      }
      sum += element;
    }
    sums.setAtIndex(ValueLayout.JAVA_INT, column, sum);
  }

  /** Tell whether 32 bits hold any sum of so many products. */
  public static boolean canSum(long depth) {
    return 0 < depth && depth <= Integer.MAX_VALUE / GREATEST_PRODUCT;
  }

  /** Return how integers are multiplied on a machine. */
  public static Arithmetic integers(Machine machine) {
    return machine.vectors().isPresent() && !machine.hasDotProducts() ? Arithmetic.SHORTS : Arithmetic.BYTES;
  }

  /** Return what elements are. */
  public Arithmetic arithmetic() {
    return arithmetic;
  }

  /** Return the number of columns. */
  public int columns() {
    return columns;
  }

  /** Return the number of steps of a column. */
  public int steps() {
    return steps;
  }

  /** Return the number of panels. */
  public int panelCount() {
    return panels.size();
  }

  /** Return the bytes of all panels. */
  public long size() {
    return (long) padded(machine, columns) * steps * Arithmetic.STEP_BYTES;
  }

  Machine machine() {
    return machine;
  }

  List<Panel> panels() {
    return panels;
  }

  MemorySegment memory() {
    return memory;
  }

  MemorySegment sums() {
    return sums;
  }

  MemorySegment scales() {
    return scales;
  }
}
