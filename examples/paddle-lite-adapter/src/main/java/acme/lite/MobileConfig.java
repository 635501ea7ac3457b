package acme.lite;

/** The {@code .nb} file to run, and how many threads may run it. */
public class MobileConfig extends ConfigBase {
  private String modelFile = "";
  private int threads = 1;
  private PowerMode powerMode = PowerMode.LITE_POWER_HIGH;

  public void setModelFromFile(String modelFile) {
    this.modelFile = modelFile;
  }

  public String getModelFromFile() {
    return modelFile;
  }

  public void setThreads(int threads) {
    this.threads = threads;
  }

  public int getThreads() {
    return threads;
  }

  public void setPowerMode(PowerMode powerMode) {
    this.powerMode = powerMode;
  }

  public PowerMode getPowerMode() {
    return powerMode;
  }

  public int getPowerModeInt() {
    return powerMode.value();
  }
}
