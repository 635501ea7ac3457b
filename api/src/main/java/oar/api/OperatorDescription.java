package oar.api;

import java.util.List;
import java.util.Objects;
import oar.api.model.DataType;

/**
 * What a backend says of an operator that it can run.
 *
 * @param tier which networks need it first
 * @param dataTypes the types of the elements that it works on; indices, lengths and conditions beside them have their own
 * @param refused attribute values and modes that it does not run, in words such as {@code data_format NHWC}
 */
public record OperatorDescription(Tier tier, List<DataType> dataTypes, List<String> refused) {
  /** Create a description. */
  public OperatorDescription {
    Objects.requireNonNull(tier, "tier is null");
    dataTypes = List.copyOf(dataTypes);
    refused = List.copyOf(refused);
    if (dataTypes.isEmpty()) {
      throw new IllegalArgumentException("there must be a data type that the operator works on");
    }
  }

  /** The networks that need an operator first; those of a later tier need it, too. */
  public enum Tier {
    CLASSIFICATION(1, "image classification, and what Paddle-Lite's opt makes of it"),
    VISION(2, "text recognition, detection, segmentation, image generation"),
    LANGUAGE(3, "language, sequences, control flow");

    private final int number;
    private final String networks;

    Tier(int number, String networks) {
      this.number = number;
      this.networks = networks;
    }

    /**
     * Return the tier of a number.
     *
     * @param number 1 to 3
     */
    public static Tier of(int number) {
      return switch (number) {
        case 1 -> CLASSIFICATION;
        case 2 -> VISION;
        case 3 -> LANGUAGE;
        default -> throw new IllegalArgumentException("tier is " + number + "; it must be from 1 to 3");
      };
    }

    /** Return the number, from 1 on. */
    public int number() {
      return number;
    }

    /** Return in words which networks need it first. */
    public String networks() {
      return networks;
    }
  }
}
