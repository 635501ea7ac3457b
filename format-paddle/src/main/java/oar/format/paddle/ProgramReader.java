package oar.format.paddle;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import oar.api.error.ModelFormatException;
import oar.api.model.Attribute;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;
import oar.format.paddle.proto.BlockDesc;
import oar.format.paddle.proto.OpDesc;
import oar.format.paddle.proto.OpVersionMap;
import oar.format.paddle.proto.ProgramDesc;
import oar.format.paddle.proto.VarDesc;

/** Reads {@code ProgramDesc} files. */
final class ProgramReader {
  private final Path file;

  private ProgramReader(Path file) {
    this.file = file;
  }

  /**
   * Read a program, without its weights.
   *
   * @throws ModelFormatException if the file is damaged or holds no inference program
   */
  static Program read(Path file) throws IOException {
    return new ProgramReader(file).read();
  }

  private Program read() throws IOException {
    RegularFile.requireNoPickle(file);
    ProgramDesc desc = parse();
    if (!desc.isInitialized()) {
      throw new ModelFormatException(file, "the field " + desc.findInitializationErrors().getFirst()
          + " is missing, or has a value that Paddle 2.6 does not know; the program is damaged or too new");
    }
    List<Block> blocks = new ArrayList<>();
    for (BlockDesc block : desc.getBlocksList()) {
      blocks.add(block(blocks.size(), block));
    }
    if (blocks.isEmpty()) {
      throw new ModelFormatException(file, "the program has no block; the file is empty or damaged");
    }
    try {
      BlockReferences.require(blocks);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, e.getMessage(), e);
    }
    return new Program(blocks, new LinkedHashMap<>(), desc.getVersion().getVersion(), properties(desc));
  }

  private ProgramDesc parse() throws IOException {
    try (InputStream in = Files.newInputStream(RegularFile.require(file))) {
      CodedInputStream wire = CodedInputStream.newInstance(in);
      try {
        return ProgramDesc.parser().parsePartialFrom(wire);
      } catch (InvalidProtocolBufferException e) {
        if (e.getCause() instanceof IOException failure) {
          throw failure;
        }
        throw new ModelFormatException(file, "near byte " + wire.getTotalBytesRead()
            + ": this is not, or not all of, a protobuf program: " + e.getMessage(), e);
      }
    }
  }

  private Block block(int index, BlockDesc desc) {
    if (desc.getIdx() != index) {
      throw new ModelFormatException(file,
          "block " + index + " says that it is block " + desc.getIdx() + "; blocks must be in order");
    }
    List<Variable> variables = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (VarDesc variable : desc.getVarsList()) {
      variables.add(variable(index, variable, names));
    }
    List<Operator> operators = new ArrayList<>();
    for (OpDesc operator : desc.getOpsList()) {
      operators.add(operator(index, operators.size(), operator));
    }
    return new Block(desc.getParentIdx(), desc.getForwardBlockIdx(), variables, operators);
  }

  private Variable variable(int block, VarDesc desc, Set<String> names) {
    try {
      if (!desc.getNameBytes().isValidUtf8()) {
        throw new IllegalArgumentException("its name is not UTF-8, by whose bytes weights are ordered");
      }
      if (!names.add(desc.getName())) {
        throw new IllegalArgumentException("it is declared twice; a block declares a variable once");
      }
      return VariableCodec.read(desc);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, "block " + block + ", variable " + desc.getName() + ": " + e.getMessage(),
          e);
    }
  }

  private Operator operator(int block, int index, OpDesc desc) {
    try {
      SequencedMap<String, Attribute> attributes = new LinkedHashMap<>();
      for (OpDesc.Attr attr : desc.getAttrsList()) {
        if (attributes.put(attr.getName(), AttributeCodec.read(attr)) != null) {
          throw new IllegalArgumentException("it has two attributes " + attr.getName());
        }
      }
      return new Operator(desc.getType(), slots(desc.getInputsList()), slots(desc.getOutputsList()), attributes);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file,
          "block " + block + ", operator " + index + " (" + desc.getType() + "): " + e.getMessage(), e);
    }
  }

  private static SequencedMap<String, List<String>> slots(List<OpDesc.Var> descs) {
    SequencedMap<String, List<String>> slots = new LinkedHashMap<>();
    for (OpDesc.Var slot : descs) {
      if (slots.put(slot.getParameter(), slot.getArgumentsList()) != null) {
        throw new IllegalArgumentException("it has two slots " + slot.getParameter());
      }
    }
    return slots;
  }

  private static SequencedMap<String, String> properties(ProgramDesc desc) {
    SequencedMap<String, String> properties = new LinkedHashMap<>();
    for (OpVersionMap.OpVersionPair pair : desc.getOpVersionMap().getPairList()) {
      properties.put(PaddleFormat.OPERATOR_VERSION + pair.getOpName(),
          Integer.toString(pair.getOpVersion().getVersion()));
    }
    return properties;
  }
}
