package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.ModelSource;
import oar.api.Providers;
import oar.api.model.Operator;
import oar.kit.Case;
import oar.kit.CaseCollection;
import oar.kit.CaseProgram;
import oar.kit.CaseResult;
import oar.kit.Conformance;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** The programs of cases, divided into those that a backend says it can run and the others. */
final class BackendCases implements AutoCloseable {
  /** What is shown on some programs is not shown better on thousands. */
  private static final int SAMPLE_SIZE = 12;
  /** A backend may be slow, and is to run each program of the sample a hundred times. */
  private static final long LARGEST_OF_SAMPLE = 1 << 18;
  private static final Set<String> ENDPOINTS = Set.of("feed", "fetch");

  private final Providers providers;
  private final Set<String> operators;
  private final Predicate<Case> promised;
  private final CaseCollection collection;
  private final List<Form> forms = new ArrayList<>();

  /**
   * Find cases.
   *
   * @param paths folders and zip archives; none for no case
   * @param providers the formats that read their models
   * @param backend whose operators count
   * @param promised which cases the backend must run if it has the operators
   */
  BackendCases(List<Path> paths, Providers providers, Backend backend, Predicate<Case> promised) throws IOException {
    this.providers = providers;
    this.operators = backend.operators();
    this.promised = promised;
    this.collection = CaseCollection.open(paths);
    for (Case tested : collection.cases()) {
      for (CaseProgram program : tested.programs()) {
        forms.add(form(tested, program));
      }
    }
  }

  /**
   * A program of a case.
   *
   * @param types of its operators, but for feed and fetch; empty if no installed format reads it
   * @param bytes of its weights and inputs
   */
  private record Form(Case tested, CaseProgram program, Optional<Set<String>> types, long bytes) {
    String name() {
      return tested.name() + " " + program.fileName();
    }
  }

  private Form form(Case tested, CaseProgram program) throws IOException {
    ModelSource source = new ModelSource(program.file());
    if (providers.formats().stream().noneMatch(format -> format.recognizes(source))) {
      return new Form(tested, program, Optional.empty(), 0);
    }
    Example example = Example.of(providers, tested, program);
    Set<String> types = example.program().blocks().stream().flatMap(block -> block.operators().stream())
        .map(Operator::type).filter(type -> !ENDPOINTS.contains(type)).collect(Collectors.toSet());
    long inputs = example.inputs().stream().mapToLong(input -> input.tensor().data().byteSize()).sum();
    return new Form(tested, program, Optional.of(types), example.program().weightBytes() + inputs);
  }

  /**
   * Return a test for each program: it must be refused as unsupported if the backend lacks an operator of it, and pass if it
   * has all. One whose operators it has may still be refused where the backend does not promise it, which is reported as a test
   * that was not made.
   */
  Stream<DynamicTest> tests(Conformance conformance) {
    return forms.stream().map(form -> dynamicTest(form.name(), () -> test(conformance, form)));
  }

  private void test(Conformance conformance, Form form) {
    Assumptions.assumeTrue(form.types().isPresent(), "no installed format reads it");
    CaseResult result = conformance.run(form.tested(), form.program()).result();
    if (!hasOperators(form)) {
      assertInstanceOf(CaseResult.Unsupported.class, result, () -> "it lacks an operator, and gives " + result);
    } else if (result instanceof CaseResult.Unsupported refused && !promised.test(form.tested())) {
      Assumptions.abort("it is refused: " + String.join("; ", refused.problems()));
    } else {
      assertInstanceOf(CaseResult.Passed.class, result, result::toString);
    }
  }

  /** Return a test for each operator that the backend has: at least one case with it must pass. */
  Stream<DynamicTest> testsOfOperators(Conformance conformance) {
    return new TreeSet<>(operators).stream().filter(type -> !ENDPOINTS.contains(type))
        .map(type -> dynamicTest(type, () -> testOperator(conformance, type)));
  }

  private void testOperator(Conformance conformance, String type) {
    List<Form> withIt = forms.stream()
        .filter(form -> hasOperators(form) && form.types().orElseThrow().contains(type))
        .sorted(Comparator.comparing(Form::bytes)).toList();
    Assumptions.assumeFalse(withIt.isEmpty(), "there is no case with it whose other operators the backend has");
    List<CaseResult> others = new ArrayList<>();
    for (Form form : withIt) {
      CaseResult result = conformance.run(form.tested(), form.program()).result();
      if (result instanceof CaseResult.Passed) {
        return;
      }
      others.add(result);
    }
    fail("none of " + withIt.size() + " cases with it passes; the first: " + others.getFirst());
  }

  private boolean hasOperators(Form form) {
    return form.types().filter(operators::containsAll).isPresent();
  }

  /** Choose programs that the backend runs and that are held to values, evenly spread over the cases. */
  List<Example> sample(Conformance conformance) throws IOException {
    List<Form> supported = forms.stream().filter(form -> form.program().expectation() != CaseProgram.Expectation.NONE
        && form.bytes() <= LARGEST_OF_SAMPLE && hasOperators(form)).toList();
    List<Example> sample = new ArrayList<>();
    for (int i = 0; i < supported.size(); i += Math.ceilDiv(supported.size(), SAMPLE_SIZE)) {
      Form form = supported.get(i);
      if (promised.test(form.tested())
          || !(conformance.run(form.tested(), form.program()).result() instanceof CaseResult.Unsupported)) {
        sample.add(Example.of(providers, form.tested(), form.program()));
      }
    }
    return sample;
  }

  @Override
  public void close() {
    collection.close();
  }
}
