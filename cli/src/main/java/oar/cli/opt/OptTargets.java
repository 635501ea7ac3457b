package oar.cli.opt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import oar.api.error.UsageException;

/**
 * The words of {@code --valid_targets}.
 *
 * @param names of the processors that they stand for, in the order in which opt tries them, none twice
 * @param unsupported those of the words that Oar does not optimise for
 */
record OptTargets(List<String> names, List<String> unsupported) {
  static final String HOST = "kHost";
  static final String UNKNOWN = "kUnk";

  private static final String SUPPORTED = "arm";
  private static final Map<String, List<String>> KNOWN = new TreeMap<>(Map.of("arm", List.of("kARM"), "opencl",
      List.of("kARM", "kOpenCL"), "opencl_buffer", List.of("kARM", "kOpenCL"), "metal", List.of("kMetal"), "arm_metal",
      List.of("kHost", "kARM", "kMetal"), "x86_metal", List.of("kHost", "kX86", "kMetal"), "x86", List.of("kX86"),
      "x86_opencl", List.of("kX86", "kOpenCL"), "xpu", List.of("kXPU"), "host", List.of(HOST)));

  static {
    for (String adapter : List.of("rockchip_npu", "mediatek_apu", "imagination_nna", "huawei_kirin_npu",
        "huawei_ascend_npu", "amlogic_npu", "verisilicon_timvx", "eeasytech_npu", "android_nnapi", "cambricon_mlu",
        "qualcomm_qnn", "kunlunxin_xtcl")) {
      KNOWN.put(adapter, List.of(adapter));
    }
  }

  /** Create from copies of the lists. */
  OptTargets {
    names = List.copyOf(names);
    unsupported = List.copyOf(unsupported);
  }

  /**
   * Read the words.
   *
   * @param words joined by commas
   * @throws UsageException if one of them is none of opt's, or there is none
   */
  static OptTargets of(String words) {
    List<String> names = new ArrayList<>();
    List<String> unsupported = new ArrayList<>();
    for (String word : words.split(",")) {
      List<String> meant = KNOWN.get(word);
      if (meant == null) {
        throw new UsageException(
            "Wrong target '" + word + "' found, please check the command flag 'valid_targets'; it has "
                + String.join(", ", KNOWN.keySet()));
      }
      meant.stream().filter(name -> !names.contains(name)).forEach(names::add);
      if (!word.equals(SUPPORTED)) {
        unsupported.add(word);
      }
    }
    return new OptTargets(names, unsupported);
  }

  /** Return the names in order, and those of the host and of what is optimised away. */
  List<String> columns(String... others) {
    TreeSet<String> columns = new TreeSet<>(names);
    columns.addAll(List.of(others));
    return List.copyOf(columns);
  }

  /** Return the names as opt's errors have them. */
  String label() {
    return String.join(",", names.stream().map(name -> name.replaceFirst("^k", "").toLowerCase(Locale.ROOT)).toList());
  }
}
