package oar.runtime.arm.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexSortTests {
  private static final int[] TIES = {1, 1, 1, 0, 0, 2, 1};

  private static int[] numbers(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static int[] random(int count, int values) {
    return new Random(count).ints(count, 0, values).toArray();
  }

  private static int[] take(int[] keys, int[] numbers) {
    return Arrays.stream(numbers).map(number -> keys[number]).toArray();
  }

  private static int[] sorted(int[] keys) {
    int[] result = keys.clone();
    Arrays.sort(result);
    return result;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 15, 16, 17, 18, 33, 100, 1000})
  void allNumbersAreSorted(int count) {
    for (int values : new int[]{1, 2, 10, Integer.MAX_VALUE}) {
      int[] keys = random(count, values);
      int[] numbers = numbers(count);
      new IndexSort(numbers, (left, right) -> keys[left] < keys[right]).sort(0, count);
      assertArrayEquals(sorted(keys), take(keys, numbers), "count " + count + ", values " + values);
      assertArrayEquals(numbers(count), sorted(numbers));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 17, 64, 300})
  void theFirstNumbersAreSortedAndTheOthersComeBehind(int count) {
    int[] keys = random(count, 20);
    int[] expected = sorted(keys);
    for (int middle = 0; middle <= count; middle++) {
      int[] numbers = numbers(count);
      new IndexSort(numbers, (left, right) -> keys[left] < keys[right]).partialSort(0, middle, count);
      assertArrayEquals(Arrays.copyOf(expected, middle), Arrays.copyOf(take(keys, numbers), middle));
      assertArrayEquals(numbers(count), sorted(numbers));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 17, 64, 300})
  void theSelectedNumberIsWhereSortingBringsIt(int count) {
    int[] keys = random(count, 20);
    int[] expected = sorted(keys);
    for (int place = 0; place < count; place++) {
      int[] numbers = numbers(count);
      new IndexSort(numbers, (left, right) -> keys[left] < keys[right]).select(0, place, count);
      int[] selected = take(keys, numbers);
      assertEquals(expected[place], selected[place], "place " + place + " of " + count);
      int limit = place;
      assertEquals(0, IntStream.range(0, place).filter(i -> selected[i] > selected[limit]).count());
    }
  }

  @Test
  void sortingGoesThroughHeapsWherePartitionsStayUneven() {
    // Each partition of this order takes two elements off: what McIlroy's adversary makes of quicksort.
    int count = 2000;
    int[] keys = new int[count];
    Arrays.fill(keys, count);
    int[] solid = {0};
    int[] candidate = {0};
    IndexSort.Order adversary = (left, right) -> {
      if (keys[left] == count && keys[right] == count) {
        keys[left == candidate[0] ? left : right] = solid[0]++;
      }
      candidate[0] = keys[left] == count ? left : keys[right] == count ? right : candidate[0];
      return keys[left] < keys[right];
    };
    int[] numbers = numbers(count);
    new IndexSort(numbers, adversary).sort(0, count);
    assertArrayEquals(sorted(keys), take(keys, numbers));
  }

  @Test
  void equalElementsComeInTheOrderOfPaddlesAlgorithms() {
    IndexSort.Order descending = (left, right) -> TIES[left] > TIES[right];
    int[] three = numbers(TIES.length);
    new IndexSort(three, descending).partialSort(0, 3, TIES.length);
    assertArrayEquals(new int[]{5, 1, 0}, Arrays.copyOf(three, 3));
    int[] all = numbers(TIES.length);
    new IndexSort(all, descending).partialSort(0, TIES.length, TIES.length);
    assertArrayEquals(new int[]{5, 2, 0, 1, 6, 3, 4}, all);
    int[] selected = numbers(TIES.length);
    new IndexSort(selected, descending).select(0, TIES.length - 1, TIES.length);
    assertArrayEquals(new int[]{1, 6, 5, 2, 0, 3, 4}, selected);
  }
}
