package oar.cli.opt;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import oar.api.RuntimeOperator;

/** Prints what opt prints of the runtime's operators, space by space. */
final class OperatorTables {
  private static final String NAME = "OP_name";
  private static final List<String> ALL_TARGETS = List.of("kARM", "kOpenCL", "kMetal", "kXPU", "kHost", "kX86",
      "cambricon_mlu", "huawei_ascend_npu", "mediatek_apu", "huawei_kirin_npu", "imagination_nna", "verisilicon_timvx",
      "eeasytech_npu", "android_nnapi", "qualcomm_qnn", "kunlunxin_xtcl");
  /** It names no target, and so marks no operator. */
  private static final String LAST_COLUMN = "kUnK";
  private static final List<String> MARKDOWN_TITLES = List.of("ARM", "OpenCL", "Metal", "百度 XPU", "Host", "x86",
      "寒武纪 MLU", "华为昇腾 NPU", "联发科 APU", "华为麒麟 NPU", "颖脉 NNA", "TIM-VX", "亿智 NPU", "Android NNAPI", "高通 QNN",
      "昆仑芯 XTCL");
  private static final Set<String> UNCOUNTED = Set.of("feed", "fetch");
  /** Kernels for these come from bridges, not from the runtime itself. */
  private static final Set<String> OWN_TARGETS = Set.of("kARM", "kOpenCL", "kMetal", "kXPU", "kHost", "kX86");

  private final List<RuntimeOperator> known;
  private final List<RuntimeOperator> operators;

  /** Print of the operators of a runtime, which are in order of their names. */
  OperatorTables(List<RuntimeOperator> known) {
    this.known = known;
    this.operators = known.stream().filter(operator -> operator.source().isPresent()).toList();
  }

  /** Tell whether an operator runs on one of some targets. */
  static boolean runsOn(RuntimeOperator operator, List<String> targets) {
    return operator.targets().isEmpty()
        ? targets.contains(OptTargets.UNKNOWN)
        : operator.targets().stream().anyMatch(targets::contains);
  }

  void printAll(PrintWriter out) {
    List<String> columns = new ArrayList<>(ALL_TARGETS);
    columns.add(LAST_COLUMN);
    print(out, operators, columns);
  }

  void printSupported(PrintWriter out, OptTargets targets) {
    out.println("Supported OPs on ' " + String.join(" ", new TreeSet<>(targets.names())) + "': ");
    List<String> columns = targets.columns(OptTargets.HOST, OptTargets.UNKNOWN);
    print(out, operators.stream().filter(operator -> runsOn(operator, columns)).toList(), columns);
  }

  /** Print the operators of a model, which has each type once. */
  void printOfModel(PrintWriter out, Set<String> types, OptTargets targets) {
    out.println("OPs in the input model include:");
    print(out, operators.stream().filter(operator -> types.contains(operator.type())).toList(),
        targets.columns(OptTargets.HOST));
  }

  void printMarkdown(PrintWriter out) {
    out.println("The number of supported operators is : "
        + operators.stream().filter(operator -> !UNCOUNTED.contains(operator.type())).count());
    out.println("| " + NAME + " | " + String.join(" | ", MARKDOWN_TITLES) + " ");
    out.println("|-:|" + "-| ".repeat(ALL_TARGETS.size()));
    for (RuntimeOperator operator : operators) {
      StringBuilder row = new StringBuilder("| ").append(operator.type()).append(" |");
      ALL_TARGETS.forEach(target -> row.append(operator.targets().contains(target) ? " Y |" : "   |"));
      out.println(row);
    }
  }

  /** Print the names for which the runtime has kernels. */
  void printKernels(PrintWriter out) {
    known.stream().filter(operator -> operator.targets().stream().anyMatch(OWN_TARGETS::contains))
        .forEach(operator -> out.println(" - " + operator.type()));
    out.println();
  }

  private void print(PrintWriter out, List<RuntimeOperator> rows, List<String> columns) {
    int width = operators.stream().mapToInt(operator -> operator.type().length()).max().orElse(0);
    StringBuilder header = new StringBuilder(NAME.indent(Math.max(0, width - NAME.length())).stripTrailing());
    columns.forEach(column -> header.append("  ").append(column));
    out.println(header);
    for (RuntimeOperator operator : rows) {
      StringBuilder row = new StringBuilder(" ".repeat(width - operator.type().length())).append(operator.type());
      for (String column : columns) {
        boolean isMarked = operator.targets().isEmpty()
            ? column.equals(OptTargets.UNKNOWN)
            : operator.targets().contains(column);
        row.append(" ".repeat(column.length() + 1)).append(isMarked ? 'Y' : ' ');
      }
      out.println(row);
    }
  }
}
