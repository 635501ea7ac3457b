package oar.format.naivebuffer.lite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Variable;

/**
 * Lets variables of block 0 share memory by sharing a name, as Paddle-Lite's {@code memory_optimize_pass} does. A variable
 * lives from the first operator that uses it to the last. In order of their names, each variable that has no place yet takes
 * one, and with it each later one whose life meets none of those there.
 */
final class MemoryReuse {
  /** What these read and write keeps its name. */
  private static final Set<String> EXEMPT = Set.of("while", "conditional_block", "conditional_block_infer",
      "merge_lod_tensor_infer", "merge_lod_tensor", "equal", "lod_reset", "yolo_box", "subgraph", "feed", "fetch",
      "cast",
      "expand", "share_data", "viterbi_decode");
  private static final Set<String> WITH_SHAPE_OUTPUT = Set.of("squeeze2", "unsqueeze2");

  private final Scope scope;
  private final Set<String> kept;
  private final SortedMap<String, Life> lives = new TreeMap<>(ByteOrdered.ORDER);

  /** The positions of the first and the last operator that use a variable. */
  private record Life(int first, int last) {
    boolean meets(Life other) {
      return first <= other.last && other.first <= last;
    }
  }

  private MemoryReuse(Program program) {
    this.scope = Scope.of(program).getFirst();
    this.kept = SharedNames.of(program);
  }

  static Program apply(Program program) {
    return new MemoryReuse(program).rename(program);
  }

  private Program rename(Program program) {
    Block main = program.mainBlock();
    main.operators().forEach(this::keepNames);
    for (int i = 0; i < main.operators().size(); i++) {
      live(main.operators().get(i), i);
    }
    Map<String, String> places = places();
    List<Block> blocks = new ArrayList<>(program.blocks());
    blocks.set(0, main.withOperators(main.operators().stream()
        .map(operator -> operator.rename(name -> places.getOrDefault(name, name))).toList()));
    return program.withBlocks(blocks);
  }

  private void keepNames(Operator operator) {
    if (EXEMPT.contains(operator.type())) {
      kept.addAll(SharedNames.names(operator));
    } else if (InPlace.TYPES.contains(operator.type()) && operator.booleanAttribute(InPlace.ATTRIBUTE, false)) {
      kept.addAll(operator.inputList("X"));
      kept.addAll(operator.outputList("Out"));
      if (WITH_SHAPE_OUTPUT.contains(operator.type())) {
        kept.addAll(operator.outputList("XShape"));
      }
    }
  }

  private void live(Operator operator, int position) {
    for (String name : SharedNames.names(operator)) {
      if (!kept.contains(name) && scope.find(name).filter(MemoryReuse::isTensorOfOneRun).isPresent()) {
        lives.merge(name, new Life(position, position), (life, here) -> new Life(life.first, here.last));
      }
    }
  }

  private static boolean isTensorOfOneRun(Variable variable) {
    return variable.kind() == Variable.Kind.LOD_TENSOR && !variable.persistable();
  }

  /** Return the name of the place that each variable takes. */
  private Map<String, String> places() {
    Map<String, String> places = new HashMap<>();
    for (String first : lives.keySet()) {
      if (places.containsKey(first)) {
        continue;
      }
      List<Life> tenants = new ArrayList<>();
      lives.tailMap(first).forEach((name, life) -> {
        if (!places.containsKey(name) && tenants.stream().noneMatch(life::meets)) {
          places.put(name, first);
          tenants.add(life);
        }
      });
    }
    return places;
  }
}
