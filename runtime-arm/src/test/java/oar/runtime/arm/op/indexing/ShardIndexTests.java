package oar.runtime.arm.op.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.op.OperatorTester;
import org.junit.jupiter.api.Test;

class ShardIndexTests {
  private static OperatorTester shard(int tableSize, int shards, int shard, Tensor x) {
    return new OperatorTester("shard_index").input("X", x).attribute("index_num", tableSize)
        .attribute("nshards", shards).attribute("shard_id", shard);
  }

  @Test
  void anIndexIsCountedWithinItsShard() {
    Tensor x = Tensor.of(Shape.of(4, 1), 0L, 6L, 7L, 19L);
    assertEquals(Tensor.of(Shape.of(4, 1), 0L, 6L, -1L, -1L), shard(20, 3, 0, x).run());
    assertEquals(Tensor.of(Shape.of(4, 1), -5L, -5L, -5L, 5L),
        shard(20, 3, 2, x).attribute("ignore_value", -5).run());
  }

  @Test
  void shardsThatAreNoneAreRefused() {
    Tensor x = Tensor.of(Shape.of(1, 1), 0);
    assertTrue(shard(20, 3, 3, x).refusal().contains("shard_id is 3; it must be less than nshards, which is 3"));
    assertTrue(shard(20, 0, 0, x).refusal().contains("nshards is 0; it must be at least 1"));
    assertTrue(shard(0, 1, 0, x).refusal().contains("index_num is 0; it must be at least 1"));
    assertTrue(shard(20, 3, -1, x).refusal().contains("shard_id is -1; it must be at least 0"));
    assertTrue(new OperatorTester("shard_index").input("X", x).refusal().contains("attribute index_num is missing"));
  }

  @Test
  void indicesOutsideTheTableAreRefused() {
    assertTrue(shard(20, 3, 0, Tensor.of(Shape.of(2, 1), 0, 20)).refusal()
        .contains("element 1 of X int32 [2, 1] is 20; it must be from 0 to 19"));
    assertTrue(shard(20, 3, 0, Tensor.of(Shape.of(2), 0, 1)).refusal().contains("a last dimension of 1"));
    assertTrue(shard(20, 3, 0, Tensor.of(Shape.of(1, 1), 1f)).refusal().contains("must be of int32 or int64"));
  }
}
