package oar.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Program;
import oar.api.model.Weight;
import org.junit.jupiter.api.Test;

class ProgramGeneratorTests {
  private static final int OPERATORS = 40;

  private static Program generate(long seed, ProgramFeatures features) {
    return new ProgramGenerator(seed, features).next(OPERATORS);
  }

  private static Stream<Operator> operators(Program program) {
    return program.blocks().stream().flatMap(block -> block.operators().stream());
  }

  @Test
  void aSeedGivesTheSameProgramAgain() {
    for (long seed = 0; seed < 10; seed++) {
      assertEquals(generate(seed, ProgramFeatures.ALL), generate(seed, ProgramFeatures.ALL), "seed " + seed);
    }
    assertNotEquals(generate(0, ProgramFeatures.ALL), generate(1, ProgramFeatures.ALL));
  }

  @Test
  void aProgramHasEveryKindOfAttributeAndOfWeight() {
    Program program = generate(0, ProgramFeatures.ALL);
    Set<Class<?>> kinds = operators(program).flatMap(operator -> operator.attributes().values().stream())
        .map(Object::getClass).collect(Collectors.toSet());
    assertEquals(Set.of(Attribute.class.getPermittedSubclasses()), kinds);
    assertEquals(EnumSet.allOf(DataType.class),
        program.weights().values().stream().map(weight -> weight.tensor().type()).collect(Collectors.toSet()));
    assertEquals(2, program.blocks().size());
    assertTrue(program.weights().values().stream().anyMatch(weight -> weight.levelOfDetail().depth() > 0));
    assertTrue(program.weights().values().stream().anyMatch(weight -> weight.shape().rank() == 0));
    assertTrue(program.weights().values().stream().anyMatch(weight -> weight.shape().elementCount() == 0));
  }

  @Test
  void aProgramHasNothingThatIsLeftOut() {
    ProgramFeatures few = ProgramFeatures.ALL.withOperatorTypes(List.of("only")).withAttributes(Set.of())
        .withWeightTypes(Set.of(DataType.INT8)).withTraits(Set.of());
    for (long seed = 0; seed < 10; seed++) {
      Program program = generate(seed, few);
      assertEquals(1, program.blocks().size());
      assertEquals(Set.of("feed", "fetch", "only"), operators(program).map(Operator::type).collect(Collectors.toSet()));
      assertEquals(Set.of("col"), operators(program).flatMap(operator -> operator.attributes().keySet().stream())
          .collect(Collectors.toSet()));
      assertTrue(program.weights().values().stream().allMatch(ProgramGeneratorTests::isPlainByteWeight));
      assertEquals(0, program.version());
    }
  }

  private static boolean isPlainByteWeight(Weight weight) {
    return weight.tensor().type() == DataType.INT8 && weight.levelOfDetail().depth() == 0 && weight.shape().rank() > 0
        && weight.shape().elementCount() > 0;
  }

  @Test
  void inputsAndOutputsAreDeclared() {
    Program program = generate(0, ProgramFeatures.ALL);
    assertEquals(1, program.inputs().size());
    assertEquals(1, program.outputs().size());
  }
}
