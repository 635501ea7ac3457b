package oar.runtime.arm.op.indexing;

import java.util.Optional;
import java.util.stream.LongStream;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Rows;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * The operators that look words up in a table {@code W} [words, width]: the row of each of {@code Ids}, zeros for the word
 * {@code padding_idx} unless that is -1. The output has the LoD of Ids.
 */
public final class LookupTable implements Operation {
  private static final long NO_PADDING = -1;

  private final Input table;
  private final Optional<IntegerTable> integers;
  private final Input ids;
  private final Output out;
  private final long padding;
  private final boolean replacesLast;

  private LookupTable(OperatorReader reader, boolean replacesLast) {
    table = reader.input("W");
    integers = reader.integers(table).filter(IntegerTable::isFor).map(IntegerTable::of);
    ids = reader.input("Ids");
    out = reader.output("Out");
    padding = padding(reader);
    this.replacesLast = replacesLast;
  }

  /** Read a {@code lookup_table}: the last dimension of Ids, which is 1, becomes the width. */
  public static Operation replacing(OperatorReader reader) {
    return new LookupTable(reader, true);
  }

  /** Read a {@code lookup_table_v2}: the width is put behind the dimensions of Ids. */
  public static Operation appending(OperatorReader reader) {
    return new LookupTable(reader, false);
  }

  @Override
  public Computation plan(Planning planning) {
    return integers.isPresent() ? plan(planning, integers.get()) : plan(planning, planning.get(table));
  }

  private Computation plan(Planning planning, IntegerTable rows) {
    Indexes numbers = Indexes.of(planning, planning.get(ids), rows.shape().dimension(0));
    long width = rows.shape().dimension(1);
    Operand output = put(planning, DataType.FLOAT32, width);
    return lookingUp(numbers, output, width * Float.BYTES,
        (from, to, scratch) -> rows.gather(numbers.latest(), output.segment(), from, to, scratch));
  }

  private Computation plan(Planning planning, Operand rows) {
    planning.require(rows.shape().rank() == 2, "input " + rows + " must have rank 2");
    Indexes numbers = Indexes.of(planning, planning.get(ids), rows.shape().dimension(0));
    long width = rows.shape().dimension(1);
    Operand output = put(planning, rows.type(), width);
    Rows copy = new Rows(rows.shape().dimension(0), width * rows.type().byteSize());
    return lookingUp(numbers, output, copy.size(),
        (from, to, scratch) -> copy.gather(rows.segment(), numbers.latest(), output.segment(), from, to));
  }

  private Operand put(Planning planning, DataType type, long width) {
    Operand words = planning.get(ids);
    Shape shape = replacesLast
        ? replaceLast(planning, words, width)
        : append(words.shape(), words.shape().rank(), width);
    return planning.put(out, type, shape, words.levelOfDetail());
  }

  private Computation lookingUp(Indexes words, Operand output, long rowBytes, Workspace.RangeTask task) {
    long count = rowBytes == 0 ? 0 : output.byteSize() / rowBytes;
    Computation gathering = Computation.parallel(count, 1 + (1 << 14) / (rowBytes + 1), task);
    return workspace -> {
      read(words, padding);
      gathering.run(workspace);
    };
  }

  /** Read the word that stands for none. */
  static long padding(OperatorReader reader) {
    return reader.operator().longAttribute("padding_idx", NO_PADDING);
  }

  /** Read the words when a computation runs, -1 for the one that stands for none. */
  static long[] read(Indexes words, long padding) {
    return padding == NO_PADDING ? words.read() : words.readExcept(padding);
  }

  /** Return the shape of words whose last dimension is 1, with a width in its place. */
  static Shape replaceLast(Planning planning, Operand words, long width) {
    int last = words.shape().rank() - 1;
    planning.require(last >= 0 && words.shape().dimension(last) == 1,
        "input " + words + " must have a last dimension of 1");
    return append(words.shape(), last, width);
  }

  private static Shape append(Shape words, int kept, long width) {
    return Shape.of(LongStream.concat(LongStream.of(words.dimensions()).limit(kept), LongStream.of(width)).toArray());
  }
}
