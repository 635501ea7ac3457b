package oar.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import oar.api.error.InvalidInputException;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/**
 * An input or an expected output of a case.
 *
 * @param name of the variable, where the case says it; it goes by its position
 * @param file an array file
 * @param type of the elements
 * @param shape of the array
 * @param levelOfDetail how its rows group into sequences
 */
public record CaseTensor(Optional<String> name, Path file, DataType type, Shape shape, LevelOfDetail levelOfDetail) {
  /** Describe an input or output. */
  public CaseTensor {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(file, "file is null");
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(shape, "shape is null");
    Objects.requireNonNull(levelOfDetail, "levelOfDetail is null");
  }

  /**
   * Read the values.
   *
   * @throws InvalidInputException if the file is not an array of the type and shape that the case announces, or its
   *     rows are not those of the LoD
   * @throws IOException if the file cannot be read
   */
  public LodTensor read() throws IOException {
    Tensor tensor = Npy.read(file);
    if (tensor.type() != type || !tensor.shape().equals(shape)) {
      throw new InvalidInputException(
          file + ": this is " + tensor + ", but the case says " + type + " " + shape + "; one of the two is wrong");
    }
    try {
      return new LodTensor(tensor, levelOfDetail);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(file + ": " + e.getMessage(), e);
    }
  }
}
