package oar.cli.opt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import oar.api.error.UsageException;

/** The words of {@code --valid_targets}. */
final class OptTargets {
  private static final Set<String> SUPPORTED = Set.of("arm");

  private static final Set<String> KNOWN = Set.of("arm", "opencl", "opencl_buffer", "metal", "arm_metal", "x86_metal",
      "x86", "x86_opencl", "xpu", "host", "rockchip_npu", "mediatek_apu", "imagination_nna", "huawei_kirin_npu",
      "huawei_ascend_npu", "amlogic_npu", "verisilicon_timvx", "eeasytech_npu", "android_nnapi", "cambricon_mlu",
      "qualcomm_qnn", "kunlunxin_xtcl");

  private OptTargets() {}

  /**
   * Return the targets that are not supported.
   *
   * @param words joined by commas
   * @throws UsageException if one of them is none of opt's, or there is none
   */
  static List<String> unsupported(String words) {
    List<String> unsupported = new ArrayList<>();
    String[] targets = words.split(",");
    for (String target : targets) {
      if (!KNOWN.contains(target)) {
        throw new UsageException(
            "Wrong target '" + target + "' found, please check the command flag 'valid_targets'; Oar has "
                + String.join(", ", SUPPORTED));
      }
      if (!SUPPORTED.contains(target)) {
        unsupported.add(target);
      }
    }
    return unsupported;
  }
}
