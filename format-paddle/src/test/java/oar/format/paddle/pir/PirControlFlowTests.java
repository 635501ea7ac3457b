package oar.format.paddle.pir;

import static oar.format.paddle.pir.PirText.MATRIX;
import static oar.format.paddle.pir.PirText.SCALAR;
import static oar.format.paddle.pir.PirText.data;
import static oar.format.paddle.pir.PirText.fetch;
import static oar.format.paddle.pir.PirText.operation;
import static oar.format.paddle.pir.PirText.region;
import static oar.format.paddle.pir.PirText.result;
import static oar.format.paddle.pir.PirText.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PirControlFlowTests {
  private static final String TRUTH = tensor("bool");
  private static final String ARRAY = "{\"#\":\"1.t_dense_tensor_array\",\"D\":[{\"#\":\"0.t_f32\"},[2,3],\"NCHW\"]}";

  @TempDir
  Path folder;

  private static String argument(long id, String type) {
    return "{\"#\":" + id + ",\"TT\":" + type + "}";
  }

  private static String yielding(Long... ids) {
    return operation("2.yield", List.of(ids), List.of());
  }

  private static List<String> described(Block block) {
    return block.operators().stream().map(operator -> operator.type() + operator.inputVariables() + " -> "
        + operator.outputVariables()).toList();
  }

  @Test
  void aBranchBecomesTwoBlocksThatWriteTheSameVariable() throws IOException {
    Program program = new PirText().add(data("c", 1, TRUTH), data("x", 2, MATRIX),
        operation("1.if", List.of(1L), List.of(result(3, MATRIX)),
            List.of(region("", operation("1.relu", List.of(2L), List.of(result(4, MATRIX))), yielding(4L)),
                region("", yielding(2L)))),
        fetch(3, 0)).read(folder);
    assertEquals(3, program.blocks().size());
    List<Operator> operators = program.mainBlock().operators();
    assertEquals(List.of("feed", "feed", "conditional_block", "logical_not", "conditional_block", "fetch"),
        operators.stream().map(Operator::type).toList());
    Operator then = operators.get(2);
    assertEquals(new Attribute.BlockIndex(1), then.attributes().get("sub_block"));
    assertEquals(List.of("x"), then.inputList("Input"));
    assertEquals(List.of("fetch_name_0"), then.outputList("Out"));
    assertEquals(List.of("relu[x] -> [relu_4]", "assign[relu_4] -> [fetch_name_0]"),
        described(program.blocks().get(1)));
    assertEquals(List.of("assign[x] -> [fetch_name_0]"), described(program.blocks().get(2)));
  }

  @Test
  void aLoopThatSwapsItsVariablesSavesThemFirst() throws IOException {
    String arguments = argument(-1, MATRIX) + "," + argument(-2, MATRIX);
    Program program = new PirText().add(data("c", 1, TRUTH), data("x", 2, MATRIX), data("y", 3, MATRIX),
        operation("1.while", List.of(1L, 2L, 3L), List.of(result(4, MATRIX), result(5, MATRIX)),
            List.of(region(arguments, operation("1.logical_not", List.of(1L), List.of(result(6, TRUTH))),
                yielding(6L, -2L, -1L)))),
        fetch(4, 0), fetch(5, 1)).read(folder);
    assertEquals(List.of("logical_not[c] -> [logical_not_6]", "assign[fetch_name_1] -> [while.next]",
        "assign[fetch_name_0] -> [while.next.1]", "assign[logical_not_6] -> [while.condition]",
        "assign[while.next] -> [fetch_name_0]", "assign[while.next.1] -> [fetch_name_1]"),
        described(program.blocks().get(1)));
    Operator loop = program.mainBlock().operators().get(6);
    assertEquals("while", loop.type());
    assertEquals(List.of("while.condition"), loop.inputList("Condition"));
    assertEquals(List.of("c", "fetch_name_1", "fetch_name_0"), loop.inputList("X"));
    assertEquals(List.of("while.condition", "fetch_name_0", "fetch_name_1"), loop.outputList("Out"));
  }

  @Test
  void everyTurnOfALoopWritesToTheSameArray() throws IOException {
    Program program = new PirText().add(data("c", 1, TRUTH), data("x", 2, MATRIX), data("i", 3, SCALAR),
        operation("1.create_array", List.of(), List.of(result(4, ARRAY))),
        operation("1.while", List.of(1L, 4L), List.of(result(5, ARRAY)),
            List.of(region(argument(-1, ARRAY), operation("1.array_write_", List.of(-1L, 2L, 3L),
                List.of(result(6, ARRAY))), yielding(1L, 6L)))),
        operation("1.array_read", List.of(4L, 3L), List.of(result(7, MATRIX))), fetch(7, 0)).read(folder);
    assertEquals(Variable.Kind.LOD_TENSOR_ARRAY,
        program.mainBlock().variable("create_array_4").orElseThrow().kind());
    assertEquals(List.of("write_to_array[x, i] -> [create_array_4]", "assign[c] -> [while.condition]"),
        described(program.blocks().get(1)));
    assertEquals(List.of("read_from_array[create_array_4, i] -> [fetch_name_0]"),
        described(program.mainBlock()).stream().filter(line -> line.startsWith("read_from_array")).toList());
  }

  @Test
  void aLoopWithinABranchIsABlockOfThatBlock() throws IOException {
    Program program = new PirText().add(data("c", 1, TRUTH), data("x", 2, MATRIX),
        operation("1.if", List.of(1L), List.of(result(3, MATRIX)),
            List.of(region("", operation("1.while", List.of(1L, 2L), List.of(result(4, MATRIX)),
                List.of(region(argument(-1, MATRIX), yielding(1L, -1L)))), yielding(4L)), region("", yielding(2L)))),
        fetch(3, 0)).read(folder);
    assertEquals(List.of(-1, 0, 1, 0), program.blocks().stream().map(Block::parent).toList());
    assertEquals(List.of("assign[c] -> [while.condition]"), described(program.blocks().get(2)));
  }
}
