package oar.format.paddle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import oar.api.error.ModelFormatException;
import oar.format.paddle.proto.AttrType;
import oar.format.paddle.proto.BlockDesc;
import oar.format.paddle.proto.OpDesc;
import oar.format.paddle.proto.ProgramDesc;
import oar.format.paddle.proto.VarDesc;
import oar.format.paddle.proto.VarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are sound messages and make no sense. */
class ProgramContentTests {
  @TempDir
  Path path;

  private ProgramDesc.Builder program;

  @BeforeEach
  void createProgram() throws IOException {
    program = ProgramDesc
        .parseFrom(new ModelFolder(path).write(ProgramBuilder.product()).bytes("model.pdmodel")).toBuilder();
  }

  private BlockDesc.Builder block() {
    return program.getBlocksBuilder(0);
  }

  private OpDesc.Builder product() {
    return block().getOpsBuilder(1);
  }

  private VarDesc.Builder addVariable() {
    return block().addVarsBuilder().setName("v").setType(VarType.newBuilder().setType(VarType.Type.RAW));
  }

  private void addBlock(int index, int parent) {
    program.addBlocksBuilder().setIdx(index).setParentIdx(parent);
  }

  private void refer(OpDesc.Builder operator, int block) {
    operator.addAttrsBuilder().setName("sub_block").setType(AttrType.BLOCK).setBlockIdx(block);
  }

  private void assertRefused(String reason) throws IOException {
    Path file = new ModelFolder(path).write("model.pdmodel", program.buildPartial().toByteArray());
    String message = assertThrows(ModelFormatException.class, () -> ModelFolder.read(path)).getMessage();
    assertTrue(message.startsWith(file + ": " + reason), message);
  }

  @Test
  void aTrainingProgramIsNamedByItsOperators() throws IOException {
    block().addOpsBuilder().setType("sgd");
    block().addOpsBuilder().setType("mul_grad");
    assertRefused("this is a training program, with the operators mul_grad, sgd; export the network for inference with"
        + " paddle.jit.save or paddle.static.save_inference_model");
  }

  @Test
  void aProgramThatReturnsNothingIsNoneForInference() throws IOException {
    block().removeOps(2);
    assertRefused("no operator fetches a result, so this is a training or a start-up program; export");
  }

  @Test
  void aMissingFieldIsNamed() throws IOException {
    product().clearType();
    assertRefused("the field blocks[0].ops[1].type is missing, or has a value that Paddle 2.6 does not know");
  }

  @Test
  void anUnknownEnumValueIsNamed() throws IOException {
    product().addAttrsBuilder().setName("a").setType(AttrType.INT);
    byte[] bytes = program.build().toByteArray();
    byte[] attribute = {0x0a, 1, 'a', 0x10};
    int at = ByteString.copyFrom(bytes).toString(StandardCharsets.ISO_8859_1)
        .indexOf(new String(attribute, StandardCharsets.ISO_8859_1));
    bytes[at + attribute.length] = 99;
    program = ProgramDesc.newBuilder().mergeFrom(ProgramDesc.parser().parsePartialFrom(bytes));
    assertRefused("the field blocks[0].ops[1].attrs[0].type is missing, or has a value that Paddle 2.6 does not know");
  }

  @Test
  void aVariableIsDeclaredOnce() throws IOException {
    addVariable();
    addVariable();
    assertRefused("block 0, variable v: it is declared twice; a block declares a variable once");
  }

  @Test
  void aNameIsUtf8() throws IOException {
    addVariable().setNameBytes(ByteString.copyFrom(new byte[]{(byte) 0xff}));
    assertRefused("block 0, variable \ufffd: its name is not UTF-8, by whose bytes weights are ordered");
  }

  @Test
  void declarationsMakeSense() throws IOException {
    refuses(variable -> variable.getTypeBuilder().setType(VarType.Type.FP32),
        "its kind is FP32, which is the type of an element and not of a variable");
    refuses(variable -> {
      tensor(variable);
      variable.getTypeBuilder().getLodTensorBuilder().setLodLevel(-1);
    }, "its number of LoD levels is -1; it must be 0 or more");
    refuses(variable -> variable.addAttrsBuilder().setName("a").setType(AttrType.FLOAT),
        "its attribute a is of type FLOAT; an attribute of a variable is INT, STRING or INTS");
    refuses(variable -> variable.setStopGradient(true).addAttrsBuilder().setName("stop_gradient").setType(AttrType.INT),
        "it has two attributes stop_gradient");
  }

  private static VarType.TensorDesc.Builder tensor(VarDesc.Builder variable) {
    return variable.getTypeBuilder().setType(VarType.Type.LOD_TENSOR).getLodTensorBuilder().getTensorBuilder()
        .setDataType(VarType.Type.FP32);
  }

  private void refuses(Consumer<VarDesc.Builder> change, String reason) throws IOException {
    change.accept(addVariable());
    assertRefused("block 0, variable v: " + reason);
    block().removeVars(block().getVarsCount() - 1);
  }

  @Test
  void slotsAndAttributesOfAnOperatorHaveNamesOfTheirOwn() throws IOException {
    product().addInputsBuilder().setParameter("X");
    assertRefused("block 0, operator 1 (mul): it has two slots X");
    product().removeInputs(2).addAttrsBuilder().setName("a").setType(AttrType.INT);
    product().addAttrsBuilder().setName("a").setType(AttrType.FLOAT);
    assertRefused("block 0, operator 1 (mul): it has two attributes a");
  }

  @Test
  void blocksAreInOrder() throws IOException {
    addBlock(2, 0);
    assertRefused("block 1 says that it is block 2; blocks must be in order");
  }

  @Test
  void parentsComeFirst() throws IOException {
    block().setParentIdx(0);
    assertRefused("block 0: its parent is block 0; it must be -1, for none");
    block().setParentIdx(-1);
    addBlock(1, 1);
    assertRefused("block 1: its parent is block 1; it must be one of the blocks before it");
  }

  @Test
  void blocksThatAreReferredToAreThere() throws IOException {
    refer(product(), 1);
    assertRefused("block 0: operator mul -> [y], attribute sub_block is block 1, but the program has blocks 0 to 0");
    product().clearAttrs();
    block().setForwardBlockIdx(-2);
    assertRefused("block 0: forward block is block -2, but the program has blocks 0 to 0");
  }

  @Test
  void blocksDoNotContainThemselves() throws IOException {
    refer(product(), 1);
    addBlock(1, 0);
    addBlock(2, 0);
    refer(program.getBlocksBuilder(1).addOpsBuilder().setType("while"), 2);
    refer(program.getBlocksBuilder(2).addOpsBuilder().setType("while"), 1);
    assertRefused("block 1 is part of a circle of blocks, each of which is the body of an operator of the next");
    assertEquals(3, program.getBlocksCount());
  }
}
