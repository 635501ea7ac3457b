package oar.runtime.arm.op.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import oar.api.model.LevelOfDetail;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.View;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Axes;
import oar.runtime.arm.op.Copies;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code split}: parts of a tensor along an axis, of the sizes that {@code sections} says (one may be -1, for what is left) or
 * {@code num} equal ones. The outputs have X's LoD unless they are cut along its rows.
 */
public final class Split implements Operation {
  private final Input x;
  private final Optional<Input> axisTensor;
  private final List<Input> sectionTensors;
  private final List<Output> outputs;
  private final int axis;
  private final int count;
  private final long[] sections;

  /** Read an operator. */
  public Split(OperatorReader reader) {
    x = reader.input("X");
    axisTensor = reader.optionalInput("AxisTensor");
    sectionTensors = reader.inputs("SectionsTensorList");
    outputs = reader.outputs("Out");
    axis = reader.operator().intAttribute("axis", 0);
    count = reader.operator().intAttribute("num", 0);
    sections = reader.operator().longsAttribute("sections");
  }

  @Override
  public Computation plan(Planning planning) {
    Operand input = planning.getAsIs(x);
    long wanted = axisTensor.map(tensor -> LongsSource.single(planning, tensor)).orElse((long) axis);
    int along = Axes.normalize(planning, "axis", wanted, input.shape().rank());
    long extent = input.shape().dimension(along);
    long[] sizes = sizes(planning, input, along);
    planning.require(sizes.length == outputs.size() && Arrays.stream(sizes).allMatch(size -> size >= 0)
        && Arrays.stream(sizes).sum() == extent,
        "sections of " + Arrays.toString(sizes) + " for " + outputs.size()
            + " outputs do not cut dimension " + along + " of " + input);
    View whole = input.view();
    List<Computation> copies = new ArrayList<>();
    long offset = 0;
    for (int i = 0; i < sizes.length; i++) {
      View part = whole.pick(along, offset, 1, sizes[i]);
      LevelOfDetail levelOfDetail = along == 0 ? LevelOfDetail.NONE : input.levelOfDetail();
      copies.add(Copies.putAsIs(planning, input, part,
          new Copies.Target(outputs.get(i), Shape.of(part.extents()), levelOfDetail)));
      offset += sizes[i];
    }
    return Copies.all(copies);
  }

  private long[] sizes(Planning planning, Operand input, int along) {
    long extent = input.shape().dimension(along);
    if (sections.length == 0 && sectionTensors.isEmpty()) {
      int parts = count > 0 ? count : outputs.size();
      planning.require(parts > 0 && extent % parts == 0,
          "num is " + parts + "; it must divide the " + extent + " of dimension " + along + " of " + input);
      long[] sizes = new long[parts];
      Arrays.fill(sizes, extent / parts);
      return sizes;
    }
    long[] sizes = sectionTensors.isEmpty()
        ? sections.clone()
        : sectionTensors.stream().mapToLong(tensor -> LongsSource.single(planning, tensor)).toArray();
    long known = Arrays.stream(sizes).filter(size -> size >= 0).sum();
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == -1) {
        sizes[i] = extent - known;
        break;
      }
    }
    return sizes;
  }
}
