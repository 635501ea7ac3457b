package acme.oracle;

import oar.api.Backend;
import oar.kit.contract.BackendContract;

class OracleBackendTests extends BackendContract {
  @Override
  protected Backend backend() {
    return new OracleBackend();
  }
}
