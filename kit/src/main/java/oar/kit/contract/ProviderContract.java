package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import oar.api.Option;
import oar.api.Provider;
import oar.api.Providers;
import org.junit.jupiter.api.Test;

/** What every provider is held to. */
abstract class ProviderContract {
  private static final String ID_RULE = "[a-z0-9][a-z0-9._-]{0,63}";

  abstract Provider provider();

  /** Return the registry that other providers are taken from. */
  Providers registry() {
    return Providers.load();
  }

  @Test
  void itsIdFollowsTheRuleAndStaysTheSame() {
    String id = provider().id();
    assertTrue(id != null && id.matches(ID_RULE), () -> "the id is '" + id + "'; an id matches " + ID_RULE);
    assertEquals(id, provider().id(), "the id must be the same at every call");
  }

  @Test
  void itDescribesItselfInOneLine() {
    String description = provider().description();
    assertFalse(description.isBlank(), "the description is blank; it must say what the provider does");
    assertEquals(1, description.lines().count(), () -> "the description must be one line: " + description);
  }

  @Test
  void itsOptionsHaveDifferentNames() {
    List<String> names = provider().options().stream().map(Option::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size(), () -> "two options have one name: " + names);
  }
}
