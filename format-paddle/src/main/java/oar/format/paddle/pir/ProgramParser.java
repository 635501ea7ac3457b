package oar.format.paddle.pir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oar.api.error.ModelFormatException;

/** Reads the blocks of a PIR file as they come by; only the parts of one operation are held as JSON at a time. */
final class ProgramParser {
  /** The last version of the file format that is known; no version so far has changed what an operation means. */
  private static final long LATEST_VERSION = 4;

  private final Path file;
  private final JsonReader reader;
  private JsonObject header = new JsonObject();
  private List<PirBlock> regions = List.of();

  private ProgramParser(Path file, JsonReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Read a file.
   *
   * @return the main block
   * @throws ModelFormatException if it is damaged, or no PIR program
   */
  static PirBlock parse(Path file) throws IOException {
    try (JsonReader reader = new JsonReader(Files.newBufferedReader(file))) {
      reader.setStrictness(Strictness.STRICT);
      return new ProgramParser(file, reader).program();
    } catch (MalformedJsonException | JsonParseException | IllegalStateException | EOFException
        | CharacterCodingException e) {
      throw new ModelFormatException(file, "this is not, or not all of, a PIR program: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, e.getMessage(), e);
    }
  }

  private PirBlock program() throws IOException {
    object(key -> {
      switch (key) {
        case "base_code" -> header = Json.object(tree());
        case "program" -> object(field -> {
          if (field.equals("regions")) {
            regions = regions();
          } else {
            reader.skipValue();
          }
        });
        default -> reader.skipValue();
      }
    });
    reader.peek();
    requireHeader();
    if (regions.size() != 1) {
      throw new IllegalArgumentException("the program has " + regions.size() + " regions; it must have one");
    }
    return regions.getFirst();
  }

  private void requireHeader() {
    if (!header.has("magic") || !Json.text(header.get("magic")).equals("pir")) {
      throw new IllegalArgumentException("this is no PIR program: base_code.magic is not \"pir\"");
    }
    long version = Json.integer(Json.field(header, "version"));
    if (version < 0 || version > LATEST_VERSION) {
      throw new ModelFormatException(file, "the file is of PIR version " + version + "; versions 0 to " + LATEST_VERSION
          + " are known; export the model with Paddle 3.3 or older");
    }
  }

  private List<PirBlock> regions() throws IOException {
    List<PirBlock> blocks = new ArrayList<>();
    array(() -> object(key -> {
      if (key.equals("blocks")) {
        List<PirBlock> ofRegion = new ArrayList<>();
        array(() -> ofRegion.add(block()));
        if (ofRegion.size() != 1) {
          throw new IllegalArgumentException(
              "at " + reader.getPath() + ": a region has " + ofRegion.size() + " blocks; it must have one");
        }
        blocks.addAll(ofRegion);
      } else {
        reader.skipValue();
      }
    }));
    return blocks;
  }

  private PirBlock block() throws IOException {
    List<PirValue> arguments = new ArrayList<>();
    List<PirOperation> operations = new ArrayList<>();
    object(key -> {
      switch (key) {
        case "args" -> array(() -> arguments.add(OperationParser.argument(tree())));
        case "ops" -> array(() -> operations.add(operation()));
        default -> reader.skipValue();
      }
    });
    return new PirBlock(arguments, operations);
  }

  private PirOperation operation() throws IOException {
    String place = reader.getPath();
    Map<String, JsonElement> fields = new HashMap<>();
    List<PirBlock> blocks = new ArrayList<>();
    object(key -> {
      if (key.equals("regions")) {
        blocks.addAll(regions());
      } else {
        fields.put(key, tree());
      }
    });
    try {
      return OperationParser.operation(place, fields, blocks);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("at " + place + ": " + e.getMessage(), e);
    }
  }

  private JsonElement tree() {
    return JsonParser.parseReader(reader);
  }

  private void object(Visitor visitor) throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      visitor.visit(reader.nextName());
    }
    reader.endObject();
  }

  private void array(Step step) throws IOException {
    reader.beginArray();
    while (reader.hasNext()) {
      step.run();
    }
    reader.endArray();
  }

  /** Reads the value of a field. */
  @FunctionalInterface
  private interface Visitor {
    void visit(String key) throws IOException;
  }

  /** Reads an element of a list. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
