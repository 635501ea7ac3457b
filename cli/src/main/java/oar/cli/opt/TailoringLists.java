package oar.cli.opt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import oar.api.RuntimeOperator;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.cli.output.Output;

/** Records which operators and kernels models need, for whoever builds a runtime of these alone. */
final class TailoringLists {
  /** The attribute by which a .nb names the kernel of an operator, {@code conv2d/def/4/1/1}. */
  private static final String KERNEL = "__@kernel_type_attr@__";
  private static final List<String> TARGETS = List.of("kUnk", "kHost", "kX86", "kCUDA", "kARM");
  private static final List<String> PRECISIONS = List.of("kUnk", "kFloat", "kInt8", "kInt32", "kAny", "kFP16", "kBool",
      "kInt64", "kInt16", "kUInt8", "kFP64");
  private static final List<String> LAYOUTS = List.of("kUnk", "kNCHW", "kAny", "kNHWC");
  /** The sources that a source needs beside itself. */
  private static final Map<String, String> NEEDED = Map.of("calib_once_op.cc", "calib_op.cc", "io_copy_once_op.cc",
      "io_copy_op.cc");

  private final Map<String, String> operatorSources = new HashMap<>();
  private final Map<String, String> kernelSources = new HashMap<>();
  private final SortedSet<String> operators = new TreeSet<>();
  /** As lines of the list, each with the name that the kernel has in a file. */
  private final Map<String, String> kernels = new TreeMap<>();

  /** Record for a runtime. */
  TailoringLists(List<RuntimeOperator> runtime) {
    for (RuntimeOperator operator : runtime) {
      operator.source().ifPresent(source -> operatorSources.put(operator.type(), source));
      operator.kernels().forEach(kernel -> kernelSources.put(kernel.name(), kernel.source()));
    }
  }

  /** Add what a program needs whose kernels are chosen. */
  void add(Program program) {
    program.blocks().stream().flatMap(block -> block.operators().stream()).forEach(this::add);
  }

  private void add(Operator operator) {
    operators.add(operator.type());
    String kernel = operator.textAttribute(KERNEL, "");
    String[] parts = kernel.split("/");
    if (parts.length == 5) {
      kernels.put(String.join(",", parts[0], TARGETS.get(Integer.parseInt(parts[2])),
          PRECISIONS.get(Integer.parseInt(parts[3])), LAYOUTS.get(Integer.parseInt(parts[4])), parts[1]), kernel);
    }
  }

  /**
   * Write the four lists.
   *
   * @param folder is made if it is not there
   * @throws IOException if a file cannot be written
   */
  void write(Path folder, Output output) throws IOException {
    Files.createDirectories(folder);
    Path operatorList = folder.resolve(".tailored_ops_list");
    Path kernelList = folder.resolve(".tailored_kernels_list");
    Files.write(operatorList, operators);
    List<String> sources = new ArrayList<>();
    operators.stream().map(operatorSources::get).filter(source -> source != null).forEach(source -> {
      sources.add(source);
      if (NEEDED.containsKey(source)) {
        sources.add(NEEDED.get(source));
      }
    });
    Files.write(folder.resolve(".tailored_ops_source_list"), sources);
    Files.write(kernelList, kernels.keySet());
    Files.write(folder.resolve(".tailored_kernels_source_list"),
        kernels.values().stream().map(kernelSources::get).filter(source -> source != null).toList());
    output.line("operators information of tailored model is stored into: " + operatorList);
    output.line("kernels information of tailored model is stored into: " + kernelList);
  }
}
