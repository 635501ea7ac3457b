package oar.format.paddle.pir;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/** Takes values from parsed JSON. What is not of the wanted type is an {@link IllegalArgumentException}. */
final class Json {
  private static final int LONGEST_QUOTE = 60;

  private Json() {}

  static JsonObject object(JsonElement element) {
    if (element instanceof JsonObject object) {
      return object;
    }
    throw wrong(element, "an object");
  }

  static List<JsonElement> list(JsonElement element) {
    if (element instanceof JsonArray array) {
      return array.asList();
    }
    throw wrong(element, "a list");
  }

  static JsonElement field(JsonObject object, String name) {
    JsonElement value = object.get(name);
    if (value == null) {
      throw new IllegalArgumentException("field " + name + " of " + abbreviate(object) + " is missing");
    }
    return value;
  }

  static JsonElement element(List<JsonElement> list, int index) {
    if (index >= list.size()) {
      throw new IllegalArgumentException(
          "the list " + abbreviate(list) + " has no element " + index + "; it is cut short");
    }
    return list.get(index);
  }

  static String text(JsonElement element) {
    if (element instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw wrong(element, "a text");
  }

  static boolean truth(JsonElement element) {
    if (element instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    throw wrong(element, "true or false");
  }

  static long integer(JsonElement element) {
    try {
      return Long.parseLong(digits(element));
    } catch (NumberFormatException e) {
      throw wrong(element, "an integer of 64 bits");
    }
  }

  static double number(JsonElement element) {
    return Double.parseDouble(digits(element));
  }

  private static String digits(JsonElement element) {
    if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
      return primitive.getAsString();
    }
    throw wrong(element, "a number");
  }

  private static IllegalArgumentException wrong(JsonElement element, String wanted) {
    return new IllegalArgumentException(abbreviate(element) + " is where " + wanted + " should be");
  }

  private static String abbreviate(Object json) {
    String text = json.toString();
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }
}
