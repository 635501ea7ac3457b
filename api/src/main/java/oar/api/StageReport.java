package oar.api;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import oar.api.model.Block;
import oar.api.model.DataType;
import oar.api.model.Program;
import oar.api.model.Shape;

/** What one stage of a pipeline did. */
public sealed interface StageReport {
  /**
   * A model was read.
   *
   * @param source where from
   * @param format id of the format
   * @param operators number of operators of all blocks
   * @param weights number of weights
   * @param weightBytes bytes of their elements and scales
   */
  record Read(ModelSource source, String format, int operators, int weights, long weightBytes) implements StageReport {}

  /**
   * A program was optimised.
   *
   * @param passes what each pass did, in order
   */
  record Optimized(List<PassReport> passes) implements StageReport {
    /** Create a report. */
    public Optimized {
      passes = List.copyOf(passes);
    }
  }

  /**
   * A pass was applied.
   *
   * @param pass its id
   * @param changed whether it changed anything
   * @param operatorsBefore number of operators of all blocks before it
   * @param operatorsAfter number of operators of all blocks after it
   * @param operatorChanges operator type to how many more there are, negative if there are fewer; in order of the types
   */
  record PassReport(String pass, boolean changed, int operatorsBefore, int operatorsAfter,
      SequencedMap<String, Integer> operatorChanges) {
    /** Create a report. */
    public PassReport {
      operatorChanges = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(operatorChanges));
    }

    /** Compare a program before and after a pass. */
    static PassReport of(String pass, Program before, Program after) {
      SortedMap<String, Integer> changes = new TreeMap<>();
      count(after, 1, changes);
      count(before, -1, changes);
      changes.values().removeIf(change -> change == 0);
      return new PassReport(pass, before != after, before.operatorCount(), after.operatorCount(), changes);
    }

    private static void count(Program program, int unit, Map<String, Integer> counts) {
      for (Block block : program.blocks()) {
        block.operators().forEach(operator -> counts.merge(operator.type(), unit, Integer::sum));
      }
    }
  }

  /**
   * Weights were quantized.
   *
   * @param quantizer id of the quantizer
   * @param weights what became of each weight, in the program's order
   */
  record Quantized(String quantizer, List<WeightReport> weights) implements StageReport {
    /** Create a report. */
    public Quantized {
      weights = List.copyOf(weights);
    }
  }

  /**
   * Weights were made FLOAT32 again.
   *
   * @param weights what became of each weight, in the program's order
   */
  record Dequantized(List<WeightReport> weights) implements StageReport {
    /** Create a report. */
    public Dequantized {
      weights = List.copyOf(weights);
    }
  }

  /**
   * What became of a weight.
   *
   * @param name the weight's
   * @param users types of the operators that read it
   * @param shape dimensions, as operators see them
   * @param before element type before
   * @param after element type after
   * @param bytesBefore bytes of elements and scales before
   * @param bytesAfter bytes of elements after
   * @param scaleBytes bytes of scales after
   * @param reason why it was left as it was, empty if it was not
   */
  record WeightReport(String name, List<String> users, Shape shape, DataType before, DataType after, long bytesBefore,
      long bytesAfter, long scaleBytes, Optional<String> reason) {
    /** Create a report. */
    public WeightReport {
      users = List.copyOf(users);
    }
  }

  /**
   * A model was written.
   *
   * @param target the file or folder
   * @param format id of the format
   * @param files the files written, with their sizes
   * @param weightBytes bytes of the weights' elements and scales
   */
  record Written(Path target, String format, List<WrittenFile> files, long weightBytes) implements StageReport {
    /** Create a report. */
    public Written {
      files = List.copyOf(files);
    }

    /** Return the size of all files, in bytes. */
    public long bytes() {
      return files.stream().mapToLong(WrittenFile::bytes).sum();
    }
  }

  /**
   * A file that was written.
   *
   * @param path where it is
   * @param bytes its size
   */
  record WrittenFile(Path path, long bytes) {}
}
