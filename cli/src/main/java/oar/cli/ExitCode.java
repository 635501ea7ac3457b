package oar.cli;

/** What the command {@code oar} tells the process that started it. */
public enum ExitCode {
  /** All was done. */
  DONE(0),
  /** Oar is broken. */
  DEFECT(1),
  /** What was asked for makes no sense. */
  USAGE(2),
  /** A model or an input file is not what it should be. */
  BAD_INPUT(3),
  /** Something is not supported. */
  UNSUPPORTED(4),
  /** A quality or size that was asked for was not reached. */
  BOUND_MISSED(5),
  /** A file could not be read or written. */
  INPUT_OUTPUT(6),
  /** A plugin failed. */
  PLUGIN(7);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** Return the status of the process. */
  public int code() {
    return code;
  }
}
