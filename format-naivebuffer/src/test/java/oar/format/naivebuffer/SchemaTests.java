package oar.format.naivebuffer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code to the schema files. */
class SchemaTests {
  private static final Pattern TABLE = Pattern.compile("table (\\w+) \\{(.*?)\\}", Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("^ +(\\w+): (\\w+|\\[\\w+\\])", Pattern.MULTILINE);

  /** Return the fields of each table in upper case, a union as its type and itself. */
  private static Map<String, List<String>> tables() throws IOException {
    Map<String, List<String>> tables = new HashMap<>();
    for (String file : List.of("program.fbs", "parameters.fbs")) {
      Matcher table = TABLE.matcher(Files.readString(Path.of("src/main/flatbuffers", file)));
      while (table.find()) {
        tables.put(table.group(1), fields(table.group(2)));
      }
    }
    return tables;
  }

  private static List<String> fields(String body) {
    List<String> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(body);
    while (field.find()) {
      String name = field.group(1).toUpperCase(Locale.ROOT);
      if (field.group(2).equals("VariableDesc")) {
        fields.add(name + "_TYPE");
      }
      fields.add(name);
    }
    return fields;
  }

  @Test
  void everyTableHasTheFieldsOfTheSchemaInItsOrder() throws IOException {
    Map<String, List<String>> tables = tables();
    List<Class<?>> classes = Stream.of(Schema.class.getDeclaredClasses()).filter(Class::isEnum)
        .filter(Schema.Field.class::isAssignableFrom).toList();
    assertEquals(13, classes.size());
    for (Class<?> table : classes) {
      assertEquals(tables.get(table.getSimpleName()),
          Arrays.stream(table.getEnumConstants()).map(Object::toString).toList(), table.getSimpleName());
    }
  }

  @Test
  void attributeTypesHaveTheNumbersOfTheSchema() throws IOException {
    Matcher type = Pattern.compile("enum AttrType : int \\{([^}]*)\\}")
        .matcher(Files.readString(Path.of("src/main/flatbuffers/program.fbs")));
    type.find();
    assertEquals(List.of(type.group(1).strip().split(",\\s*")),
        Arrays.stream(Schema.AttrType.values()).map(Enum::name).toList());
  }
}
