package oar.runtime.arm;

import java.nio.file.Path;
import java.util.List;
import oar.api.Backend;
import oar.kit.Case;
import oar.kit.contract.BackendContract;

class ArmBackendContractTests extends BackendContract {
  @Override
  protected Backend backend() {
    return new ArmBackend();
  }

  @Override
  protected List<Path> cases() {
    return List.of(Path.of(System.getProperty("oar.cases")));
  }

  @Override
  protected boolean promises(Case tested) {
    return true;
  }
}
