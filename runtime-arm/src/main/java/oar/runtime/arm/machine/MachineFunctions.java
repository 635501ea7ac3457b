package oar.runtime.arm.machine;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The functions that are in use: whatever needs the same code shares it, in all models. */
public final class MachineFunctions {
  /** Entries whose function is gone are swept out whenever there are so many more. */
  private static final int SWEEP = 1024;

  private static final Map<Object, WeakReference<MachineFunction>> FUNCTIONS = new ConcurrentHashMap<>();

  private MachineFunctions() {}

  /**
   * Return a function.
   *
   * @param key a value that is equal for equal code alone
   * @param code writes the function's instructions if they are not loaded
   * @throws IllegalStateException if the platform does not let code be loaded
   */
  public static MachineFunction of(Record key, Supplier<byte[]> code) {
    WeakReference<MachineFunction> known = FUNCTIONS.get(key);
    MachineFunction function = known == null ? null : known.get();
    if (function == null) {
      function = new MachineFunction(code.get());
      if (FUNCTIONS.size() % SWEEP == SWEEP - 1) {
        FUNCTIONS.values().removeIf(reference -> reference.get() == null);
      }
      FUNCTIONS.put(key, new WeakReference<>(function));
    }
    return function;
  }
}
