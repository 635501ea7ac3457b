package oar.cli.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import oar.api.error.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderChoiceTests {
  @Test
  void aProviderMayBeNamedWithOptions() {
    assertEquals(new ProviderChoice("int8", Map.of()), ProviderChoice.parse("int8"));
    assertEquals(new ProviderChoice("acme", Map.of("group", "64", "formula", "a=b:c", "empty", "")),
        ProviderChoice.parse("acme:group=64,formula=a=b:c,empty="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"int8:", "int8:group", "int8:=3", "int8:a=1,", "int8:a=1,a=2"})
  void anOptionHasANameAndAValueOnce(String text) {
    assertThrows(UsageException.class, () -> ProviderChoice.parse(text));
  }
}
