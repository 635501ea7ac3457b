package oar.api;

import java.lang.module.FindException;
import java.lang.module.ResolutionException;
import java.lang.reflect.InvocationTargetException;
import java.util.ServiceConfigurationError;
import oar.api.error.OarException;

/** Puts into words what went wrong in a plugin. */
final class FailureText {
  private FailureText() {}

  static String of(Throwable failure) {
    return switch (failure) {
      case OarException refusal -> refusal.getMessage();
      case InvocationTargetException wrapper -> "its constructor fails: " + of(wrapper.getCause());
      case ExceptionInInitializerError wrapper when wrapper.getCause() != null ->
        "a static initializer fails: " + of(wrapper.getCause());
      case UnsupportedClassVersionError tooNew -> "it was compiled for a newer JDK than " + Runtime.version().feature()
          + ": " + tooNew.getMessage();
      case NoClassDefFoundError missing -> "class " + name(missing) + " is missing, or broken; the jar that has it"
          + " belongs into one folder with the plugin's";
      case ClassNotFoundException missing -> "class " + name(missing) + " is missing";
      case NoSuchMethodException _ -> "the class has no public constructor without parameters";
      case IllegalAccessException hidden -> "the class cannot be created: " + hidden.getMessage();
      case StackOverflowError _ -> "it calls itself without end (StackOverflowError)";
      case OutOfMemoryError memory -> "it takes more memory than there is: " + memory.getMessage();
      case FindException unreadable -> "it cannot be loaded: " + withCause(unreadable);
      case ResolutionException unresolved -> "it cannot be loaded: " + unresolved.getMessage();
      case LayerInstantiationException unfit -> "it cannot be loaded: " + unfit.getMessage();
      case ServiceConfigurationError wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
      case ServiceConfigurationError error -> error.getMessage();
      default -> failure.toString();
    };
  }

  private static String name(Throwable missing) {
    return String.valueOf(missing.getMessage()).replace('/', '.');
  }

  private static String withCause(Throwable failure) {
    return failure.getMessage() + (failure.getCause() == null ? "" : ": " + failure.getCause().getMessage());
  }
}
