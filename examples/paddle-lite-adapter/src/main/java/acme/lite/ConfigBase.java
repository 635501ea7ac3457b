package acme.lite;

/** What all configurations have. */
public class ConfigBase {
  private String modelDir = "";

  public String getModelDir() {
    return modelDir;
  }

  public void setModelDir(String modelDir) {
    this.modelDir = modelDir;
  }
}
