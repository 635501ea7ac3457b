package oar.runtime.arm.graph;

import java.util.List;
import java.util.stream.Collectors;
import oar.api.model.Attribute;

/** Attributes as text: {@code true}, {@code 1}, {@code 1.0}, {@code "text"}, {@code [1 1]}, {@code [1.0 1.0]}, {@code block 1}. */
final class AttributeText {
  private AttributeText() {}

  static Attribute parse(String text) {
    if (text.equals("true") || text.equals("false")) {
      return new Attribute.BooleanValue(Boolean.parseBoolean(text));
    }
    if (text.startsWith("\"")) {
      return new Attribute.Text(text.substring(1, text.length() - 1));
    }
    if (text.startsWith("[")) {
      List<String> words = ProgramText.words(text.substring(1, text.length() - 1));
      return text.contains(".")
          ? new Attribute.Floats(words.stream().map(Float::valueOf).toList())
          : new Attribute.Ints(words.stream().map(Integer::valueOf).toList());
    }
    if (text.startsWith("block ")) {
      return new Attribute.BlockIndex(Integer.parseInt(text.substring("block ".length())));
    }
    return text.contains(".")
        ? new Attribute.FloatValue(Float.parseFloat(text))
        : new Attribute.IntValue(Integer.parseInt(text));
  }

  static String print(Attribute attribute) {
    return switch (attribute) {
      case Attribute.BooleanValue(boolean value) -> Boolean.toString(value);
      case Attribute.Text(String value) -> '"' + value + '"';
      case Attribute.Ints(List<Integer> values) ->
        values.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
      case Attribute.Floats(List<Float> values) ->
        values.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
      case Attribute.BlockIndex(int value) -> "block " + value;
      case Attribute.FloatValue(float value) -> Float.toString(value);
      case Attribute.IntValue(int value) -> Integer.toString(value);
      default -> attribute.toString();
    };
  }
}
