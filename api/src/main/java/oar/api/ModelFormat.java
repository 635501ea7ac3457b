package oar.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import oar.api.error.ModelFormatException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Program;

/** Reads and writes models of one file format. */
public interface ModelFormat extends Provider {
  /**
   * Tell whether a source looks like this format, by names and first bytes.
   *
   * @param source what the user named; it may not exist
   * @return false for anything foreign; a source that cannot be opened is no error here
   */
  boolean recognizes(ModelSource source);

  /**
   * Read a model. Weights should be views of the mapped file.
   *
   * @param source what {@link #recognizes} accepted, or what the user says is of this format
   * @param options values of {@link #options}
   * @throws ModelFormatException if a file is not what it should be; sizes are proven before memory is taken
   * @throws IOException if a file cannot be read
   */
  Program read(ModelSource source, Options options) throws IOException;

  /**
   * Return how the names of files of this format end, by which a user chooses it when writing.
   *
   * @return for example {@code .nb}; empty for a format that writes folders, or one that is chosen by its id alone
   */
  Optional<String> fileSuffix();

  /**
   * Write a model, the same bytes for the same program.
   *
   * @param program what to write
   * @param output where to; nothing of it is to be seen before this method has returned
   * @param options values of {@link #options}
   * @throws UnsupportedProgramException if the format cannot hold the program, with every reason
   * @throws IOException if a file cannot be written
   */
  void write(Program program, ModelOutput output, Options options) throws IOException;

  /**
   * Return the operators of the runtime that files of this format are made for, in order of their names.
   *
   * @return none if no runtime of its own belongs to the format, which is the default
   */
  default List<RuntimeOperator> runtimeOperators() {
    return List.of();
  }
}
