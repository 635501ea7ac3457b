package oar.runtime.arm.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import oar.api.OperatorDescription;
import oar.api.OperatorDescription.Tier;
import oar.api.error.OarException;
import oar.api.model.DataType;
import oar.kit.contract.Example;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds what is said of operators to what they do. */
class OperatorDescriptionsTests {
  private static final Path CASES = Path.of(System.getProperty("oar.cases")).resolve("operators");
  private static final String SUFFIX = ".zip";

  @Test
  void everyOperatorIsDescribed() {
    assertEquals(Set.of(), without(OperationTable.operators(), OperatorDescriptions.all().keySet()),
        "operators.txt needs a line for each");
  }

  @Test
  void everyLineIsOfAnOperator() {
    assertEquals(Set.of(), without(OperatorDescriptions.all().keySet(), OperationTable.operators()),
        "operators.txt has lines of what OperationTable has not");
  }

  private static Set<String> without(Set<String> types, Set<String> others) {
    Set<String> rest = new TreeSet<>(types);
    rest.removeAll(others);
    return rest;
  }

  @Test
  void aDescriptionIsWhatItsLineSays() {
    OperatorDescription rnn = OperatorDescriptions.of("rnn").orElseThrow();
    assertEquals(new OperatorDescription(Tier.VISION, List.of(DataType.FLOAT32, DataType.FLOAT64), List.of()), rnn);
    assertEquals(List.of(DataType.FLOAT16, DataType.BFLOAT16, DataType.FLOAT32, DataType.FLOAT64),
        OperatorDescriptions.of("tanh").orElseThrow().dataTypes());
    assertEquals(2, OperatorDescriptions.of("batch_norm").orElseThrow().refused().size());
    assertEquals(Optional.empty(), OperatorDescriptions.of("ghost"));
  }

  @TestFactory
  Stream<DynamicTest> everyDataTypeRuns() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      List<Path> archives = files.filter(file -> OperatorDescriptions.of(operator(file)).isPresent()).sorted().toList();
      assertFalse(archives.isEmpty(), CASES + " must have cases of operators");
      return archives.stream().map(file -> DynamicTest.dynamicTest(operator(file), () -> requireDataTypes(file)));
    }
  }

  private static String operator(Path archive) {
    return archive.getFileName().toString().replace(SUFFIX, "");
  }

  private static void requireDataTypes(Path archive) throws IOException {
    List<Example> examples = Example.ofCases(List.of(archive));
    for (DataType type : OperatorDescriptions.of(operator(archive)).orElseThrow().dataTypes()) {
      List<String> refusals = new ArrayList<>();
      assertTrue(examples.stream().anyMatch(example -> runs(example, type, refusals)),
          () -> operator(archive) + " is said to work on " + type + ", but no case does: " + refusals.getFirst());
    }
  }

  /** Tell whether an example runs with elements of a type; many do not with truth values or without a sign. */
  private static boolean runs(Example example, DataType type, List<String> refusals) {
    try {
      Retyping.of(example, type).run();
      return true;
    } catch (OarException e) {
      refusals.add(e.getMessage());
      return false;
    }
  }
}
