package oar.kit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import oar.api.Provider;
import oar.api.Providers;
import org.junit.jupiter.api.Test;

/** What a provider is held to that users choose by its id. */
abstract class InstalledProviderContract extends ProviderContract {
  /** Ask the registry for the provider of an id. */
  abstract Provider installed(Providers providers, String id);

  @Test
  void itsClassIsPublicWithAPublicConstructorWithoutParameters() throws NoSuchMethodException {
    Class<?> type = provider().getClass();
    assertTrue(Modifier.isPublic(type.getModifiers()),
        () -> type + " must be public, for the service loader to create it");
    assertTrue(Modifier.isPublic(type.getDeclaredConstructor().getModifiers()),
        () -> "the constructor of " + type + " must be public, for the service loader to call it");
  }

  @Test
  void theRegistryFindsItByItsId() {
    Providers providers = registry();
    assertEquals(provider().id(), installed(providers, provider().id()).id());
    assertTrue(
        providers.entries().stream()
            .anyMatch(
                entry -> entry.id().equals(provider().id()) && entry.type().equals(provider().getClass().getName())),
        "the id leads to another provider; name this one in module-info and in META-INF/services");
  }
}
