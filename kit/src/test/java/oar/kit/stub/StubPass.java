package oar.kit.stub;

import java.util.List;
import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;

/** A sound pass: {@code double} becomes {@code twice}, which computes the same. */
public class StubPass implements Pass {
  @Override
  public String id() {
    return "stub";
  }

  @Override
  public String description() {
    return "Writes double as twice.";
  }

  @Override
  public Program apply(Program program, Options options) {
    List<Block> blocks = program.blocks().stream()
        .map(block -> block.withOperators(block.operators().stream().map(StubPass::rewrite).toList())).toList();
    return blocks.equals(program.blocks()) ? program : program.withBlocks(blocks);
  }

  private static Operator rewrite(Operator operator) {
    return operator.type().equals("double") ? operator.toBuilder().type("twice").build() : operator;
  }
}
