package oar.runtime.arm.op.reduction;

import java.util.Arrays;
import oar.api.model.DataType;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes a reduction. Floating-point numbers are combined in double precision, integers and truth values as integers.
 *
 * @param reduction what becomes of the elements
 * @param runs which elements become one
 * @param input the elements
 * @param output takes the results
 */
record ReduceComputation(Reduction reduction, ReducedRuns runs, Operand input, Operand output) implements Computation {
  private static final int RESULTS_ARRAY = 1;

  @Override
  public void run(Workspace workspace) {
    if (isIntegral()) {
      workspace.parallel(output.elementCount(), 1, (from, to, scratch) -> foldIntegers(from, to));
    } else if (runs.isRunReduced()) {
      workspace.parallel(runs.resultCount(), 1, this::foldRuns);
    } else {
      long parts = Math.ceilDiv(runs.runLength(), (long) Scratch.CHUNK);
      workspace.parallel(runs.resultCount() * parts, 1, (from, to, scratch) -> {
        for (long part = from; part < to; part++) {
          combineRuns(part / parts, part % parts * Scratch.CHUNK, scratch);
        }
      });
    }
  }

  private boolean isIntegral() {
    return reduction.result() == Reduction.Result.TRUTH || output.type().isInteger() || output.type() == DataType.BOOL;
  }

  private void foldRuns(long from, long to, Scratch scratch) {
    Elements elements = Elements.of(input);
    Elements results = Elements.of(output);
    double[] line = scratch.doubles(0, Scratch.CHUNK);
    for (long i = from; i < to; i++) {
      double result = reduction.fold().startOnDoubles();
      for (long run = 0; run < runs.runCount(); run++) {
        long start = runs.first(i) + runs.offset(run);
        for (long done = 0; done < runs.runLength(); done += Scratch.CHUNK) {
          int length = (int) Math.min(Scratch.CHUNK, runs.runLength() - done);
          elements.load(start + done, 1, line, length);
          result = reduction.fold().fold(result, line, length);
        }
      }
      results.set(i, result / divisor());
    }
  }

  private void combineRuns(long result, long first, Scratch scratch) {
    int length = (int) Math.min(Scratch.CHUNK, runs.runLength() - first);
    double[] line = scratch.doubles(0, Scratch.CHUNK);
    double[] results = scratch.doubles(RESULTS_ARRAY, Scratch.CHUNK);
    Arrays.fill(results, 0, length, reduction.fold().startOnDoubles());
    Elements elements = Elements.of(input);
    for (long run = 0; run < runs.runCount(); run++) {
      elements.load(runs.first(result) + runs.offset(run) + first, 1, line, length);
      reduction.fold().combine(results, line, length);
    }
    for (int i = 0; i < length; i++) {
      results[i] /= divisor();
    }
    Elements.of(output).store(results, result * runs.runLength() + first, 1, length);
  }

  private void foldIntegers(long from, long to) {
    Elements elements = Elements.of(input);
    Elements results = Elements.of(output);
    long adjacentResults = runs.isRunReduced() ? 1 : runs.runLength();
    long adjacentElements = runs.isRunReduced() ? runs.runLength() : 1;
    // The average of truth values is true where their sum is.
    long divisor = output.type() == DataType.BOOL ? 1 : divisor();
    for (long i = from; i < to; i++) {
      long result = reduction.fold().startOnLongs();
      long first = runs.first(i / adjacentResults) + i % adjacentResults;
      for (long run = 0; run < runs.runCount(); run++) {
        for (long j = 0; j < adjacentElements; j++) {
          result = reduction.fold().apply(result, integer(elements, first + runs.offset(run) + j));
        }
      }
      results.set(i, result / divisor);
    }
  }

  private long integer(Elements elements, long index) {
    if (reduction.result() == Reduction.Result.TRUTH) {
      return elements.getDouble(index) != 0 ? 1 : 0;
    }
    return elements.getLong(index);
  }

  private long divisor() {
    if (!reduction.averages()) {
      return 1;
    }
    return runs.lineLength();
  }
}
