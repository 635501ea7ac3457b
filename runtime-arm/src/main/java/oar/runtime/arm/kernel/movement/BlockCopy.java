package oar.runtime.arm.kernel.movement;

import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.movement.MovementCall.Field;
import oar.runtime.arm.machine.MachineFunction;
import oar.runtime.arm.machine.MachineFunctions;
import oar.runtime.arm.machine.VectorWidth;

/**
 * A movement in machine code: of lines, or of matrices that are transposed. One of the dimensions is a loop within the code; a
 * unit is one of its turns. Immutable.
 */
final class BlockCopy implements Movement {
  /** Less bytes than this are not worth another thread. */
  private static final long SMALLEST_SHARE = 1 << 15;
  /** Longer lines are copied as fast without machine code. */
  private static final long LONGEST_LINE = 1 << 14;
  /** Strides that a few times fit the offset of an instruction. */
  private static final long LARGEST_STRIDE = 1 << 26;

  private final MachineFunction function;
  private final MovedBlock block;
  private final MovedDimension repeated;
  private final List<MovedDimension> outer;
  private final long source;
  private final long target;
  private final Optional<BlockCopy> rest;

  /** A block, the dimension along which it repeats and the dimensions around that. */
  private record Plan(MovedBlock block, MovedDimension repeated, List<MovedDimension> outer) {}

  private record Key(MovedBlock block, VectorWidth width) {}

  private BlockCopy(Plan plan, MovedDimensions dimensions, VectorWidth width, Optional<BlockCopy> rest) {
    block = plan.block;
    repeated = plan.repeated;
    outer = plan.outer;
    source = dimensions.source();
    target = dimensions.target();
    this.rest = rest;
    function = MachineFunctions.of(new Key(block, width), () -> new BlockCopyWriter(block, width).write());
  }

  /** Return the movement, or empty if it is not worth machine code. */
  static Optional<BlockCopy> of(MovedDimensions dimensions, VectorWidth width) {
    boolean isSmall = dimensions.list().stream().allMatch(dimension -> isStride(dimension.source())
        && isStride(dimension.target()) && 0 < dimension.extent() && dimension.extent() <= Integer.MAX_VALUE);
    if (!isSmall) {
      return Optional.empty();
    }
    Optional<BlockCopy> lines = ofLines(dimensions, width);
    return lines.isPresent() ? lines : ofMatrices(dimensions, width);
  }

  private static boolean isStride(long stride) {
    return Math.abs(stride) <= LARGEST_STRIDE;
  }

  private static Optional<BlockCopy> ofLines(MovedDimensions dimensions, VectorWidth width) {
    List<MovedDimension> list = dimensions.list();
    MovedDimension line = list.getFirst();
    int elementSize = dimensions.elementSize();
    long bytes = line.extent() * elementSize;
    if (list.size() == 1 || line.source() != elementSize || line.target() != elementSize || bytes > LONGEST_LINE
        || bytes % Integer.BYTES != 0) {
      return Optional.empty();
    }
    MovedDimension repeated = list.get(1);
    MovedBlock block = MovedBlock.line((int) bytes / Integer.BYTES, (int) repeated.source(), (int) repeated.target());
    return Optional.of(new BlockCopy(new Plan(block, repeated, list.subList(2, list.size())), dimensions, width,
        Optional.empty()));
  }

  private static Optional<BlockCopy> ofMatrices(MovedDimensions dimensions, VectorWidth width) {
    int size = dimensions.elementSize();
    List<MovedDimension> list = dimensions.list();
    Optional<MovedDimension> rows = list.stream().filter(dimension -> dimension.target() == size).findFirst();
    Optional<MovedDimension> columns = list.stream().filter(dimension -> dimension.source() == size).findFirst();
    if (size != Integer.BYTES || rows.isEmpty() || columns.isEmpty() || rows.equals(columns)) {
      return Optional.empty();
    }
    List<MovedDimension> others = list.stream()
        .filter(dimension -> dimension != rows.get() && dimension != columns.get())
        .sorted(Comparator.comparingLong(dimension -> -dimension.extent())).toList();
    long copies = others.isEmpty() ? 1 : others.getFirst().extent();
    return Optional.of(columns.get().extent() / width.lanes() >= copies
        ? ofColumns(new Matrix(rows.get(), columns.get()), others, dimensions, width)
        : ofWhole(new Matrix(rows.get(), columns.get()), others, dimensions, width));
  }

