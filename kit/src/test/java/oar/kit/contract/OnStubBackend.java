package oar.kit.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import oar.api.Backend;
import oar.kit.Case;
import oar.kit.stub.CaseFixture;

/** Holds a stub that promises all of its cases to the contract. */
abstract class OnStubBackend extends BackendContract {
  private static Path folder;

  private final Backend backend;

  OnStubBackend(Backend backend) {
    this.backend = backend;
  }

  /** Create the cases in a folder. */
  static void createCases(Path target) throws IOException {
    folder = target;
    CaseFixture.create(folder.resolve("add"), 2, 3, 4, 5).withProgram("model.pdmodel", "add_one");
    CaseFixture.create(folder.resolve("double"), 2, 4, 6, 8).withProgram("model.pdmodel", "double")
        .withProgram("model.nb", "twice");
    CaseFixture.create(folder.resolve("both"), 4, 6, 8, 10).withProgram("model.pdmodel", "add_one", "double");
    CaseFixture.create(folder.resolve("unknown"), 2, 4, 6, 8).withProgram("model.pdmodel", "double", "ghost");
  }

  @Override
  protected Backend backend() {
    return backend;
  }

  @Override
  protected List<Path> cases() {
    return List.of(folder);
  }

  @Override
  protected boolean promises(Case tested) {
    return true;
  }
}
