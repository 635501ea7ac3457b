package oar.cli.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oar.api.Backend;
import oar.api.Options;
import oar.api.Pipeline;
import oar.api.Providers;
import oar.api.error.UnsupportedProgramException;
import oar.kit.Case;
import oar.kit.CaseCollection;
import oar.kit.CaseProgram;
import oar.kit.CaseResult;
import oar.kit.Conformance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Predicts with files for programs that are led around what Paddle-Lite's runtime gets wrong: the way round must lead to the same
 * values.
 */
class WrittenFileTests {
  private static final Providers PROVIDERS = Providers.load();
  private static final Backend BACKEND = PROVIDERS.backend(Pipeline.DEFAULT_BACKEND);
  /** No way round is known for these. */
  private static final Map<String, Set<String>> REFUSED = Map.of("crop_tensor", Set.of("shape_tensor_list"), "pad3d",
      Set.of("tensor"), "strided_slice", Set.of("tensors", "tensor_lists"));

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"abs", "addmm", "arg_max", "assign_value", "bilinear_interp", "bilinear_interp_v2", "bmm",
      "box_coder", "channel_shuffle", "clip", "conv2d", "crop_tensor", "elementwise_floordiv", "elementwise_max",
      "elementwise_mod", "elementwise_pow", "fill_constant", "gather", "group_norm", "gru_unit", "instance_norm",
      "log_softmax", "logical_and", "matmul_v2", "max_pool2d_with_index", "mv", "p_norm", "pad3d", "pow", "prelu",
      "reduce_all", "reduce_max", "reduce_sum", "reshape2", "roll", "scale", "scatter", "sequence_mask", "sign",
      "strided_slice", "top_k_v2", "transpose2", "while"})
  void aFileComputesWhatPaddleComputes(String operator) throws IOException {
    Set<String> refused = new HashSet<>();
    Path archive = Path.of(System.getProperty("oar.cases"), "operators", operator + ".zip");
    try (CaseCollection cases = CaseCollection.open(List.of(archive))) {
      for (Case tested : cases.cases()) {
        try {
          check(tested);
        } catch (UnsupportedProgramException e) {
          refused.add(tested.folder().getFileName().toString());
        }
      }
    }
    assertEquals(REFUSED.getOrDefault(operator, Set.of()), refused);
  }

  private void check(Case tested) throws IOException {
    Path file = folder.resolve("model.nb");
    new Pipeline(PROVIDERS).read(tested.folder()).optimize().write(file);
    CaseResult result = new Conformance(PROVIDERS, BACKEND, Options.defaults(BACKEND))
        .run(tested, new CaseProgram(file, CaseProgram.Expectation.PADDLE)).result();
    assertInstanceOf(CaseResult.Passed.class, result, () -> tested + ": " + result);
  }
}
