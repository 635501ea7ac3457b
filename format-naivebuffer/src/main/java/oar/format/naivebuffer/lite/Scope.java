package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Program;
import oar.api.model.Variable;

/** The variables that a block sees: its own, and those of the blocks around it. */
final class Scope {
  private final Map<String, Variable> own = new HashMap<>();
  private final Optional<Scope> parent;

  private Scope(Block block, Optional<Scope> parent) {
    block.variables().forEach(variable -> own.putIfAbsent(variable.name(), variable));
    this.parent = parent;
  }

  /** Return the scope of each block of a program. A block is inside one that comes before it, else inside none. */
  static List<Scope> of(Program program) {
    List<Scope> scopes = new ArrayList<>();
    for (Block block : program.blocks()) {
      boolean isInner = block.parent() >= 0 && block.parent() < scopes.size();
      scopes.add(new Scope(block, isInner ? Optional.of(scopes.get(block.parent())) : Optional.empty()));
    }
    return scopes;
  }

  /** Add a variable to the block's own, unless it has one of that name. */
  void declare(Variable variable) {
    own.putIfAbsent(variable.name(), variable);
  }

  /** Take a variable of the block's own that is FLOAT32 or FLOAT16 to be one or the other from now on. */
  void setHalf(String name, boolean half) {
    own.computeIfPresent(name, (_, variable) -> {
      boolean isReal = variable.type().filter(type -> type == DataType.FLOAT32 || type == DataType.FLOAT16).isPresent();
      return isReal && !variable.persistable()
          ? new Variable(name, variable.kind(), Optional.of(half ? DataType.FLOAT16 : DataType.FLOAT32),
              variable.shape(), variable.levelOfDetail(), false, variable.traits())
          : variable;
    });
  }

  Optional<Variable> find(String name) {
    for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().parent) {
      Variable variable = scope.get().own.get(name);
      if (variable != null) {
        return Optional.of(variable);
      }
    }
    return Optional.empty();
  }

  /** Return what the real optimiser takes a variable to be, or empty if it does not know. */
  Optional<ArgumentType> type(String name) {
    return find(name).flatMap(variable -> switch (variable.kind()) {
      case LOD_TENSOR -> variable.type().flatMap(Precision::of).map(precision -> new ArgumentType(precision, false));
      case LOD_TENSOR_ARRAY -> Optional.of(ArgumentType.LIST);
      case SELECTED_ROWS, FEED_MINIBATCH, FETCH_LIST, STEP_SCOPES, LOD_RANK_TABLE, PLACE_LIST, READER, RAW, TUPLE,
          STRING,
          STRINGS, VOCAB, FEED_LIST, SPARSE_COO, SPARSE_CSR ->
        Optional.empty();
    });
  }
}
