package oar.cli.opt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  private OptRequest request() {
    return OptRequest.of(new OptFlags(flags));
  }

  @Test
  void flagsHaveTheDefaultsOfTheRealOpt() {
    OptRequest request = request();
    assertEquals(OptRequest.Type.NAIVE_BUFFER, request.type());
    assertEquals(Optional.empty(), request.quantizer());
    assertFalse(request.compatible());
    flags.put(OptFlag.QUANT_MODEL, "true");
    assertEquals(Optional.of("int16"), request().quantizer());
  }

  @Test
  void flagsSayWhatToDo() {
    flags.put(OptFlag.OPTIMIZE_OUT_TYPE, "protobuf");
    flags.put(OptFlag.QUANT_MODEL, "1");
    flags.put(OptFlag.QUANT_TYPE, "QUANT_INT8");
    flags.put(OptFlag.COMPATIBLE, "yes");
    flags.put(OptFlag.VALID_TARGETS, "arm,");
    OptRequest request = request();
    assertEquals(new ModelSource(Path.of("m"), Optional.of(Path.of("p"))), request.model().source());
    assertEquals("out", request.out());
    assertEquals(OptRequest.Type.PROTOBUF, request.type());
    assertEquals(Optional.of("int8"), request.quantizer());
    assertTrue(request.compatible());
  }

  @Test
  void theTypeOfQuantizationMattersOnlyWhereThereIsAny() {
    flags.put(OptFlag.QUANT_TYPE, "QUANT_INT4");
    assertEquals(Optional.empty(), request().quantizer());
    flags.put(OptFlag.QUANT_MODEL, "true");
    assertEquals("Unsupported quant type: QUANT_INT4; --quant_type is QUANT_INT8 or QUANT_INT16",
        assertThrows(UsageException.class, this::request).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"OPTIMIZE_OUT_TYPE, nb", "VALID_TARGETS, npu", "VALID_TARGETS, ''", "QUANT_MODEL, maybe",
      "SPARSE_MODEL, 2", "OPTIMIZE_OUT, ''", "MODEL_FILE, ''", "PARAM_FILE, ''", "SPARSE_THRESHOLD, much"})
  void aValueThatMakesNoSenseIsWrongUsage(OptFlag flag, String value) {
    flags.put(flag, value);
    assertThrows(UsageException.class, this::request);
  }

  @ParameterizedTest
  @EnumSource(OptFlag.class)
  void aFlagIsDoneOrRefusedByName(OptFlag flag) {
    flags.put(flag, switch (flag) {
      case OPTIMIZE_OUT_TYPE -> "protobuf";
      case VALID_TARGETS -> "arm";
      case SPARSE_THRESHOLD -> "0.5";
      default -> flag.kind() == OptFlag.Kind.BOOLEAN ? "true" : "x";
    });
    if (flag.isSupported()) {
      assertEquals("out".length(), request().out().length() + (flag == OptFlag.OPTIMIZE_OUT ? 2 : 0));
    } else {
      assertEquals(List.of("--" + flag.label() + " is not supported yet"),
          assertThrows(UnsupportedProgramException.class, this::request).problems());
    }
  }

  @ParameterizedTest
  @EnumSource(OptFlag.class)
  void aFlagThatIsSetToItsDefaultAsksForNothing(OptFlag flag) {
    flags.putIfAbsent(flag, flag.defaultValue());
    assertEquals("out", request().out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"opencl", "x86", "host", "huawei_kirin_npu", "metal"})
  void otherTargetsAreRefusedByName(String target) {
    flags.put(OptFlag.VALID_TARGETS, "arm," + target);
    flags.put(OptFlag.ENABLE_FP16, "true");
    assertEquals(
        List.of("--enable_fp16 is not supported yet",
            "--valid_targets: target " + target + " is not supported yet; arm is"),
        assertThrows(UnsupportedProgramException.class, this::request).problems());
  }
}
