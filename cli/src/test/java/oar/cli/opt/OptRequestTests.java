package oar.cli.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.ModelSource;
import oar.api.error.UnsupportedProgramException;
import oar.api.error.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptRequestTests {
  private final Map<OptFlag, String> flags = new EnumMap<>(
      Map.of(OptFlag.MODEL_FILE, "m", OptFlag.PARAM_FILE, "p", OptFlag.OPTIMIZE_OUT, "out"));

  private OptSettings settings() {
    return OptSettings.of(new OptFlags(flags));
  }

  private OptRequest request() throws IOException {
    return OptRequest.of(new OptFlags(flags), settings());
  }

  @Test
  void flagsHaveTheDefaultsOfTheRealOpt() {
    OptSettings settings = settings();
    assertEquals(OptSettings.Type.NAIVE_BUFFER, settings.type());
    assertEquals(Optional.empty(), settings.quantizer());
    assertFalse(settings.compatible());
    assertFalse(settings.tailoring());
    assertEquals(Map.of(), settings.formatOptions());
    assertEquals(List.of("kARM"), settings.targets().names());
    flags.put(OptFlag.QUANT_MODEL, "true");
    assertEquals(Optional.of("int16"), settings().quantizer());
  }

  @Test
  void flagsSayWhatToDo() throws IOException {
    flags.put(OptFlag.OPTIMIZE_OUT_TYPE, "protobuf");
    flags.put(OptFlag.QUANT_MODEL, "1");
    flags.put(OptFlag.QUANT_TYPE, "QUANT_INT8");
    flags.put(OptFlag.COMPATIBLE, "yes");
    flags.put(OptFlag.VALID_TARGETS, "arm,");
    flags.put(OptFlag.ENABLE_FP16, "t");
    flags.put(OptFlag.SPARSE_MODEL, "y");
    flags.put(OptFlag.SPARSE_THRESHOLD, "0.25");
    flags.put(OptFlag.FORCE, "true");
    flags.put(OptFlag.TARGET_VERSION, "v2.10");
    OptRequest.Job job = request().models().getFirst();
    assertEquals(new ModelSource(Path.of("m"), Optional.of(Path.of("p"))), job.model().source());
    assertEquals("out", job.out());
    assertEquals(OptSettings.Type.PROTOBUF, settings().type());
    assertEquals(Optional.of("int8"), settings().quantizer());
    assertTrue(settings().compatible());
    assertEquals(Map.of("half-precision", "true", "sparse-threshold", "0.25", "force", "true", "target-version",
        "v2.10"), settings().formatOptions());
  }

  @Test
  void theTypeOfQuantizationMattersOnlyWhereThereIsAny() {
    flags.put(OptFlag.QUANT_TYPE, "QUANT_INT4");
    assertEquals(Optional.empty(), settings().quantizer());
    flags.put(OptFlag.QUANT_MODEL, "true");
    assertEquals("Unsupported quant type: QUANT_INT4; --quant_type is QUANT_INT8 or QUANT_INT16",
        assertThrows(UsageException.class, this::settings).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"OPTIMIZE_OUT_TYPE, nb", "VALID_TARGETS, npu", "VALID_TARGETS, ''", "QUANT_MODEL, maybe",
      "SPARSE_MODEL, 2", "OPTIMIZE_OUT, ''", "MODEL_FILE, ''", "PARAM_FILE, ''", "SPARSE_THRESHOLD, much"})
  void aValueThatMakesNoSenseIsWrongUsage(OptFlag flag, String value) {
    flags.put(flag, value);
    assertThrows(UsageException.class, this::request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.1"})
  void aThresholdBeyondAShareMattersOnlyWhereItIsUsed(String threshold) {
    flags.put(OptFlag.SPARSE_THRESHOLD, threshold);
    assertEquals(Map.of(), settings().formatOptions());
    flags.put(OptFlag.SPARSE_MODEL, "true");
    assertEquals("Please set sparse_threshold between 0.0 and 1.0.",
        assertThrows(UsageException.class, this::settings).getMessage());
  }

  @ParameterizedTest
  @EnumSource(OptFlag.class)
  void aFlagThatIsSetToItsDefaultAsksForNothing(OptFlag flag) throws IOException {
    OptRequest request = request();
    flags.putIfAbsent(flag, flag.defaultValue());
    assertEquals(request, request());
    assertEquals(Optional.empty(), OptMode.of(new OptFlags(flags)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"opencl", "x86", "host", "huawei_kirin_npu", "metal"})
  void otherTargetsAreRefusedByName(String target) {
    flags.put(OptFlag.VALID_TARGETS, "arm," + target);
    assertEquals(List.of("--valid_targets: target " + target + " is not supported; arm is"),
        assertThrows(UnsupportedProgramException.class, this::request).problems());
  }
}
