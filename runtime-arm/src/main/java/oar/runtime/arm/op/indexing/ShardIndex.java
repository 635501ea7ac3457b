package oar.runtime.arm.op.indexing;

import oar.api.model.DataType;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code shard_index}: what indices of a table of {@code index_num} rows are within shard {@code shard_id} of {@code nshards} of equal
 * size; those of other shards become {@code ignore_value}. The output has X's LoD.
 */
public final class ShardIndex implements Operation {
  private final Input x;
  private final Output out;
  private final long tableSize;
  private final long shardSize;
  private final int shard;
  private final long ignored;

  /** Read an operator. */
  public ShardIndex(OperatorReader reader) {
    x = reader.input("X");
    out = reader.output("Out");
    tableSize = attribute(reader, "index_num", 1);
    int shards = attribute(reader, "nshards", 1);
    shard = attribute(reader, "shard_id", 0);
    ignored = reader.operator().intAttribute("ignore_value", -1);
    shardSize = Math.ceilDiv(tableSize, shards);
    if (shard >= shards) {
      throw reader.refuse("shard_id is " + shard + "; it must be less than nshards, which is " + shards);
    }
  }

  private static int attribute(OperatorReader reader, String name, int least) {
    reader.requireAttributes(name);
    int value = reader.operator().intAttribute(name, least);
    if (value < least) {
      throw reader.refuse(name + " is " + value + "; it must be at least " + least);
    }
    return value;
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.get(x);
    planning.require(input.type() == DataType.INT32 || input.type() == DataType.INT64,
        "input " + input + " must be of int32 or int64");
    int rank = input.shape().rank();
    planning.require(rank >= 2 && input.shape().dimension(rank - 1) == 1,
        "input " + input + " must have rank 2 or more, and a last dimension of 1");
    Operand output = planning.put(out, input.type(), input.shape(), input.levelOfDetail());
    return workspace -> {
      Elements indices = Elements.of(input);
      Elements results = Elements.of(output);
      for (long i = 0; i < input.elementCount(); i++) {
        long index = indices.getLong(i);
        planning.require(0 <= index && index < tableSize,
            "element " + i + " of " + input + " is " + index + "; it must be from 0 to " + (tableSize - 1));
        results.set(i, index / shardSize == shard ? index % shardSize : ignored);
      }
    };
  }
}
