package oar.runtime.arm.op.sorting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import oar.runtime.arm.kernel.IndexSort;

/** Which of some keys are equal: each group of equal ones has a number. */
final class Grouping {
  private final int[] firsts;
  private final int[] counts;
  private final int[] groups;
  private int size;

  private Grouping(int keys) {
    firsts = new int[keys];
    counts = new int[keys];
    groups = new int[keys];
  }

  /** Number groups in the order in which their first keys come; each NaN is a group of its own. */
  static Grouping inOrderOfAppearance(Keys keys) {
    Grouping grouping = new Grouping(keys.size());
    Map<Number, Integer> seen = new HashMap<>();
    for (int key = 0; key < keys.size(); key++) {
      Integer group = keys.isNaN(key) ? null : seen.get(keys.number(key));
      if (group == null) {
        group = grouping.add(key);
        seen.put(keys.number(key), group);
      }
      grouping.join(key, group);
    }
    return grouping;
  }

  /** Number groups from the least to the greatest. As in Paddle, NaN is in no group and answers to number 0. */
  static Grouping inOrder(Keys keys) {
    Grouping grouping = new Grouping(keys.size());
    int[] sorted = sort(keys.size(), keys.ascending());
    for (int i = 0; i < sorted.length && !keys.isNaN(sorted[i]); i++) {
      if (i == 0 || !keys.areEqual(sorted[i - 1], sorted[i])) {
        grouping.add(sorted[i]);
      }
      grouping.join(sorted[i], grouping.size - 1);
      grouping.firsts[grouping.size - 1] = Math.min(grouping.firsts[grouping.size - 1], sorted[i]);
    }
    return grouping;
  }

  /** Number groups of rows of keys, one behind the other, in lexicographic order. */
  static Grouping ofRows(Keys keys, int rows) {
    Grouping grouping = new Grouping(rows);
    int length = keys.size() / rows;
    IndexSort.Order order = keys.ascendingNumbers();
    int[] sorted = sort(rows, (left, right) -> isBefore(order, left * length, right * length, length));
    for (int i = 0; i < rows; i++) {
      if (i == 0 || !areEqual(keys, sorted[i - 1] * length, sorted[i] * length, length)) {
        grouping.add(sorted[i]);
      }
      grouping.join(sorted[i], grouping.size - 1);
    }
    return grouping;
  }

  private static boolean isBefore(IndexSort.Order order, int left, int right, int length) {
    for (int i = 0; i < length; i++) {
      if (order.isBefore(left + i, right + i)) {
        return true;
      }
      if (order.isBefore(right + i, left + i)) {
        return false;
      }
    }
    return false;
  }

  private static boolean areEqual(Keys keys, int left, int right, int length) {
    for (int i = 0; i < length; i++) {
      if (!keys.areEqual(left + i, right + i)) {
        return false;
      }
    }
    return true;
  }

  private static int[] sort(int count, IndexSort.Order order) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    new IndexSort(numbers, order).sort(0, count);
    return numbers;
  }

  private int add(int first) {
    firsts[size] = first;
    return size++;
  }

  private void join(int key, int group) {
    groups[key] = group;
    counts[group]++;
  }

  /** Return the first key of each group. */
  int[] firsts() {
    return Arrays.copyOf(firsts, size);
  }

  /** Return the number of keys in each group. */
  int[] counts() {
    return Arrays.copyOf(counts, size);
  }

  /** Return the group of each key. */
  int[] groups() {
    return groups.clone();
  }
}
