package oar.api;

import java.util.Map;

/** The providers that are parts of Oar. Their ids are reserved, and they are called without a guard. */
final class OwnProviders {
  private static final Map<String, String> PACKAGES = Map.of("paddle", "oar.format.paddle", "naivebuffer",
      "oar.format.naivebuffer", "int8", "oar.quant.int8", "int16", "oar.quant.int16", "arm", "oar.runtime.arm");

  private OwnProviders() {}

  static boolean contains(Class<?> type) {
    return PACKAGES.containsValue(type.getPackageName());
  }

  /** Tell whether an id is that of one of Oar's own providers, whether or not that is installed. */
  static boolean isReserved(String id) {
    return PACKAGES.containsKey(id);
  }
}
