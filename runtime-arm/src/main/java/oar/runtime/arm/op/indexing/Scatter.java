package oar.runtime.arm.op.indexing;

import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code scatter}: X with the rows that {@code Ids} names replaced by those of {@code Updates}, of several for one row the last; or,
 * without {@code overwrite}, by the sums of those. The output has X's LoD.
 */
public final class Scatter implements Operation {
  private final Input x;
  private final Input ids;
  private final Input updates;
  private final Output out;
  private final boolean overwrites;

  /** Read an operator. */
  public Scatter(OperatorReader reader) {
    x = reader.input("X");
    ids = reader.input("Ids");
    updates = reader.input("Updates");
    out = reader.output("Out");
    overwrites = reader.operator().booleanAttribute("overwrite", true);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    Operand rows = planning.get(updates);
    Operand numbers = planning.get(ids);
    planning.require(input.shape().rank() > 0, "input " + input + " must have rank 1 or more");
    planning.require(rows.type() == input.type(), "inputs " + input + " and " + rows + " must be of one type");
    planning.require(rows.shape().equals(updatesShape(input, numbers)), "input " + rows + " must have shape "
        + updatesShape(input, numbers) + ", a row of " + input + " for each element of " + numbers);
    if (!overwrites) {
      Additions.requireNumbers(planning, input);
    }
    Indexes places = Indexes.ofVector(planning, numbers, input.shape().dimension(0));
    Operand output = planning.put(out, input.type(), input.shape(), input.levelOfDetail());
    long rowLength = input.shape().elementCount(1, input.shape().rank());
    return workspace -> {
      long[] read = places.read();
      output.segment().copyFrom(input.segment());
      if (overwrites) {
        overwrite(rows, output, read, rowLength * input.type().byteSize());
      } else {
        sum(rows, output, read, rowLength);
      }
    };
  }

  private static Shape updatesShape(Operand input, Operand numbers) {
    LongStream count = numbers.shape().rank() == 0 ? LongStream.empty() : LongStream.of(numbers.elementCount());
    return Shape.of(LongStream.concat(count, LongStream.of(input.shape().dimensions()).skip(1)).toArray());
  }

  private static void overwrite(Operand rows, Operand output, long[] places, long rowSize) {
    for (int i = 0; i < places.length; i++) {
      MemorySegment.copy(rows.segment(), i * rowSize, output.segment(), places[i] * rowSize, rowSize);
    }
  }

  private static void sum(Operand rows, Operand output, long[] places, long rowLength) {
    long rowSize = rowLength * output.type().byteSize();
    for (long place : places) {
      output.segment().asSlice(place * rowSize, rowSize).fill((byte) 0);
    }
    for (int i = 0; i < places.length; i++) {
      Additions.add(rows, i * rowLength, output, places[i] * rowLength, rowLength);
    }
  }
}
