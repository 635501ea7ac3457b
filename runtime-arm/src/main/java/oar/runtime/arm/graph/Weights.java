package oar.runtime.arm.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import oar.api.model.Shape;
import oar.api.model.Weight;

/** The weights of a graph. Equal weights that are added to it are kept once. */
final class Weights {
  private final Map<String, Weight> byName;
  private final Map<Shape, List<String>> added = new HashMap<>();

  Weights(Map<String, Weight> weights) {
    byName = new LinkedHashMap<>(weights);
  }

  /** Return the weights by name, in the program's order, added ones last. */
  Map<String, Weight> all() {
    return byName;
  }

  boolean contains(String name) {
    return byName.containsKey(name);
  }

  Weight get(String name) {
    return byName.get(name);
  }

  /** Take a weight away, and tell whether there was one. */
  boolean remove(String name) {
    return byName.remove(name) != null;
  }

  void put(String name, Weight weight) {
    byName.put(name, weight);
  }

  /**
   * Add a weight.
   *
   * @param name the name that it should have
   * @param weight the weight
   * @param isFree tells whether a weight may have a name
   * @return the name that it has: that of an equal weight, the wanted one, or one that is derived from it
   */
  String store(String name, Weight weight, Predicate<String> isFree) {
    List<String> similar = added.computeIfAbsent(weight.shape(), shape -> new ArrayList<>());
    for (String candidate : similar) {
      if (byName.containsKey(candidate) && areEqual(weight, byName.get(candidate))) {
        return candidate;
      }
    }
    String free = name;
    for (int i = 1; !isFree.test(free); i++) {
      free = name + "_" + i;
    }
    put(free, weight);
    similar.add(free);
    return free;
  }

  /** Compare part by part: the comparison that a record comes with takes milliseconds to set up. */
  static boolean areEqual(Weight one, Weight other) {
    return one == other || one.tensor().equals(other.tensor()) && one.levelOfDetail().equals(other.levelOfDetail())
        && one.quantization().equals(other.quantization());
  }
}
