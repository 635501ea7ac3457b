package oar.api;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oar.api.error.ProviderException;

/**
 * Stands before an object of a plugin, and before whatever that gives out: calls it under a {@link Guard}, and takes no
 * {@code null} from it.
 */
final class GuardedCalls implements InvocationHandler {
  private final Object target;
  private final Guard guard;
  private final Map<String, Object> known;

  private GuardedCalls(Object target, Guard guard, Map<String, Object> known) {
    this.target = target;
    this.guard = guard;
    this.known = known;
  }

  /**
   * Put a guard before an object.
   *
   * @param type the interface that its users see
   * @param known method to result, where the plugin need not be asked again
   */
  static <T> T guard(Class<T> type, Object target, Guard guard, Map<String, Object> known) {
    GuardedCalls calls = new GuardedCalls(target, guard, known);
    return type.cast(Proxy.newProxyInstance(GuardedCalls.class.getClassLoader(), new Class<?>[]{type}, calls));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws IOException {
    if (method.getDeclaringClass() == Object.class) {
      return invokeOfObject(proxy, method, arguments);
    }
    Object result = known.get(method.getName());
    return result != null ? result : checked(method, call(method, arguments));
  }

  /** Identity is that of the stand-in, for which the plugin need not be asked. */
  private Object invokeOfObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> guard.owner();
    };
  }

  private Object call(Method method, Object[] arguments) throws IOException {
    return guard.call(method.getName(), () -> method.invoke(target, arguments));
  }

  private Object checked(Method method, Object result) {
    if (result == null && method.getReturnType() != void.class) {
      throw new ProviderException(guard.owner() + " returns null from " + method.getName());
    }
    return switch (result) {
      case null -> null;
      case CompiledModel model when method.getReturnType() == CompiledModel.class ->
        guard(CompiledModel.class, model, guard, Map.of());
      case Predictor predictor when method.getReturnType() == Predictor.class ->
        guard(Predictor.class, predictor, guard, Map.of());
      case Optional<?> profiler when method.getName().equals("newProfiler") ->
        profiler.map(present -> guard(Profiler.class, present, guard, Map.of()));
      case List<?> list when method.getName().equals("passes") -> list.stream().map(this::guardedPass).toList();
      default -> result;
    };
  }

  private Pass guardedPass(Object pass) {
    if (pass == null) {
      throw new ProviderException(guard.owner() + " has null among its passes");
    }
    return guard(Pass.class, pass, guard, Map.of());
  }
}
