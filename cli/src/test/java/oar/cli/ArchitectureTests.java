package oar.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ServiceLoader;
import oar.api.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTests {
  private static final String[] PROVIDERS = {"oar.format..", "oar.quant..", "oar.runtime.."};

  /** Names every operation, of which each is made of what the lowering reads. */
  private static final String OPERATION_TABLE = "oar.runtime.arm.lowering.OperationTable";

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("oar");

  /** Every other rule would hold for no class at all. */
  @ParameterizedTest
  @CsvSource({"oar.api.., 60", "oar.kit.., 50", "oar.format.paddle.., 60", "oar.format.naivebuffer.., 50",
      "oar.quant.int8.., 1", "oar.quant.int16.., 1", "oar.runtime.arm.graph.., 15", "oar.runtime.arm.pass.., 25",
      "oar.runtime.arm.plan.., 20", "oar.runtime.arm.op.., 50", "oar.runtime.arm.kernel.., 25", "oar.cli.., 50"})
  void theClassesAreThere(String packages, int least) {
    int count = CLASSES.that(resideInAPackage(packages)).size();
    assertTrue(count >= least, "expected " + least + " classes or more in " + packages + ", got " + count);
  }

  @Test
  void theApiNeedsNothingButJava() {
    classes().that().resideInAPackage("oar.api..").should().onlyDependOnClassesThat()
        .resideInAnyPackage("oar.api..", "java..").check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oar.format.paddle..", "oar.format.naivebuffer..", "oar.quant.int8..", "oar.quant.int16..",
      "oar.runtime.arm..", "oar.kit.."})
  void aModuleSeesTheApiAndItself(String module) {
    noClasses().that().resideInAPackage(module).should()
        .dependOnClassesThat(resideInAPackage("oar..").and(resideInAnyPackage(module, "oar.api..").negate()))
        .check(CLASSES);
  }

  @Test
  void theCommandLineKnowsNoProvider() {
    noClasses().that().resideInAPackage("oar.cli..").should().dependOnClassesThat().resideInAnyPackage(PROVIDERS)
        .check(CLASSES);
  }

  @Test
  void kernelsSeeNumbersAndTheMachineAlone() {
    classes().that().resideInAPackage("oar.runtime.arm.kernel..").should().onlyDependOnClassesThat()
        .resideInAnyPackage("oar.runtime.arm.kernel..", "oar.runtime.arm.machine..", "java..")
        .check(CLASSES);
    classes().that().resideInAPackage("oar.runtime.arm.machine..").should().onlyDependOnClassesThat()
        .resideInAnyPackage("oar.runtime.arm.machine..", "java..").allowEmptyShould(true).check(CLASSES);
  }

  @Test
  void operationsAreReadOnceAndSeeNoGraph() {
    noClasses().that().resideInAPackage("oar.runtime.arm.op..").should().dependOnClassesThat()
        .resideInAnyPackage("oar.runtime.arm", "oar.runtime.arm.graph..", "oar.runtime.arm.pass..").check(CLASSES);
  }

  @Test
  void passesSeeGraphsAndNoKernel() {
    noClasses().that().resideInAPackage("oar.runtime.arm.graph..").should()
        .dependOnClassesThat(
            resideInAPackage("oar.runtime..").and(resideInAPackage("oar.runtime.arm.graph..").negate()))
        .check(CLASSES);
    noClasses().that().resideInAPackage("oar.runtime.arm.pass..").should().dependOnClassesThat()
        .resideInAnyPackage("oar.runtime.arm", "oar.runtime.arm.op..", "oar.runtime.arm.kernel..").check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("oar.(**)").should().beFreeOfCycles()
        .ignoreDependency(name(OPERATION_TABLE), resideInAPackage("oar.runtime.arm.op..")).check(CLASSES);
  }

  @Test
  void onlyTheRegistryLoadsServices() {
    noClasses().that().doNotHaveFullyQualifiedName(Providers.class.getPackageName() + ".ProviderScan").should()
        .dependOnClassesThat(type(ServiceLoader.class)).check(CLASSES);
  }

  @Test
  void onlyMainEndsTheProcessOrTouchesItsStreams() {
    noClasses().that().doNotHaveFullyQualifiedName(Main.class.getName()).should()
        .callMethod(System.class, "exit", int.class).orShould(ACCESS_STANDARD_STREAMS).check(CLASSES);
  }

  @Test
  void exceptionsAreOfAKind() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
  }

  @Test
  void nobodyLogsThroughJavaUtilLogging() {
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(CLASSES);
  }
}
