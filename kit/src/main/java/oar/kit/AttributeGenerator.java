package oar.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import oar.api.model.Attribute;
import oar.api.model.Attribute.Scalar;

/** Generates attributes of every kind, with the values that are easily got wrong among them. */
final class AttributeGenerator {
  /** The block that attributes of block 0 point to. */
  static final int BLOCK = 1;
  /** The variable that attributes point to. */
  static final String VARIABLE = "input";

  private static final List<String> TEXTS = List.of("", "a text", "größer, 图\n\t\"'\\", " ");
  private static final List<Double> NUMBERS = List.of(-0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE,
      Double.MAX_VALUE, (double) Float.MIN_VALUE, (double) Float.MAX_VALUE);

  private static final SequencedMap<Class<? extends Attribute>, Function<Random, Attribute>> GENERATORS = generators();

  private AttributeGenerator() {}

  private static SequencedMap<Class<? extends Attribute>, Function<Random, Attribute>> generators() {
    SequencedMap<Class<? extends Attribute>, Function<Random, Attribute>> table = new LinkedHashMap<>();
    table.put(Attribute.IntValue.class, random -> new Attribute.IntValue(random.nextInt()));
    table.put(Attribute.LongValue.class, random -> new Attribute.LongValue(random.nextLong()));
    table.put(Attribute.FloatValue.class, random -> new Attribute.FloatValue((float) number(random)));
    table.put(Attribute.DoubleValue.class, random -> new Attribute.DoubleValue(number(random)));
    table.put(Attribute.BooleanValue.class, random -> new Attribute.BooleanValue(random.nextBoolean()));
    table.put(Attribute.Text.class, random -> new Attribute.Text(text(random)));
    table.put(Attribute.BlockIndex.class, _ -> new Attribute.BlockIndex(BLOCK));
    table.put(Attribute.VariableName.class, _ -> new Attribute.VariableName(VARIABLE));
    table.put(Attribute.ScalarValue.class, random -> new Attribute.ScalarValue(scalar(random)));
    table.put(Attribute.Ints.class, random -> new Attribute.Ints(list(random, random::nextInt)));
    table.put(Attribute.Longs.class, random -> new Attribute.Longs(list(random, random::nextLong)));
    table.put(Attribute.Floats.class, random -> new Attribute.Floats(list(random, () -> (float) number(random))));
    table.put(Attribute.Doubles.class, random -> new Attribute.Doubles(list(random, () -> number(random))));
    table.put(Attribute.Booleans.class, random -> new Attribute.Booleans(list(random, random::nextBoolean)));
    table.put(Attribute.Texts.class, random -> new Attribute.Texts(list(random, () -> text(random))));
    table.put(Attribute.BlockIndexes.class, random -> new Attribute.BlockIndexes(list(random, () -> BLOCK)));
    table.put(Attribute.VariableNames.class, random -> new Attribute.VariableNames(list(random, () -> VARIABLE)));
    table.put(Attribute.Scalars.class, random -> new Attribute.Scalars(list(random, () -> scalar(random))));
    return table;
  }

  static Set<Class<? extends Attribute>> kinds() {
    return GENERATORS.sequencedKeySet();
  }

  /** Tell whether attributes of a kind point to blocks. */
  static boolean pointsToBlocks(Class<? extends Attribute> kind) {
    return kind == Attribute.BlockIndex.class || kind == Attribute.BlockIndexes.class;
  }

  static Attribute next(Random random, Class<? extends Attribute> kind) {
    return GENERATORS.get(kind).apply(random);
  }

  private static double number(Random random) {
    return random.nextInt(3) == 0 ? NUMBERS.get(random.nextInt(NUMBERS.size())) : random.nextGaussian();
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static Scalar scalar(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Scalar.Bool(random.nextBoolean());
      case 1 -> new Scalar.Int64(random.nextLong());
      case 2 -> new Scalar.Float64(number(random));
      default -> new Scalar.Complex128(number(random), number(random));
    };
  }

  private static <T> List<T> list(Random random, Supplier<T> element) {
    return Stream.generate(element).limit(random.nextInt(4)).toList();
  }
}
