package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import oar.api.Backend;
import oar.api.Providers;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.kit.Case;
import oar.kit.CaseCollection;
import oar.kit.CaseProgram;
import oar.kit.CaseResult;
import oar.kit.Conformance;
import org.junit.jupiter.api.DynamicTest;

/** The programs of cases, divided into those that a backend says it can run and the others. */
final class BackendCases implements AutoCloseable {
  /** What is shown on some programs is not shown better on thousands. */
  private static final int SAMPLE_SIZE = 12;
  private static final Set<String> ENDPOINTS = Set.of("feed", "fetch");

  private final Providers providers;
  private final Set<String> operators;
  private final Predicate<Case> promised;
  private final CaseCollection collection;

  /**
   * Find cases.
   *
   * @param paths folders and zip archives
   * @param providers the formats that read their models
   * @param backend whose operators count
   * @param promised which cases the backend promises to run if it has the operators
   */
  BackendCases(List<Path> paths, Providers providers, Backend backend, Predicate<Case> promised) throws IOException {
    this.providers = providers;
    this.operators = backend.operators();
    this.promised = promised;
    this.collection = CaseCollection.open(paths);
  }

  /** A program of a case. */
  private record Form(Case tested, CaseProgram program) {
    String name() {
      return tested.name() + " " + program.fileName();
    }
  }

  /** Return a test for each program: it must pass if it is supported, and be refused as unsupported if not. */
  Stream<DynamicTest> tests(Conformance conformance) {
    return forms().map(form -> DynamicTest.dynamicTest(form.name(), () -> test(conformance, form)));
  }

  private void test(Conformance conformance, Form form) throws IOException {
    Program program = Example.of(providers, form.tested(), form.program()).program();
    Class<?> expected = isSupported(form, program) ? CaseResult.Passed.class : CaseResult.Unsupported.class;
    assertInstanceOf(expected, conformance.run(form.tested(), form.program()).result());
  }

  private Stream<Form> forms() {
    return collection.cases().stream()
        .flatMap(tested -> tested.programs().stream().map(program -> new Form(tested, program)));
  }

  /** Tell whether the backend should run a program. */
  private boolean isSupported(Form form, Program program) {
    return promised.test(form.tested()) && program.blocks().stream().flatMap(block -> block.operators().stream())
        .map(Operator::type).allMatch(type -> ENDPOINTS.contains(type) || operators.contains(type));
  }

  /** Choose supported programs that are held to values, evenly spread over the cases. */
  List<Example> sample() throws IOException {
    List<Example> supported = new ArrayList<>();
    for (Form form : forms().toList()) {
      Example example = Example.of(providers, form.tested(), form.program());
      if (form.program().expectation() != CaseProgram.Expectation.NONE && isSupported(form, example.program())) {
        supported.add(example);
      }
    }
    List<Example> sample = new ArrayList<>();
    for (int i = 0; i < supported.size(); i += Math.ceilDiv(supported.size(), SAMPLE_SIZE)) {
      sample.add(supported.get(i));
    }
    return sample;
  }

  @Override
  public void close() {
    collection.close();
  }
}
