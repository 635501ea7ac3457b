package oar.kit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oar.api.error.InvalidInputException;
import oar.api.model.Shape;

/** Parses the Python dictionary in the header of an array file; it takes just what NumPy writes there. */
final class NpyHeaderParser {
  /** NumPy's own limit. */
  private static final int LARGEST_RANK = 64;
  private static final char NOTHING = '\0';

  private final Path file;
  private final long textOffset;
  private final String text;
  private int position;
  private Optional<NpyType> type = Optional.empty();
  private Optional<Boolean> columnMajor = Optional.empty();
  private Optional<Shape> shape = Optional.empty();

  /**
   * Create a parser.
   *
   * @param file for messages
   * @param textOffset where the text begins in the file, for messages
   * @param text the header
   */
  NpyHeaderParser(Path file, long textOffset, String text) {
    this.file = file;
    this.textOffset = textOffset;
    this.text = text;
  }

  NpyHeader parse(long dataOffset) {
    expect('{');
    while (peek() != '}') {
      parseEntry();
      if (peek() != '}') {
        expect(',');
      }
    }
    expect('}');
    skipBlanks();
    if (position < text.length()) {
      throw refuse("there is more behind the dictionary");
    }
    NpyType known = type.orElseThrow(() -> refuse("there is no descr"));
    return new NpyHeader(known.type(), known.byteOrder(),
        columnMajor.orElseThrow(() -> refuse("there is no fortran_order")),
        shape.orElseThrow(() -> refuse("there is no shape")), dataOffset);
  }

  private void parseEntry() {
    String key = parseText();
    expect(':');
    switch (key) {
      case "descr" -> type = Optional.of(parseType());
      case "fortran_order" -> columnMajor = Optional.of(parseTruth());
      case "shape" -> shape = Optional.of(parseShape());
      default -> throw refuse("the key '" + key + "' is none of descr, fortran_order and shape");
    }
  }

  private NpyType parseType() {
    if (peek() == '[') {
      throw refuse("the elements are records of fields; save each field as an array of its own");
    }
    String description = parseText();
    if (description.substring(Math.min(1, description.length())).startsWith("O")) {
      throw refuse("the elements are pickled Python objects ('" + description
          + "'), which are not read, for they may run any code; save numbers, with allow_pickle=False");
    }
    return NpyType.of(description).orElseThrow(() -> refuse("the element type is '" + description
        + "'; it must be a boolean, int8, uint8, int16, int32, int64, uint64, a float or a complex number"));
  }

  private boolean parseTruth() {
    for (String word : List.of("True", "False")) {
      if (peek() == word.charAt(0) && text.startsWith(word, position)) {
        position += word.length();
        return word.equals("True");
      }
    }
    throw refuse("True or False must stand here");
  }

  private Shape parseShape() {
    List<Long> dimensions = new ArrayList<>();
    expect('(');
    while (peek() != ')') {
      dimensions.add(parseDimension());
      if (dimensions.size() > LARGEST_RANK) {
        throw refuse("an array has at most " + LARGEST_RANK + " dimensions");
      }
      if (peek() != ')') {
        expect(',');
      }
    }
    expect(')');
    return Shape.of(dimensions);
  }

  private long parseDimension() {
    skipBlanks();
    int start = position;
    while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
      position++;
    }
    String digits = text.substring(start, position);
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw refuse("a dimension is '" + digits + "'; it must be an integer from 0 to " + Long.MAX_VALUE);
    }
  }

  private String parseText() {
    char quote = peek();
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, position + 1) : -1;
    if (end < 0) {
      throw refuse("a text in quotes must stand here");
    }
    String content = text.substring(position + 1, end);
    position = end + 1;
    return content;
  }

  private void expect(char character) {
    if (peek() != character) {
      throw refuse("'" + character + "' must stand here");
    }
    position++;
  }

  /** Skip blanks and return the next character, {@link #NOTHING} if there is none. */
  private char peek() {
    skipBlanks();
    return position < text.length() ? text.charAt(position) : NOTHING;
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private InvalidInputException refuse(String problem) {
    return new InvalidInputException(file + ": at byte " + (textOffset + position) + ", in the header: " + problem);
  }
}
