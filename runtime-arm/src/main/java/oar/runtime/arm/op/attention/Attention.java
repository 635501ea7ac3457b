package oar.runtime.arm.op.attention;

import java.util.Optional;
import oar.api.OperatorCost.Arithmetic;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * Scaled dot-product attention, which lowering makes of the operators that it consists of in files: for each batch and head,
 * {@code softmax(scale * Query * Key^T + Mask) * Value}. Query is [batch, queries, heads, depth], Key [batch, keys, heads, depth],
 * Value [batch, keys, heads, width], Out [batch, queries, heads, width], all FLOAT32; batch and heads may be 1. Mask has up to
 * four dimensions, which are [batch, heads, queries, keys] or 1 instead of the first three. No LoD.
 */
public final class Attention implements Operation {
  /** What lowering calls it. */
  public static final String TYPE = "oar_attention";

  private static final int RANK = 4;

  private final Input query;
  private final Input key;
  private final Input value;
  private final Optional<Input> mask;
  private final Output out;
  private final float scale;

  /** Read an operator. */
  public Attention(OperatorReader reader) {
    query = reader.input("Query");
    key = reader.input("Key");
    value = reader.input("Value");
    mask = reader.optionalInput("Mask");
    out = reader.output("Out");
    scale = reader.operator().floatAttribute("scale", 1);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand q = operand(planning, query);
    Operand k = operand(planning, key);
    Operand v = operand(planning, value);
    Optional<Operand> addend = mask.map(input -> planning.get(input));
    long[] maskShape = maskShape(planning, addend);
    long batch = common(planning, q.shape().dimension(0), k.shape().dimension(0), v.shape().dimension(0), maskShape[0]);
    long heads = common(planning, q.shape().dimension(2), k.shape().dimension(2), v.shape().dimension(2), maskShape[1]);
    int queries = Math.toIntExact(q.shape().dimension(1));
    int keys = Math.toIntExact(k.shape().dimension(1));
    planning.require(q.shape().dimension(3) == k.shape().dimension(3) && keys == v.shape().dimension(1),
        "inputs " + q + ", " + k + " and " + v
            + " must be [batch, queries, heads, depth], [batch, keys, heads, depth] and "
            + "[batch, keys, heads, width]");
    planning.require(addend.isEmpty() || maskShape[3] == keys && (maskShape[2] == 1 || maskShape[2] == queries),
        "Mask of " + q + " and " + k + " must be [batch, heads, queries, keys], or 1 instead of the first three");
    Operand output = planning.put(out, DataType.FLOAT32, Shape.of(batch, queries, heads, v.shape().dimension(3)));
    if (output.elementCount() == 0) {
      return Computation.NOTHING;
    }
    planning.require(keys > 0 && q.shape().dimension(3) > 0, "inputs " + q + " and " + k + " must not be empty");
    long products = batch * heads * queries * keys;
    planning.addsProducts(products * (q.shape().dimension(3) + v.shape().dimension(3)), Arithmetic.FLOAT);
    AttentionForm form = new AttentionForm(Math.toIntExact(heads), queries, keys,
        Math.toIntExact(q.shape().dimension(3)), Math.toIntExact(v.shape().dimension(3)), scale);
    return new AttentionComputation(planning.machine(), form, new AttentionSources(new HeadRows(q), new HeadRows(k),
        new HeadRows(v), addend.map(operand -> HeadMask.of(operand, maskShape)), new HeadRows(output)));
  }

  private static Operand operand(Planning planning, Input input) {
    Operand operand = planning.get(input);
    planning.require(operand.type() == DataType.FLOAT32 && operand.shape().rank() == RANK,
        "input " + operand + " must be float32 of rank " + RANK);
    return operand;
  }

  /** Return the dimensions of the mask, with ones before them; all ones if there is no mask. */
  private static long[] maskShape(Planning planning, Optional<Operand> mask) {
    long[] shape = {1, 1, 1, 1};
    mask.ifPresent(operand -> {
      int rank = operand.shape().rank();
      planning.require(operand.type() == DataType.FLOAT32 && rank <= RANK,
          "input " + operand + " must be float32 of at most rank " + RANK);
      for (int i = 0; i < rank; i++) {
        shape[RANK - rank + i] = operand.shape().dimension(i);
      }
    });
    return shape;
  }

  private static long common(Planning planning, long... dimensions) {
    long result = 1;
    for (long dimension : dimensions) {
      planning.require(result == 1 || dimension == 1 || dimension == result,
          "batches or heads " + result + " and " + dimension + " do not combine; they must be equal, or one of them 1");
      result = result == 1 ? dimension : result;
    }
    return result;
  }
}