  /** The two dimensions that change places. */
  private record Matrix(MovedDimension rows, MovedDimension columns) {
    MovedBlock block(int width, MovedDimension repeated) {
      return new MovedBlock((int) rows.extent(), width, (int) rows.source(), (int) columns.target(),
          (int) repeated.source(), (int) repeated.target());
    }
  }

  /** Repeat matrices. */
  private static BlockCopy ofWhole(Matrix matrix, List<MovedDimension> others, MovedDimensions dimensions,
      VectorWidth width) {
    MovedDimension repeated = others.isEmpty() ? new MovedDimension(1, 0, 0) : others.getFirst();
    MovedBlock block = matrix.block((int) matrix.columns.extent(), repeated);
    return new BlockCopy(new Plan(block, repeated, others.subList(Math.min(1, others.size()), others.size())),
        dimensions, width, Optional.empty());
  }

  /** Cut matrices into vectors of columns. */
  private static BlockCopy ofColumns(Matrix matrix, List<MovedDimension> others, MovedDimensions dimensions,
      VectorWidth width) {
    long vectors = matrix.columns.extent() / width.lanes();
    int rest = (int) (matrix.columns.extent() % width.lanes());
    MovedDimension repeated = new MovedDimension(vectors, width.bytes(), width.lanes() * matrix.columns.target());
    Optional<BlockCopy> last = Optional.empty();
    if (rest > 0) {
      MovedDimensions behind = new MovedDimensions(dimensions.list(),
          dimensions.source() + vectors * repeated.source(), dimensions.target() + vectors * repeated.target(),
          dimensions.elementSize());
      MovedDimension once = new MovedDimension(1, 0, 0);
      last = Optional.of(new BlockCopy(new Plan(matrix.block(rest, once), once, others), behind, width,
          Optional.empty()));
    }
    return new BlockCopy(new Plan(matrix.block(width.lanes(), repeated), repeated, others), dimensions, width, last);
  }

  @Override
  public long units() {
    return Stream.concat(outer.stream(), Stream.of(repeated)).mapToLong(MovedDimension::extent)
        .reduce(1, Math::multiplyExact);
  }

  @Override
  public long grain() {
    return Math.max(1, SMALLEST_SHARE / ((long) block.rows() * block.columns() * Integer.BYTES));
  }

  @Override
  public void run(MemorySegment from, MemorySegment to, long fromUnit, long toUnit, Scratch scratch) {
    MovementCall call = scratch.object(MovementCall.class, MovementCall::new);
    for (long unit = fromUnit; unit < toUnit;) {
      long first = unit % repeated.extent();
      long count = Math.min(repeated.extent() - first, toUnit - unit);
      long place = unit / repeated.extent();
      run(call, from, to, place, new Range(first, count));
      if (rest.isPresent() && first + count == repeated.extent()) {
        rest.get().run(call, from, to, place, new Range(0, 1));
      }
      unit += count;
    }
  }

  /** Some turns of the loop. */
  private record Range(long first, long count) {}

  private void run(MovementCall call, MemorySegment from, MemorySegment to, long place, Range range) {
    long sourceOffset = source + range.first * repeated.source();
    long targetOffset = target + range.first * repeated.target();
    long others = place;
    for (int i = 0; i < outer.size(); i++) {
      MovedDimension dimension = outer.get(i);
      long index = others % dimension.extent();
      others /= dimension.extent();
      sourceOffset += index * dimension.source();
      targetOffset += index * dimension.target();
    }
    call.set(Field.SOURCE, from, sourceOffset);
    call.set(Field.TARGET, to, targetOffset);
    call.set(Field.COUNT, range.count);
    function.call(call.address());
  }
}
