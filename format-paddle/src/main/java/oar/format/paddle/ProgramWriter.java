package oar.format.paddle;

import java.util.List;
import java.util.SequencedMap;
import oar.api.error.InvalidProgramException;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.format.paddle.proto.BlockDesc;
import oar.format.paddle.proto.OpDesc;
import oar.format.paddle.proto.OpVersion;
import oar.format.paddle.proto.OpVersionMap;
import oar.format.paddle.proto.ProgramDesc;
import oar.format.paddle.proto.Version;

/** Makes {@code ProgramDesc} messages. */
final class ProgramWriter {
  private ProgramWriter() {}

  /**
   * Translate a program, without its weights.
   *
   * @throws InvalidProgramException if it has what Paddle cannot store
   */
  static ProgramDesc write(Program program) {
    ProgramDesc.Builder desc = ProgramDesc.newBuilder();
    for (Block block : program.blocks()) {
      desc.addBlocks(block(desc.getBlocksCount(), block));
    }
    desc.setVersion(Version.newBuilder().setVersion(program.version()));
    program.properties().forEach((name, value) -> {
      if (name.startsWith(PaddleFormat.OPERATOR_VERSION)) {
        desc.getOpVersionMapBuilder().addPair(operatorVersion(name, value));
      }
    });
    return desc.build();
  }

  private static OpVersionMap.OpVersionPair operatorVersion(String name, String value) {
    try {
      return OpVersionMap.OpVersionPair.newBuilder().setOpName(name.substring(PaddleFormat.OPERATOR_VERSION.length()))
          .setOpVersion(OpVersion.newBuilder().setVersion(Integer.parseInt(value))).build();
    } catch (NumberFormatException e) {
      throw new InvalidProgramException("property " + name + " is '" + value + "'; it must be a 32-bit integer", e);
    }
  }

  private static BlockDesc block(int index, Block block) {
    BlockDesc.Builder desc = BlockDesc.newBuilder().setIdx(index).setParentIdx(block.parent());
    if (block.forward() != Block.NO_BLOCK) {
      desc.setForwardBlockIdx(block.forward());
    }
    block.variables().forEach(variable -> desc.addVars(VariableCodec.write(variable)));
    block.operators().forEach(operator -> desc.addOps(operator(operator)));
    return desc.build();
  }

  private static OpDesc operator(Operator operator) {
    OpDesc.Builder desc = OpDesc.newBuilder().setType(operator.type());
    slots(operator.inputs()).forEach(desc::addInputs);
    slots(operator.outputs()).forEach(desc::addOutputs);
    operator.attributes().forEach((name, attribute) -> desc.addAttrs(AttributeCodec.write(name, attribute)));
    return desc.build();
  }

  private static List<OpDesc.Var> slots(SequencedMap<String, List<String>> slots) {
    return slots.entrySet().stream().map(slot -> OpDesc.Var.newBuilder().setParameter(slot.getKey())
        .addAllArguments(slot.getValue()).build()).toList();
  }
}
