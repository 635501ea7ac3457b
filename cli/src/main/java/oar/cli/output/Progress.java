package oar.cli.output;

/** Shows how far some work is. */
public interface Progress extends AutoCloseable {
  /** Shows nothing. */
  Progress NONE = new Progress() {
    @Override
    public void stepTo(long done) {}

    @Override
    public void close() {}
  };

  /** Tell how many steps are done. */
  void stepTo(long done);

  /** Take the display away. */
  @Override
  void close();
}
