package oar.kit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import oar.api.error.InvalidInputException;

/** The fields of a JSON object, each checked when it is asked for, with messages that say where it stands. */
final class JsonFields {
  private static final long LARGEST_FILE = 16 << 20;
  private static final int LONGEST_QUOTE = 60;

  private final Path file;
  private final String location;
  private final JsonObject object;

  private JsonFields(Path file, String location, JsonObject object) {
    this.file = file;
    this.location = location;
    this.object = object;
  }

  /**
   * Read a file with one object.
   *
   * @throws InvalidInputException if it is not one
   * @throws IOException if it cannot be read
   */
  static JsonFields read(Path file) throws IOException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new InvalidInputException(
          file + ": the description of a case is " + Files.size(file) + " bytes long; at most " + LARGEST_FILE
              + " are read");
    }
    try (JsonReader reader = new JsonReader(new StringReader(Files.readString(file)))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = JsonParser.parseReader(reader);
      if (element instanceof JsonObject object && reader.peek() == JsonToken.END_DOCUMENT) {
        return new JsonFields(file, "", object);
      }
    } catch (JsonParseException | MalformedJsonException | CharacterCodingException e) {
      throw new InvalidInputException(file + ": this is not JSON: " + e.getMessage(), e);
    }
    throw new InvalidInputException(file + ": this must be one JSON object and nothing else");
  }

  InvalidInputException refuse(String field, String problem) {
    return new InvalidInputException(file + ": " + location + field + " " + problem);
  }

  /** Make something of the value of a field, whose rules are those of the thing made. */
  <T> T check(String field, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw refuse(field, "is not valid: " + e.getMessage());
    }
  }

  String text(String field) {
    return optionalText(field).orElseThrow(() -> refuse(field, "is missing; it must be a text"));
  }

  Optional<String> optionalText(String field) {
    return optional(field).map(element -> text(field, element));
  }

  private String text(String field, JsonElement element) {
    if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()) {
      return element.getAsString();
    }
    throw refuse(field, "is " + abbreviate(element) + "; it must be a text");
  }

  double number(String field) {
    return optional(field).map(element -> number(field, "a number", element, Double::parseDouble))
        .orElseThrow(() -> refuse(field, "is missing; it must be a number"));
  }

  OptionalLong optionalInteger(String field) {
    return optional(field).map(element -> OptionalLong.of(integer(field, element))).orElse(OptionalLong.empty());
  }

  private long integer(String field, JsonElement element) {
    return number(field, "an integer", element, Long::parseLong);
  }

  private <T extends Number> T number(String field, String kind, JsonElement element, Function<String, T> parse) {
    if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber()) {
      try {
        return parse.apply(element.getAsString());
      } catch (NumberFormatException e) {
        throw refuse(field, "is " + abbreviate(element) + "; it must be " + kind);
      }
    }
    throw refuse(field, "is " + abbreviate(element) + "; it must be " + kind);
  }

  List<Long> integers(String field) {
    return list(field, this::integer);
  }

  /** Return a list of lists, none if the field is missing. */
  List<long[]> optionalIntegerLists(String field) {
    if (optional(field).isEmpty()) {
      return List.of();
    }
    return list(field, (name, element) -> elements(name, element, this::integer).stream().mapToLong(Long::longValue)
        .toArray());
  }

  List<JsonFields> objects(String field) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonElement element : list(field, (name, each) -> each)) {
      String place = field + "[" + objects.size() + "]";
      if (!(element instanceof JsonObject fields)) {
        throw refuse(place, "is " + abbreviate(element) + "; it must be an object");
      }
      objects.add(new JsonFields(file, location + place + ".", fields));
    }
    return objects;
  }

  private <T> List<T> list(String field, BiFunction<String, JsonElement, T> reader) {
    return elements(field, optional(field).orElseThrow(() -> refuse(field, "is missing; it must be a list")), reader);
  }

  private <T> List<T> elements(String field, JsonElement element, BiFunction<String, JsonElement, T> reader) {
    if (!(element instanceof JsonArray array)) {
      throw refuse(field, "is " + abbreviate(element) + "; it must be a list");
    }
    return array.asList().stream().map(each -> reader.apply(field, each)).toList();
  }

  private static String abbreviate(JsonElement element) {
    String text = element.toString();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }

  private Optional<JsonElement> optional(String field) {
    return Optional.ofNullable(object.get(field)).filter(element -> !element.isJsonNull());
  }
}
