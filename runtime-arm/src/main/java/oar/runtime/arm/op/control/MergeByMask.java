package oar.runtime.arm.op.control;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.sequence.Sequences;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code merge_lod_tensor}, {@code merge_lod_tensor_infer}: what {@code split_lod_tensor} took apart, in order of {@code Mask}:
 * the next sequence, or row, of {@code InTrue} where it is true and of {@code InFalse} elsewhere. The output has their LoD below
 * the first {@code level} levels of X's.
 */
public final class MergeByMask implements Operation {
  private final Optional<Input> x;
  private final Input mask;
  private final List<Optional<Input>> branches;
  private final Output out;
  private final int level;

  /** Read an operator. */
  public MergeByMask(OperatorReader reader) {
    x = reader.optionalInput("X");
    mask = reader.input("Mask");
    branches = List.of(branch(reader, "InFalse"), branch(reader, "InTrue"));
    out = reader.output("Out");
    level = SplitByMask.level(reader);
  }

  private static Optional<Input> branch(OperatorReader reader, String slot) {
    return reader.inputsIfWritten(slot).stream().findFirst().flatMap(input -> input);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand condition = SplitByMask.mask(planning, mask);
    List<Optional<Operand>> parts = branches.stream()
        .map(branch -> branch.filter(input -> planning.getAny(input).isPresent()).map(planning::get)).toList();
    List<Operand> present = parts.stream().flatMap(Optional::stream).toList();
    planning.require(!present.isEmpty(), "neither InTrue nor InFalse has a value");
    Operand like = parts.get(1).orElse(present.getFirst());
    present.forEach(part -> requireFit(planning, like, part));
    long count = present.stream().mapToLong(part -> SubLevels.count(part, 0)).sum();
    planning.require(condition.shape().dimension(0) == count,
        "Mask " + condition + " must have a row for each of the " + count + " sequences of InTrue and InFalse");
    List<long[]> coarse = coarseLevels(planning);
    DynamicOutput output = planning.putDynamic(out);
    return workspace -> merge(planning, condition, parts, coarse, output);
  }

  private static void requireFit(Planning planning, Operand like, Operand part) {
    long[] wanted = like.shape().dimensions();
    long[] found = part.shape().dimensions();
    planning.require(part.type() == like.type() && wanted.length > 0 && found.length == wanted.length
        && Arrays.equals(wanted, 1, wanted.length, found, 1, found.length),
        "inputs " + like + " and " + part + " must be alike but for their rows");
  }

  private List<long[]> coarseLevels(Planning planning) {
    List<long[]> levels = new ArrayList<>();
    if (level > 0) {
      LevelOfDetail whole = planning.get(x).map(Operand::levelOfDetail).orElse(LevelOfDetail.NONE);
      planning.require(level <= whole.depth(), "level is " + level + ", but X has LoD " + whole);
      for (int i = 0; i < level; i++) {
        levels.add(whole.level(i));
      }
    }
    return levels;
  }

  private record Part(Operand branch, SubLevels rows) {}

  private static void merge(Planning planning, Operand condition, List<Optional<Operand>> branches, List<long[]> coarse,
      DynamicOutput output) {
    List<Part> parts = parts(planning, condition, branches);
    List<long[]> levels = new ArrayList<>(coarse);
    LevelOfDetail fine = SubLevels.join(planning, parts.stream().map(Part::rows).toList());
    for (int i = 0; i < fine.depth(); i++) {
      levels.add(fine.level(i));
    }
    Operand like = branches.stream().flatMap(Optional::stream).findFirst().orElseThrow();
    long[] dimensions = like.shape().dimensions();
    dimensions[0] = parts.stream().mapToLong(part -> part.rows.to() - part.rows.from()).sum();
    MemorySegment target = output.allocate(like.type(), Shape.of(dimensions), Sequences.levels(planning, levels));
    long rowSize = like.shape().elementCount(1, dimensions.length) * like.type().byteSize();
    long offset = 0;
    for (Part part : parts) {
      long length = (part.rows.to() - part.rows.from()) * rowSize;
      MemorySegment.copy(part.branch.segment(), part.rows.from() * rowSize, target, offset, length);
      offset += length;
    }
  }

  private static List<Part> parts(Planning planning, Operand condition, List<Optional<Operand>> branches) {
    Elements flags = Elements.of(condition);
    int[] next = new int[2];
    List<Part> parts = new ArrayList<>();
    for (long i = 0; i < condition.shape().dimension(0); i++) {
      int which = (int) flags.getLong(i);
      String name = which == 0 ? "InFalse" : "InTrue";
      Operand branch = branches.get(which)
          .orElseThrow(() -> planning.refuse("Mask asks for " + name + ", which has no value"));
      int number = next[which]++;
      planning.require(number < SubLevels.count(branch, 0),
          "Mask asks for sequence " + number + " of " + name + " " + branch + ", which has no more");
      parts.add(new Part(branch, SubLevels.of(branch.levelOfDetail(), 0, number)));
    }
    return parts;
  }
}
