package oar.runtime.arm.graph;

import static oar.runtime.arm.graph.Pattern.operator;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.Operator;
import oar.api.model.Program;
import org.junit.jupiter.api.Test;

class RulePassTests {
  /** Turns {@code relu(x) * tanh(relu(x))}, which names one operator twice, into {@code product(x)}. */
  private static final class FormProduct implements Rule {
    private static final Operand INPUT = Operand.any();
    private static final Pattern SHARED = operator("relu").input("X", INPUT);
    private static final Pattern BRANCH = operator("tanh").input("X", SHARED.output("Out"));
    private static final Operand.Result PATTERN = operator("elementwise_mul")
        .eitherWay("X", "Y", SHARED.output("Out"), BRANCH.output("Out")).output("Out");

    @Override
    public Operand.Result pattern() {
      return PATTERN;
    }

    @Override
    public Rewrite rewrite(Match match) {
      return new Rewrite.Replace(Operator.builder("product").input("X", match.variable(INPUT))
          .output("Out", match.result()).build());
    }
  }

  private final PassTester rule = new PassTester(new FormProduct());

  @Test
  void patternStandsForOneOperatorHoweverOftenItIsNamed() {
    assertEquals("""
        block
        feed(X=feed) -> (Out=x) {col=0}
        product(X=x) -> (Out=y) {}
        fetch(X=y) -> (Out=fetch) {col=0}
        """, rewritten("""
        input x [2]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=b)
        elementwise_mul(X=b, Y=a) -> (Out=y)
        output y
        """));
  }

  @Test
  void twoOperatorsOfAKindAreNotOne() {
    rule.leaves("""
        input x [2]
        relu(X=x) -> (Out=a)
        relu(X=x) -> (Out=c)
        tanh(X=a) -> (Out=b)
        elementwise_mul(X=b, Y=c) -> (Out=y)
        output y
        """);
  }

  @Test
  void operatorsThatOthersNeedStay() {
    rule.leaves("""
        input x [2]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=b)
        elementwise_mul(X=b, Y=a) -> (Out=y)
        output y
        output b
        """);
  }

  @Test
  void operatorsWhoseInputChangesBeforeTheLastStay() {
    rule.leaves("""
        input x [2]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=b)
        increment(X=x) -> (Out=x)
        elementwise_mul(X=b, Y=a) -> (Out=y)
        output y
        """);
  }

  @Test
  void operatorsWhoseInputChangesBehindTheLastBecomeOne() {
    assertEquals("""
        block
        feed(X=feed) -> (Out=x) {col=0}
        product(X=x) -> (Out=y) {}
        increment(X=x) -> (Out=x) {}
        fetch(X=y) -> (Out=fetch) {col=0}
        """, rewritten("""
        input x [2]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=b)
        elementwise_mul(X=b, Y=a) -> (Out=y)
        increment(X=x) -> (Out=x)
        output y
        """));
  }

  @Test
  void operatorsStayAroundABlockThatMayChangeTheirInput() {
    rule.leaves("""
        input x [2]
        input p [1]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=b)
        while(Condition=p, X=x) -> (Out=x p) {sub_block=block 1}
        elementwise_mul(X=b, Y=a) -> (Out=y)
        output y
        output x
        block
        increment(X=x) -> (Out=x)
        """);
  }

  @Test
  void operatorsOfTwoBlocksStay() {
    rule.leaves("""
        input x [2]
        relu(X=x) -> (Out=a)
        output x
        block
        tanh(X=a) -> (Out=b)
        elementwise_mul(X=b, Y=a) -> (Out=y)
        """);
  }

  @Test
  void operatorsThatAnAttributeNamesStay() {
    Program program = ProgramText.parse("""
        input x [2]
        relu(X=x) -> (Out=a)
        tanh(X=a) -> (Out=b)
        elementwise_mul(X=b, Y=a) -> (Out=y)
        output y
        """);
    List<Operator> operators = new ArrayList<>(program.mainBlock().operators());
    operators.add(Operator.builder("print").attribute("variable", new Attribute.VariableName("b")).build());
    Program named = program.withBlocks(List.of(program.mainBlock().withOperators(operators)));

    assertSame(named, rule.apply(named));
  }

  private String rewritten(String program) {
    return ProgramPrinter.print(rule.apply(ProgramText.parse(program)));
  }
}
