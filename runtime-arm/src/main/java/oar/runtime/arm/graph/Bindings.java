package oar.runtime.arm.graph;

import java.util.ArrayList;
import java.util.List;

/** What the parts of a pattern, known by their identity, stand for, in the order in which that was found out. */
final class Bindings<K, V> {
  private final List<K> keys = new ArrayList<>(4);
  private final List<V> values = new ArrayList<>(4);

  /** Return what a part stands for, or {@code null} if that is not known. */
  V get(K key) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) == key) {
        return values.get(i);
      }
    }
    return null;
  }

  void put(K key, V value) {
    keys.add(key);
    values.add(value);
  }

  int size() {
    return keys.size();
  }

  /** Forget all but the first few. */
  void truncate(int size) {
    keys.subList(size, keys.size()).clear();
    values.subList(size, values.size()).clear();
  }

  List<V> values() {
    return values;
  }
}
