package oar.runtime.arm.op.indexing;

import java.util.Map;
import java.util.Optional;
import oar.runtime.arm.op.Elements;

/** How several values for one element become one. */
enum Combination {
  ASSIGN {
    @Override
    double of(double held, double value) {
      return value;
    }

    @Override
    long of(long held, long value) {
      return value;
    }
  },
  ADD {
    @Override
    double of(double held, double value) {
      return held + value;
    }

    @Override
    long of(long held, long value) {
      return held + value;
    }
  },
  MULTIPLY {
    @Override
    double of(double held, double value) {
      return held * value;
    }

    @Override
    long of(long held, long value) {
      return held * value;
    }
  },
  MAXIMUM {
    @Override
    double of(double held, double value) {
      return value > held ? value : held;
    }

    @Override
    long of(long held, long value) {
      return Math.max(held, value);
    }
  },
  MINIMUM {
    @Override
    double of(double held, double value) {
      return value < held ? value : held;
    }

    @Override
    long of(long held, long value) {
      return Math.min(held, value);
    }
  },
  /** A sum, which is divided by the number of its terms at the end. */
  MEAN {
    @Override
    double of(double held, double value) {
      return held + value;
    }

    @Override
    long of(long held, long value) {
      return held + value;
    }
  };

  private static final Map<String, Combination> NAMES = Map.of("assign", ASSIGN, "add", ADD, "mul", MULTIPLY,
      "multiply", MULTIPLY, "amax", MAXIMUM, "amin", MINIMUM, "mean", MEAN);

  abstract double of(double held, double value);

  abstract long of(long held, long value);

  /** Return the combination that an attribute names, empty if it names none. */
  static Optional<Combination> ofName(String name) {
    return Optional.ofNullable(NAMES.get(name));
  }

  /** Combine an element with a value from another tensor of its type. */
  void apply(Elements held, long place, Elements values, long index) {
    if (held.isIntegral()) {
      held.set(place, of(held.getLong(place), values.getLong(index)));
    } else {
      held.set(place, of(held.getDouble(place), values.getDouble(index)));
    }
  }
}
