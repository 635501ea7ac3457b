package oar.runtime.arm.lowering;

import static oar.runtime.arm.graph.Pattern.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Variable;
import oar.runtime.arm.graph.Match;
import oar.runtime.arm.graph.Operand;
import oar.runtime.arm.graph.Pattern;
import oar.runtime.arm.graph.Rewrite;
import oar.runtime.arm.graph.Rule;

/**
 * Makes the operators of an attention one, which reads its operands as they were before they were transposed.
 *
 * <pre>
 * query -- transpose2 -- (scale) -- matmul(, key -- transpose2) -- (scale) -- (elementwise_add(, mask)) -- softmax --
 *   matmul(, value -- transpose2) -- transpose2 -- Out
 *
 * attention(query, key, value, mask) -- Out
 * </pre>
 */
final class FuseAttention implements Rule {
  private static final long[] HEADS_FIRST = {0, 2, 1, 3};
  private static final int RANK = 4;

  private final Operand query = Operand.any();
  private final Operand key = Operand.any();
  private final Operand value = Operand.any();
  private final Operand mask = Operand.any();
  private final boolean hasMask;
  private final List<Pattern> transpositions = new ArrayList<>();
  private final List<Pattern> scales = new ArrayList<>();
  private final Pattern scores;
  private final Pattern sum;
  private final Pattern softmax;
  private final Pattern products;
  private final Operand.Result pattern;

  /** Which of the operators that may be absent are there. */
  private FuseAttention(boolean scalesQuery, boolean scalesScores, boolean hasMask) {
    this.hasMask = hasMask;
    Operand left = scalesQuery ? scaled(transposed(query)) : transposed(query);
    scores = operator("matmul", "matmul_v2").input("X", left).input("Y", transposed(key));
    Operand weights = scalesScores ? scaled(scores.output("Out")) : scores.output("Out");
    sum = operator("elementwise_add").eitherWay("X", "Y", weights, mask);
    softmax = operator("softmax").input("X", hasMask ? sum.output("Out") : weights);
    products = operator("matmul", "matmul_v2").input("X", softmax.output("Out")).input("Y", transposed(value));
    pattern = transposed(products.output("Out"));
  }

  /** Return a rule for each form. */
  static List<Rule> all() {
    List<Rule> rules = new ArrayList<>();
    for (int form = 0; form < 8; form++) {
      rules.add(new FuseAttention((form & 1) != 0, (form & 2) != 0, (form & 4) != 0));
    }
    return rules;
  }

  private Operand.Result transposed(Operand operand) {
    Pattern transposition = operator("transpose", "transpose2").input("X", operand);
    transpositions.add(transposition);
    return transposition.output("Out");
  }

  private Operand.Result scaled(Operand operand) {
    Pattern scale = operator("scale").input("X", operand);
    scales.add(scale);
    return scale.output("Out");
  }

  @Override
  public Operand.Result pattern() {
    return pattern;
  }

  @Override
  public Rewrite rewrite(Match match) {
    boolean fits = transpositions.stream().map(match::operator).allMatch(FuseAttention::putsHeadsFirst)
        && scales.stream().map(match::operator).allMatch(FuseAttention::onlyMultiplies)
        && transposes(match.operator(scores), false, true) && transposes(match.operator(products), false, false)
        && isAlongKeys(match.operator(softmax)) && match.operator(products).floatAttribute("alpha", 1) == 1
        && areFloats(match, query, key, value);
    if (!fits || hasMask && !(match.operator(sum).intAttribute("axis", -1) == -1 && areFloats(match, mask))) {
      return Rewrite.NONE;
    }
    float scale = match.operator(scores).floatAttribute("alpha", 1);
    for (Pattern pattern : scales) {
      scale *= match.operator(pattern).floatAttribute("scale", 1);
    }
    Operator.Builder attention = Operator.builder(OperationTable.ATTENTION).input("Query", match.variable(query))
        .input("Key", match.variable(key)).input("Value", match.variable(value)).attribute("scale", scale)
        .output("Out", match.result());
    if (hasMask) {
      attention.input("Mask", match.variable(mask));
    }
    return new Rewrite.Replace(attention.build());
  }

  private static boolean putsHeadsFirst(Operator transposition) {
    return Arrays.equals(transposition.longsAttribute("axis"), HEADS_FIRST);
  }

  private static boolean onlyMultiplies(Operator scale) {
    return scale.floatAttribute("bias", 0) == 0 && scale.inputList("ScaleTensor").isEmpty()
        && scale.textAttribute("activation_type", "").isEmpty();
  }

  private static boolean transposes(Operator product, boolean left, boolean right) {
    boolean isFirstVersion = product.type().equals("matmul");
    return product.booleanAttribute(isFirstVersion ? "transpose_X" : "trans_x", false) == left
        && product.booleanAttribute(isFirstVersion ? "transpose_Y" : "trans_y", false) == right;
  }

  private static boolean isAlongKeys(Operator softmax) {
    int axis = softmax.intAttribute("axis", -1);
    return axis == -1 || axis == RANK - 1;
  }

  private static boolean areFloats(Match match, Operand... operands) {
    return Arrays.stream(operands).allMatch(operand -> match.declaration(match.variable(operand))
        .flatMap(Variable::type).filter(type -> type == DataType.FLOAT32).isPresent());
  }
}
