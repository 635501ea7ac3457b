package oar.runtime.arm.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Variable;
import oar.api.model.Weight;

/**
 * Small programs as text, a line for each thing:
 *
 * <pre>
 * input x [-1, 3, 8, 8]                              fed
 * weight w [2, 3, 1, 1] 1 2 3 4 5 6                  see {@link WeightText}
 * variable c int64 [-1, 2, 8, 8]                     declared; else what operators write is FLOAT32 of unknown shape
 * conv2d(Input=x, Filter=w) -> (Output=c) {groups=1, paddings=[0 0]}
 * output c                                           fetched
 * block                                              what follows is in the next block
 * </pre>
 *
 * A slot holds names with spaces between them; {@link AttributeText} says how attributes look.
 */
public final class ProgramText {
  private static final Pattern OPERATOR = Pattern.compile("(\\w+)\\((.*?)\\) -> \\((.*?)\\)(?: \\{(.*)})?");
  private static final Pattern DECLARATION = Pattern
      .compile("(input|weight|variable) (\\S+) (?:(\\w+) )?(\\[.*?])(.*)");

  private final List<Map<String, Variable>> variables = new ArrayList<>();
  private final List<List<Operator>> operators = new ArrayList<>();
  private final Map<String, Weight> weights = new LinkedHashMap<>();
  private int inputs;
  private int outputs;

  private ProgramText() {
    startBlock();
    declare(Variable.Kind.FEED_MINIBATCH, "feed");
    declare(Variable.Kind.FETCH_LIST, "fetch");
  }

  /** Read a program. */
  public static Program parse(String text) {
    ProgramText parsed = new ProgramText();
    text.lines().filter(line -> !line.isBlank()).forEach(parsed::parseLine);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < parsed.operators.size(); i++) {
      int parent = i == 0 ? Block.NO_BLOCK : 0;
      blocks.add(new Block(parent, Block.NO_BLOCK, List.copyOf(parsed.variables.get(i).values()),
          parsed.operators.get(i)));
    }
    return new Program(blocks, new LinkedHashMap<>(parsed.weights), 0, new LinkedHashMap<>());
  }

  private void startBlock() {
    variables.add(new LinkedHashMap<>());
    operators.add(new ArrayList<>());
  }

  private void parseLine(String line) {
    Matcher declaration = DECLARATION.matcher(line);
    Matcher operator = OPERATOR.matcher(line);
    if (line.equals("block")) {
      startBlock();
    } else if (line.startsWith("output ")) {
      add(Operator.builder("fetch").input("X", line.substring("output ".length())).output("Out", "fetch")
          .attribute("col", outputs++));
    } else if (operator.matches()) {
      add(parseOperator(operator));
    } else if (declaration.matches()) {
      parseDeclaration(declaration);
    } else {
      throw new IllegalArgumentException("not a line of a program: " + line);
    }
  }

  private void parseDeclaration(Matcher line) {
    String name = line.group(2);
    DataType type = line.group(3) == null ? DataType.FLOAT32 : DataType.ofLabel(line.group(3)).orElseThrow();
    Shape shape = shape(line.group(4));
    switch (line.group(1)) {
      case "input" -> {
        variables.getLast().put(name, Variable.tensor(name, type, shape));
        add(Operator.builder("feed").input("X", "feed").output("Out", name).attribute("col", inputs++));
      }
      case "weight" -> {
        variables.getLast().put(name, Variable.weight(name, type, shape));
        weights.put(name, WeightText.parse(type, shape, line.group(5)));
      }
      default -> variables.getLast().put(name, Variable.tensor(name, type, shape));
    }
  }

  private static Shape shape(String text) {
    String dimensions = text.substring(1, text.length() - 1);
    return dimensions.isEmpty()
        ? Shape.SCALAR
        : Shape.of(Arrays.stream(dimensions.split(", ")).mapToLong(Long::parseLong).toArray());
  }

  private static Operator.Builder parseOperator(Matcher line) {
    Operator.Builder builder = Operator.builder(line.group(1));
    parts(line.group(2)).forEach((slot, names) -> builder.input(slot, words(names)));
    parts(line.group(3)).forEach((slot, names) -> builder.output(slot, words(names)));
    parts(line.group(4)).forEach((name, value) -> builder.attribute(name, AttributeText.parse(value)));
    return builder;
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : text == null || text.isEmpty() ? new String[0] : text.split(", ")) {
      int equals = part.indexOf('=');
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return parts;
  }

  static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }

  private void add(Operator.Builder builder) {
    Operator operator = builder.build();
    operators.getLast().add(operator);
    for (String name : operator.outputVariables()) {
      if (variables.stream().noneMatch(block -> block.containsKey(name))) {
        declare(Variable.Kind.LOD_TENSOR, name);
      }
    }
  }

  private void declare(Variable.Kind kind, String name) {
    boolean isTensor = kind == Variable.Kind.LOD_TENSOR;
    variables.getLast().put(name, new Variable(name, kind, isTensor ? Optional.of(DataType.FLOAT32) : Optional.empty(),
        Optional.empty(), 0, !isTensor, new LinkedHashMap<>()));
  }
}
