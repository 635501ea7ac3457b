package oar.format.paddle.pir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import oar.api.model.Program;

/** Writes PIR programs. Values are of FLOAT32 and of shape [2, 3] unless a test says otherwise. */
final class PirText {
  static final String MATRIX = tensor("f32", 2, 3);
  static final String SCALAR = tensor("i64");

  private final List<String> operations = new ArrayList<>();
  private String header = "\"magic\":\"pir\",\"trainable\":true,\"version\":4";

  static String tensor(String element, long... dimensions) {
    return "{\"#\":\"0.t_dtensor\",\"D\":[{\"#\":\"0.t_" + element + "\"}," + Arrays.toString(dimensions)
        + ",\"NCHW\",[],0]}";
  }

  static String vector(String... types) {
    return "{\"#\":\"0.t_vec\",\"D\":[" + String.join(",", types) + "]}";
  }

  static String result(long id, String type) {
    return "{\"%\":" + id + ",\"TT\":" + type + "}";
  }

  static String attribute(String name, String type, String value) {
    return "{\"N\":\"" + name + "\",\"AT\":{\"#\":\"" + type + "\",\"D\":" + value + "}}";
  }

  /** Return one operation; its results are texts of {@link #result}. */
  static String operation(String name, List<Long> operands, List<String> results, String... attributes) {
    return operation(name, operands, results, List.of(), attributes);
  }

  static String operation(String name, List<Long> operands, List<String> results, List<String> regions,
      String... attributes) {
    String ids = operands.stream().map(id -> "{\"%\":" + id + "}").collect(Collectors.joining(","));
    return "{\"#\":\"" + name + "\",\"A\":[" + String.join(",", attributes) + "],\"I\":[" + ids + "],\"O\":["
        + String.join(",", results) + "]"
        + (regions.isEmpty() ? "" : ",\"regions\":[" + String.join(",", regions) + "]")
        + "}";
  }

  static String region(String arguments, String... body) {
    return "{\"#\":\"region\",\"blocks\":[{\"#\":\"block\",\"args\":[" + arguments + "],\"ops\":["
        + String.join(",", body) + "]}]}";
  }

  static String full(long id, String element, double value) {
    String label = element.replace("f", "float").replace("i", "int");
    return operation("1.full", List.of(), List.of(result(id, tensor(element))),
        attribute("shape", "1.a_intarray", "[]"), attribute("value", "0.a_f64", Double.toString(value)),
        attribute("dtype", "1.a_dtype", "\"" + label + "\""), attribute("place", "1.a_place", "[1,0,\"\"]"));
  }

  static String integers(long id, long... values) {
    String numbers = LongStream.of(values).mapToObj(value -> "{\"#\":\"0.a_i64\",\"D\":" + value + "}")
        .collect(Collectors.joining(","));
    return operation("1.full_int_array", List.of(), List.of(result(id, tensor("i64", values.length))),
        attribute("value", "0.a_array", "[" + numbers + "]"), attribute("dtype", "1.a_dtype", "\"int64\""));
  }

  static String data(String name, long id, String type) {
    return operation("1.data", List.of(), List.of(result(id, type)), attribute("name", "0.a_str", "\"" + name + "\""));
  }

  static String fetch(long id, int column) {
    return operation("1.fetch", List.of(id), List.of(result(1000 + column, MATRIX)),
        attribute("name", "0.a_str", "\"fetch_name_" + column + "\""), attribute("col", "0.a_i32", "" + column));
  }

  static String parameter(String name, long id, String type, int persistable) {
    return "{\"#\":\"p\",\"A\":[0,1,1,\"" + name + "\"],\"DA\":[],\"QA\":[],\"OA\":[" + persistable
        + ",1,0],\"O\":" + result(id, type) + "}";
  }

  PirText header(String newHeader) {
    header = newHeader;
    return this;
  }

  PirText add(String... more) {
    operations.addAll(List.of(more));
    return this;
  }

  @Override
  public String toString() {
    return "{\"base_code\":{" + header + "},\"program\":{\"regions\":["
        + region("", operations.toArray(String[]::new)) + "]}}";
  }

  Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("model.json"), toString());
  }

  Program read(Path folder) throws IOException {
    return PirReader.read(write(folder));
  }
}
