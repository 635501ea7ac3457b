package oar.format.paddle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import oar.api.error.InvalidProgramException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;

/** Puts the chains of {@link FusedOperators} in the place of operators that Paddle does not have. */
final class OperatorSplitter {
  /** The kernel that Paddle-Lite has chosen for an operator: type, alias, target, precision, layout. */
  static final String KERNEL = "__@kernel_type_attr@__";

  /** The attribute with the block that an operator runs. */
  static final String BODY = "sub_block";

  /** The type of what is fetched, in Paddle-Lite's numbers. */
  private static final String FETCHED_TYPE = "data_type";

  private final Declarations declarations;
  private final List<Operator> operators = new ArrayList<>();

  private OperatorSplitter(Declarations declarations) {
    this.declarations = declarations;
  }

  /**
   * Return the program in operators that Paddle has. What nobody knows anything of is kept as it is.
   *
   * @throws UnsupportedProgramException with every operator that has no equal in Paddle
   */
  static Program split(Program program) {
    Set<String> names = Declarations.names(program);
    List<Block> blocks = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Block block : program.blocks()) {
      OperatorSplitter splitter = new OperatorSplitter(new Declarations(program, blocks.size(), names));
      for (Operator operator : block.operators()) {
        try {
          splitter.add(operator);
        } catch (IllegalArgumentException e) {
          problems.add("block " + blocks.size() + ", operator " + operator + ": " + e.getMessage());
        }
      }
      blocks.add(new Block(block.parent(), block.forward(), splitter.declarations.variables(), splitter.operators));
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedProgramException("format paddle cannot hold this program", problems);
    }
    return program.withBlocks(blocks);
  }

  private void add(Operator operator) {
    List<Step> chain = FusedOperators.chain(operator);
    if (chain.isEmpty()) {
      addPlain(operator.toBuilder(), operator);
      return;
    }
    String last = operator.output(chain.getFirst().output())
        .orElseThrow(() -> new InvalidProgramException("operator " + operator + " has no output"));
    String value = null;
    for (Step step : chain) {
      Operator.Builder builder = step.operator();
      if (value != null) {
        builder.input(step.input(), value);
      }
      value = step == chain.getLast() ? last : declarations.addLike(last, ".part");
      addPlain(builder.output(step.output(), value), operator);
    }
  }

  /** Add an operator without what only Paddle-Lite knows; of that, it also stores block indexes as integers. */
  private void addPlain(Operator.Builder builder, Operator operator) {
    builder.withoutAttribute(KERNEL);
    if (operator.type().equals("fetch")) {
      builder.withoutAttribute(FETCHED_TYPE);
    }
    if (operator.attributes().get(BODY) instanceof Attribute.IntValue(int body)) {
      builder.attribute(BODY, new Attribute.BlockIndex(body));
    }
    operators.add(builder.build());
  }
}
