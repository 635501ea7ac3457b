package oar.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import oar.api.error.UsageException;
import org.junit.jupiter.api.Test;

class OptionsTests {
  private static final Provider PROVIDER = new Provider() {
    @Override
    public String id() {
      return "p";
    }

    @Override
    public String description() {
      return "Takes options.";
    }

    @Override
    public List<Option> options() {
      return List.of(new Option("group", new Option.IntegerRange(1, 64), "32", "elements that share a scale"),
          new Option("ratio", new Option.NumberRange(0, 1), "0.5", "share"),
          new Option("exact", new Option.Flag(), "false", "no short cuts"),
          new Option("mode", new Option.Choice(List.of("a", "b")), "a", "which way"),
          new Option("note", new Option.Text(), "", "free"));
    }
  };

  @Test
  void defaultsAreFilledIn() {
    Options options = Options.defaults(PROVIDER);
    assertEquals(32, options.integer("group"));
    assertEquals(0.5, options.number("ratio"));
    assertEquals("a", options.text("mode"));
  }

  @Test
  void givenValuesStandBeforeDefaults() {
    Options options = Options.of(PROVIDER, Map.of("group", "64", "exact", "true"));
    assertEquals(64, options.integer("group"));
    assertTrue(options.flag("exact"));
  }

  @Test
  void valuesOutOfRangeAreNamedWithTheRule() {
    assertEquals("p: option group is '65'; it must be an integer from 1 to 64 (elements that share a scale)",
        refusal("group", "65"));
    assertEquals("p: option ratio is 'NaN'; it must be a number from 0.0 to 1.0 (share)", refusal("ratio", "NaN"));
    assertEquals("p: option exact is 'yes'; it must be true or false (no short cuts)", refusal("exact", "yes"));
    assertEquals("p: option mode is 'c'; it must be one of a, b (which way)", refusal("mode", "c"));
  }

  @Test
  void unknownOptionsAreNamedWithTheKnownOnes() {
    assertEquals("p: there is no option 'groups'; it takes group, ratio, exact, mode, note; did you mean group?",
        refusal("groups", "1"));
  }

  private static String refusal(String name, String value) {
    return assertThrows(UsageException.class, () -> Options.of(PROVIDER, Map.of(name, value))).getMessage();
  }

  @Test
  void optionWhoseDefaultIsNotOfItsTypeCannotBeDeclared() {
    assertThrows(IllegalArgumentException.class, () -> new Option("n", new Option.IntegerRange(0, 1), "2", "help"));
    assertThrows(IllegalArgumentException.class, () -> new Option("Bad Name", new Option.Flag(), "true", "help"));
  }
}
