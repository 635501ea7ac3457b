package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import oar.api.error.InvalidProgramException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Shape;
import oar.api.model.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarationTests {
  private static final int SEEDS = 200;

  @TempDir
  Path path;

  private Program writeAndRead(Program program) throws IOException {
    return new ModelFolder(path).write(program).read();
  }

  /** Generate a declaration of any kind, with what that kind can have. */
  private static Variable next(Random random, int number) {
    Variable.Kind kind = Variable.Kind.values()[number % Variable.Kind.values().length];
    DataType type = DataType.values()[number % DataType.values().length];
    boolean described = random.nextInt(4) > 0 && switch (kind) {
      case LOD_TENSOR, SELECTED_ROWS, LOD_TENSOR_ARRAY, STRING, STRINGS, VOCAB, SPARSE_COO, SPARSE_CSR -> true;
      case FEED_MINIBATCH, FETCH_LIST, STEP_SCOPES, LOD_RANK_TABLE, PLACE_LIST, READER, RAW, TUPLE, FEED_LIST -> false;
    };
    boolean levels = described && (kind == Variable.Kind.LOD_TENSOR || kind == Variable.Kind.LOD_TENSOR_ARRAY);
    SequencedMap<String, Attribute> traits = new LinkedHashMap<>();
    for (String trait : List.of("need_check_feed", "is_parameter", "stop_gradient")) {
      if (random.nextBoolean()) {
        traits.put(trait, new Attribute.BooleanValue(random.nextBoolean()));
      }
    }
    if (random.nextBoolean()) {
      traits.put("an_int", new Attribute.IntValue(random.nextInt()));
      traits.put("a_text", new Attribute.Text("text " + number));
      traits.put("some_ints", new Attribute.Ints(List.of(number, -1)));
    }
    boolean isText = described && random.nextInt(4) == 0;
    if (isText) {
      traits.put("data_type", new Attribute.Text("PSTRING"));
    }
    return new Variable("variable " + number, kind, described && !isText ? Optional.of(type) : Optional.empty(),
        described ? Optional.of(nextShape(random)) : Optional.empty(), levels ? random.nextInt(3) : 0, false, traits);
  }

  private static Shape nextShape(Random random) {
    return Shape.of(random.longs(random.nextInt(5), -1, 1000).toArray());
  }

  @Test
  void variablesOfEveryKindAndTypeAreReadBack() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      ProgramBuilder builder = new ProgramBuilder();
      for (int number = 0; number < 40; number++) {
        builder.variable(next(random, number));
      }
      Program program = builder.operator(Operator.builder("any").output("Out", "y")).build();
      assertEquals(program, writeAndRead(program), "variables of seed " + seed);
    }
  }

  @Test
  void blocksWithinBlocksAreReadBack() throws IOException {
    Program main = new ProgramBuilder().operator(Operator.builder("while").output("Out", "y").attribute("sub_block",
        new Attribute.BlockIndex(2)).attribute("others", new Attribute.BlockIndexes(List.of(1, 2)))).build();
    List<Block> blocks = new ArrayList<>(main.blocks());
    blocks.add(new Block(0, 0, List.of(), List.of()));
    blocks.add(new Block(1, Block.NO_BLOCK, List.of(), List.of(Operator.builder("any").attribute("sub_block",
        new Attribute.BlockIndex(1)).build())));
    Program program = main.withBlocks(blocks);
    assertEquals(program, writeAndRead(program));
  }

  @Test
  void theVersionsOfOperatorsAreReadBack() throws IOException {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    versions.put("paddle.op_version.mul", "1");
    versions.put("paddle.op_version.a.b", "-2147483648");
    Program program = ProgramBuilder.product().withProperties(versions);
    assertEquals(program, writeAndRead(program));
  }

  @Test
  void thePropertiesOfOtherFormatsAreLeftOut() throws IOException {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    properties.put("other.property", "1");
    assertEquals(ProgramBuilder.product(), writeAndRead(ProgramBuilder.product().withProperties(properties)));
  }

  @Test
  void whatPaddleCannotStoreIsNotWritten() {
    SequencedMap<String, String> versions = new LinkedHashMap<>();
    versions.put("paddle.op_version.mul", "one");
    assertRefused("property paddle.op_version.mul is 'one'", ProgramBuilder.product().withProperties(versions));
    SequencedMap<String, Attribute> traits = new LinkedHashMap<>();
    traits.put("size", new Attribute.FloatValue(1));
    Variable variable = new Variable("v", Variable.Kind.RAW, Optional.empty(), Optional.empty(), 0, false, traits);
    assertRefused("variable v: trait size is FloatValue[value=1.0]", new ProgramBuilder().variable(variable).build());
  }

  @Test
  void weightsAndDeclarationsMustAgree() {
    assertRefused("variable w of block 0 is persistable, but the program has no weight of that name",
        ProgramBuilder.product().withWeights(new LinkedHashMap<>()));
    Program program = ProgramBuilder.product();
    Block undeclared = program.mainBlock().withVariables(
        program.mainBlock().variables().stream().filter(variable -> !variable.name().equals("w")).toList());
    assertRefused("weight w is not declared", program.withBlocks(List.of(undeclared)));
  }

  private void assertRefused(String reason, Program program) {
    String message = assertThrows(InvalidProgramException.class, () -> new ModelFolder(path).write(program))
        .getMessage();
    assertTrue(message.contains(reason), message);
  }
}
