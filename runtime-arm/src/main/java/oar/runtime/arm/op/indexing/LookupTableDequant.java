package oar.runtime.arm.op.indexing;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import oar.api.model.DataType;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code lookup_table_dequant}: as {@code lookup_table}, of rows that are two floats, low and high, and then bytes in the place of
 * floats, four in each: a byte b stands for {@code low + b * (high - low) / 256}. The output has the LoD of Ids.
 */
public final class LookupTableDequant implements Operation {
  private static final int BOUNDS = 2;

  private final Input table;
  private final Input ids;
  private final Output out;
  private final long padding;

  /** Read an operator. */
  public LookupTableDequant(OperatorReader reader) {
    table = reader.input("W");
    ids = reader.input("Ids");
    out = reader.output("Out");
    padding = LookupTable.padding(reader);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand rows = planning.get(table);
    Operand words = planning.get(ids);
    planning.require(rows.type() == DataType.FLOAT32 && rows.shape().rank() == 2 && rows.shape().dimension(1) >= BOUNDS,
        "input " + rows + " must be of float32 and [words, " + BOUNDS + " or more]");
    Indexes numbers = Indexes.of(planning, words, rows.shape().dimension(0));
    int width = Math.toIntExact((rows.shape().dimension(1) - BOUNDS) * Float.BYTES);
    Operand output = planning.put(out, DataType.FLOAT32, LookupTable.replaceLast(planning, words, width),
        words.levelOfDetail());
    return workspace -> {
      long[] read = LookupTable.read(numbers, padding);
      float[] values = new float[width];
      for (int i = 0; i < read.length; i++) {
        if (read[i] < 0) {
          Arrays.fill(values, 0);
        } else {
          decode(rows, read[i], values);
        }
        Memory.store(values, 0, output.segment(), (long) i * width, width);
      }
    };
  }

  private static void decode(Operand rows, long row, float[] values) {
    long first = row * rows.shape().dimension(1);
    float low = Memory.get(rows.segment(), first);
    float step = (Memory.get(rows.segment(), first + 1) - low) / 256;
    for (int i = 0; i < values.length; i++) {
      int code = rows.segment().get(ValueLayout.JAVA_BYTE, (first + BOUNDS) * Float.BYTES + i) & 0xff;
      values[i] = step * code + low;
    }
  }
}
