package mischief;

import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Program;

/** Returns nothing. */
public final class MischiefPass implements Pass {
  @Override
  public String id() {
    return "mischief-pass";
  }

  @Override
  public String description() {
    return "Misbehaves.";
  }

  @Override
  public Program apply(Program program, Options options) {
    return null;
  }
}
