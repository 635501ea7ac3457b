package oar.cli.stub;

import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Program;

/** Changes the version of a program. */
public final class NewVersionPass implements Pass {
  @Override
  public String id() {
    return "new-version";
  }

  @Override
  public String description() {
    return "Changes the version.";
  }

  @Override
  public Program apply(Program program, Options options) {
    return new Program(program.blocks(), program.weights(), 9_008_007, program.properties());
  }
}
