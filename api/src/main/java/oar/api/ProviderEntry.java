package oar.api;

import java.util.Optional;

/**
 * A provider as it was found, usable or not.
 *
 * @param kind what it provides
 * @param id its id, or its class where the id is not to be had
 * @param version its version, or {@code unknown}
 * @param description one line
 * @param location the jar or folder that it comes from, or {@code unknown}
 * @param module the name of its module, or {@code (class path)}
 * @param problem why it cannot be used, empty if it can
 */
public record ProviderEntry(ProviderKind kind, String id, String version, String description, String location,
    String module, Optional<String> problem) {}
