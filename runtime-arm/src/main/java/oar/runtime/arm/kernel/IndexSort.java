package oar.runtime.arm.kernel;

/**
 * Sorts numbers of elements by what an order says of the elements. Elements that come neither before nor behind each other end
 * up in an order that no rule of an operator fixes; programs see it all the same, so each step here is that of the algorithm
 * that Paddle runs, the C++ library's: introsort, heap sort and quickselect, none of which is stable.
 */
public final class IndexSort {
  /** Ranges no longer than this are left to the insertion sort. */
  private static final int SHORT_RANGE = 16;
  private static final int SHORT_SELECTION = 3;

  private final int[] indexes;
  private final Order order;

  /** Tells which of two elements comes first; must not say so of both. */
  @FunctionalInterface
  public interface Order {
    /** Tell whether the left one must come before the right one. */
    boolean isBefore(int left, int right);
  }

  /**
   * Prepare to sort.
   *
   * @param indexes the numbers, moved about in place
   */
  public IndexSort(int[] indexes, Order order) {
    this.indexes = indexes;
    this.order = order;
  }

  /** Sort a range of the numbers. */
  public void sort(int from, int to) {
    introsort(from, to, maximumDepth(to - from));
    insertionSort(from, to);
  }

  /** Bring the first numbers of a range into order; the others follow in any order. */
  public void partialSort(int from, int middle, int to) {
    if (from < middle) {
      selectByHeap(from, middle, to);
      for (int last = middle - 1; last > from; last--) {
        popHeap(from, last, last);
      }
    }
  }

  /** Bring the number to a place that sorting a range would bring there, and those that come before it before the place. */
  public void select(int from, int place, int to) {
    int first = from;
    int last = to;
    int depth = maximumDepth(to - from);
    while (last - first > SHORT_SELECTION) {
      if (depth == 0) {
        selectByHeap(first, place + 1, last);
        swap(first, place);
        return;
      }
      depth--;
      int cut = partition(first, last);
      if (cut <= place) {
        first = cut;
      } else {
        last = cut;
      }
    }
    insertionSort(first, last);
  }

  private static int maximumDepth(int length) {
    return 2 * (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(Math.max(length, 1)));
  }

  private void introsort(int from, int to, int depth) {
    int last = to;
    for (int rest = depth; last - from > SHORT_RANGE; rest--) {
      if (rest == 0) {
        partialSort(from, last, last);
        return;
      }
      int cut = partition(from, last);
      introsort(cut, last, rest - 1);
      last = cut;
    }
  }

  /** Move what comes before the median of three to the front of a range; return where the rest begins. */
  private int partition(int from, int to) {
    moveMedian(from, from + 1, from + (to - from) / 2, to - 1);
    int pivot = indexes[from];
    int left = from + 1;
    int right = to;
    while (true) {
      while (order.isBefore(indexes[left], pivot)) {
        left++;
      }
      right--;
      while (order.isBefore(pivot, indexes[right])) {
        right--;
      }
      if (left >= right) {
        return left;
      }
      swap(left, right);
      left++;
    }
  }

  private void moveMedian(int to, int a, int b, int c) {
    int median;
    if (isBefore(a, b)) {
      median = isBefore(b, c) ? b : isBefore(a, c) ? c : a;
    } else {
      median = isBefore(a, c) ? a : isBefore(b, c) ? c : b;
    }
    swap(to, median);
  }

  private void insertionSort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int inserted = indexes[i];
      int place = i;
      while (place > from && order.isBefore(inserted, indexes[place - 1])) {
        indexes[place] = indexes[place - 1];
        place--;
      }
      indexes[place] = inserted;
    }
  }

  /** Make the first numbers of a range, as a heap, those that sorting would bring there. */
  private void selectByHeap(int from, int middle, int to) {
    int length = middle - from;
    for (int parent = length / 2 - 1; parent >= 0; parent--) {
      sink(from, parent, length, indexes[from + parent]);
    }
    for (int i = middle; i < to; i++) {
      if (isBefore(i, from)) {
        popHeap(from, middle, i);
      }
    }
  }

  /** Move the heap's last in order to a place behind it, whose number joins the heap. */
  private void popHeap(int from, int to, int place) {
    int joining = indexes[place];
    indexes[place] = indexes[from];
    sink(from, 0, to - from, joining);
  }

  /** Let a hole sink to the bottom of a heap, and a number rise from there. */
  private void sink(int from, int top, int length, int number) {
    int hole = top;
    for (int child = 2 * hole + 2; child <= length; child = 2 * hole + 2) {
      if (child == length || isBefore(from + child, from + child - 1)) {
        child--;
      }
      indexes[from + hole] = indexes[from + child];
      hole = child;
    }
    while (hole > top && order.isBefore(indexes[from + (hole - 1) / 2], number)) {
      indexes[from + hole] = indexes[from + (hole - 1) / 2];
      hole = (hole - 1) / 2;
    }
    indexes[from + hole] = number;
  }

  private boolean isBefore(int left, int right) {
    return order.isBefore(indexes[left], indexes[right]);
  }

  private void swap(int left, int right) {
    int number = indexes[left];
    indexes[left] = indexes[right];
    indexes[right] = number;
  }
}
