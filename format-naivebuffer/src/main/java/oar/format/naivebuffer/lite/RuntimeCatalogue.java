package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.RuntimeOperator;

/** What the real runtime is made of, from the text files {@code operators.txt} and {@code kernels.txt}. */
public final class RuntimeCatalogue {
  private static final String RESOURCE = "operators.txt";
  private static final String NONE = "-";
  private static final int TYPE = 0;
  private static final int TARGETS = 1;
  private static final int SOURCE = 2;
  private static final int FIRST_KERNEL_SOURCE = 3;

  private RuntimeCatalogue() {}

  /** Read the catalogue. */
  public static List<RuntimeOperator> operators() {
    KernelTable kernels = KernelTable.load();
    return TextResource.lines(RESOURCE).stream().map(line -> operator(line.split(" "), kernels)).toList();
  }

  private static RuntimeOperator operator(String[] words, KernelTable table) {
    List<RuntimeOperator.Kernel> kernels = new ArrayList<>();
    for (int i = FIRST_KERNEL_SOURCE; i < words.length; i++) {
      String[] source = words[i].split(":");
      int target = source[0].equals("kARM") ? Kernel.ARM : Kernel.HOST;
      table.of(words[TYPE]).stream().filter(kernel -> kernel.target() == target)
          .forEach(kernel -> kernels.add(new RuntimeOperator.Kernel(kernel.describe(words[TYPE]), source[1])));
    }
    return new RuntimeOperator(words[TYPE],
        words[TARGETS].equals(NONE) ? List.of() : List.of(words[TARGETS].split(",")),
        words[SOURCE].equals(NONE) ? Optional.empty() : Optional.of(words[SOURCE]), kernels);
  }
}
