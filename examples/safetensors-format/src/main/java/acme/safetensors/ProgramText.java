package acme.safetensors;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import oar.api.error.ModelFormatException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Variable;

/**
 * A program of one block as lines of words: {@code variable name kind persistable [type dimensions..]}, {@code operator type},
 * and below an operator {@code input slot names..}, {@code output slot names..} and {@code attribute name kind value}. A word
 * is encoded as in a URL. The last line is {@code end}.
 */
final class ProgramText {
  private static final String END = "end";

  private ProgramText() {}

  static byte[] write(Program program) {
    List<String> problems = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    if (program.blocks().size() > 1) {
      problems.add("it has " + program.blocks().size() + " blocks; this format has one");
    }
    program.mainBlock().variables().forEach(variable -> text.append(line(words(variable))));
    for (Operator operator : program.mainBlock().operators()) {
      text.append(line(List.of("operator", operator.type())));
      operator.inputs().forEach((slot, names) -> text.append(line("input", slot, names)));
      operator.outputs().forEach((slot, names) -> text.append(line("output", slot, names)));
      operator.attributes().forEach((name, value) -> {
        switch (value) {
          case Attribute.IntValue number -> text.append(line(List.of("attribute", name, "int", "" + number.value())));
          case Attribute.FloatValue number ->
            text.append(line(List.of("attribute", name, "float", "" + number.value())));
          case Attribute.BooleanValue flag -> text.append(line(List.of("attribute", name, "boolean", "" + flag.value())));
          case Attribute.Text words -> text.append(line(List.of("attribute", name, "text", words.value())));
          case Attribute.Ints numbers -> text.append(line(List.of("attribute", name, "ints",
              String.join(",", numbers.values().stream().map(String::valueOf).toList()))));
          default -> problems.add(operator.type() + ": attribute " + name + " is of a kind that this format has not");
        }
      });
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedProgramException("format acme-safetensors cannot hold this program", problems);
    }
    return text.append(END).append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static List<String> words(Variable variable) {
    List<String> words = new ArrayList<>(List.of("variable", variable.name(), variable.kind().name(),
        "" + variable.persistable()));
    variable.type().ifPresent(type -> words.add(type.label()));
    variable.shape().ifPresent(shape -> Arrays.stream(shape.dimensions()).forEach(dimension -> words.add("" + dimension)));
    return words;
  }

  private static String line(String kind, String slot, List<String> names) {
    List<String> words = new ArrayList<>(List.of(kind, slot));
    words.addAll(names);
    return line(words);
  }

  private static String line(List<String> words) {
    return String.join(" ", words.stream().map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8)).toList()) + "\n";
  }

  static Block read(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    String[] lines = text.split("\n", -1);
    if (!text.endsWith(END + "\n")) {
      throw new ModelFormatException(file, text.length(), "the last line must be '" + END + "'");
    }
    List<Variable> variables = new ArrayList<>();
    List<Operator.Builder> operators = new ArrayList<>();
    for (int i = 0; i < lines.length - 2; i++) {
      try {
        List<String> words = Arrays.stream(lines[i].split(" ", -1))
            .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8)).toList();
        readLine(words, variables, operators);
      } catch (RuntimeException e) {
        throw new ModelFormatException(file, "line " + (i + 1) + " is broken: " + e.getMessage(), e);
      }
    }
    return new Block(variables, operators.stream().map(Operator.Builder::build).toList());
  }

  private static void readLine(List<String> words, List<Variable> variables, List<Operator.Builder> operators) {
    List<String> rest = words.subList(2, words.size());
    switch (words.getFirst()) {
      case "variable" -> variables.add(variable(words.get(1), rest));
      case "operator" -> operators.add(Operator.builder(words.get(1)));
      case "input" -> operators.getLast().input(words.get(1), rest);
      case "output" -> operators.getLast().output(words.get(1), rest);
      case "attribute" -> operators.getLast().attribute(words.get(1), attribute(rest.get(0), rest.get(1)));
      default -> throw new IllegalArgumentException("'" + words.getFirst() + "' is no kind of line");
    }
  }

  private static Variable variable(String name, List<String> words) {
    Optional<DataType> type = words.size() < 3 ? Optional.empty() : Optional.of(DataType.ofLabel(words.get(2)).orElseThrow());
    Optional<Shape> shape = type.map(known -> Shape.of(words.stream().skip(3).map(Long::valueOf).toList()));
    return new Variable(name, Variable.Kind.valueOf(words.get(0)), type, shape, 0, Boolean.parseBoolean(words.get(1)),
        new LinkedHashMap<>());
  }

  private static Attribute attribute(String kind, String value) {
    return switch (kind) {
      case "int" -> new Attribute.IntValue(Integer.parseInt(value));
      case "float" -> new Attribute.FloatValue(Float.parseFloat(value));
      case "boolean" -> new Attribute.BooleanValue(Boolean.parseBoolean(value));
      case "text" -> new Attribute.Text(value);
      case "ints" -> new Attribute.Ints(value.isEmpty() ? List.of() : Arrays.stream(value.split(",")).map(Integer::valueOf).toList());
      default -> throw new IllegalArgumentException("'" + kind + "' is no kind of attribute");
    };
  }
}
