package oar.runtime.arm.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Text of a program of randomly chained operators, of which some values are read twice. All values are [-1, 3, 2, 2].
 */
final class RandomProgram {
  private static final int OPERATORS = 16;
  private static final int CHANNELS = 3;

  private final Random random;
  private final StringBuilder text = new StringBuilder("input v0 [-1, 3, 2, 2]\n");
  private final List<String> values = new ArrayList<>(List.of("v0"));
  private final List<String> filters = new ArrayList<>();
  private int weights;

  private RandomProgram(long seed) {
    random = new Random(seed);
  }

  static String of(long seed) {
    RandomProgram program = new RandomProgram(seed);
    for (int i = 0; i < OPERATORS; i++) {
      program.addOperator();
    }
    program.text.append("output ").append(program.values.getLast()).append('\n');
    if (program.random.nextBoolean()) {
      program.text.append("output ").append(program.values.get(OPERATORS / 2)).append('\n');
    }
    return program.text.toString();
  }

  private void addOperator() {
    String x = random.nextInt(5) == 0 ? values.get(random.nextInt(values.size())) : values.getLast();
    String y = "v" + values.size();
    text.append("variable %s [-1, 3, 2, 2]%n".formatted(y));
    text.append(operator(x, y)).append('\n');
    values.add(y);
  }

  private String operator(String x, String y) {
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> "conv2d(Input=%s, Filter=%s) -> (Output=%s) {groups=1}".formatted(x, filter(CHANNELS), y);
      case 3 -> "depthwise_conv2d(Input=%s, Filter=%s) -> (Output=%s) {groups=3}".formatted(x, filter(1), y);
      case 4 -> "batch_norm(X=%s, Scale=%s, Bias=%s, Mean=%s, Variance=%s) -> (Y=%s) {is_test=true, epsilon=0.001}"
          .formatted(x, weight("[3]", CHANNELS, 1), weight("[3]", CHANNELS, -1), weight("[3]", CHANNELS, -1),
              weight("[3]", CHANNELS, 1), y);
      case 5 -> "elementwise_add(X=%s, Y=%s) -> (Out=%s) {axis=1}".formatted(x, weight("[3]", CHANNELS, -1), y);
      case 6 ->
        "elementwise_mul(X=%s, Y=%s) -> (Out=%s) {axis=-1}".formatted(weight("[1, 3, 1, 1]", CHANNELS, 1), x, y);
      case 7 -> "elementwise_sub(X=%s, Y=%s) -> (Out=%s) {axis=-1}".formatted(weight("[1]", 1, 1), x, y);
      case 8 -> "scale(X=%s) -> (Out=%s) {scale=%s, bias=%s, bias_after_scale=%s}".formatted(x, y,
          random.nextInt(1, 3) * 0.5f, random.nextInt(2) * 1f, random.nextBoolean());
      case 9 -> "relu(X=%s) -> (Out=%s)".formatted(x, y);
      case 10 -> "relu6(X=%s) -> (Out=%s)".formatted(x, y);
      case 11 -> "elementwise_add(X=%s, Y=%s) -> (Out=%s) {axis=-1}".formatted(x,
          values.get(random.nextInt(values.size())), y);
      case 12 -> "dropout(X=%s) -> (Out=%s) {dropout_prob=0.25, dropout_implementation=\"%s\"}".formatted(x, y,
          random.nextBoolean() ? "upscale_in_train" : "downgrade_in_infer");
      default -> "hard_swish(X=%s) -> (Out=%s)".formatted(x, y);
    };
  }

  /** Return a filter, now and then one that is read already. */
  private String filter(int inputs) {
    String shape = "[3, " + inputs + ", 1, 1]";
    String known = shape + " ";
    for (String filter : filters) {
      if (filter.startsWith(known) && random.nextInt(4) == 0) {
        return filter.substring(known.length());
      }
    }
    String name = weight(shape, CHANNELS * inputs, -1);
    filters.add(known + name);
    return name;
  }

  private String weight(String shape, int count, int least) {
    String name = "w" + weights++;
    text.append("weight ").append(name).append(' ').append(shape);
    for (int i = 0; i < count; i++) {
      text.append(' ').append(least + random.nextFloat());
    }
    text.append('\n');
    return name;
  }
}
