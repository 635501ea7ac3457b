package oar.runtime.arm.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import oar.api.Options;
import oar.api.Pass;
import oar.api.model.Program;

/** Applies a pass to programs in the form of {@link ProgramText}. */
public final class PassTester {
  private final Pass pass;

  /** Test a pass. */
  public PassTester(Pass pass) {
    this.pass = pass;
  }

  /** Test a pass of rules. */
  public PassTester(Rule... rules) {
    this(new RulePass("tested", "Tested.", rules));
  }

  /** Return what a pass makes of a program. */
  public Program apply(Program program) {
    return pass.apply(program, Options.defaults(pass));
  }

  /**
   * Require that the pass turns a program into another, which computes the same, and that it leaves that one alone.
   *
   * @param before the program as it was
   * @param after the program as it must be; declarations do not count
   */
  public void turns(String before, String after) {
    Program rewritten = apply(ProgramText.parse(before));
    assertEquals(ProgramPrinter.print(ProgramText.parse(after)), ProgramPrinter.print(rewritten));
    keepsResultsOf(before);
  }

  /** Require that what the pass makes of a program computes the same, and that the pass leaves it alone then. */
  public void keepsResultsOf(String program) {
    Program original = ProgramText.parse(program);
    Program rewritten = apply(original);
    assertSame(rewritten, apply(rewritten), "applied again, the pass changes something");
    Predictions.assertSame(original, rewritten);
  }

  /** Require that the pass leaves a program alone. */
  public void leaves(String program) {
    Program original = ProgramText.parse(program);
    assertSame(original, apply(original));
  }
}
