package acme.oracle;

import java.nio.file.Path;
import java.util.List;
import oar.api.Backend;
import oar.kit.contract.BackendContract;

class OracleBackendTests extends BackendContract {
  @Override
  protected Backend backend() {
    return new OracleBackend();
  }

  @Override
  protected List<Path> cases() {
    return List.of(Path.of("target/cases/models/lenet.zip"));
  }
}
