package oar.runtime.arm.op.detection;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import oar.api.model.DataType;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.DynamicOutput;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code distribute_fpn_proposals}: regions by the level of a feature pyramid that suits their size, {@code refer_level} for
 * {@code refer_scale} pixels and one more for each doubling. Each level's regions stay in order and have a LoD of the images;
 * RestoreIndex, INT32 [R, 1], says where each region has gone if the levels are put one behind the other.
 */
public final class DistributeFpnProposals implements Operation {
  /** Keeps a region of exactly the size of a level on that level. */
  private static final double EPSILON = 1e-6;

  private final Input regions;
  private final Optional<Input> rowCounts;
  private final List<Output> levels;
  private final List<Output> levelCounts;
  private final Output restoreIndex;
  private final int minLevel;
  private final int maxLevel;
  private final int referLevel;
  private final int referScale;
  private final boolean hasPixelBorder;

  /** Read an operator. */
  public DistributeFpnProposals(OperatorReader reader) {
    reader.requireAttributes("min_level", "max_level", "refer_level", "refer_scale");
    Operator operator = reader.operator();
    regions = reader.input("FpnRois");
    rowCounts = reader.optionalInput("RoisNum");
    levels = reader.outputs("MultiFpnRois");
    levelCounts = reader.outputs("MultiLevelRoIsNum");
    restoreIndex = reader.output("RestoreIndex");
    minLevel = operator.intAttribute("min_level", 0);
    maxLevel = operator.intAttribute("max_level", 0);
    referLevel = operator.intAttribute("refer_level", 0);
    referScale = operator.intAttribute("refer_scale", 0);
    hasPixelBorder = operator.booleanAttribute("pixel_offset", true);
    long count = (long) maxLevel - minLevel + 1;
    if (levels.size() != count || !levelCounts.isEmpty() && levelCounts.size() != count) {
      throw reader.refuse("there are " + levels.size() + " MultiFpnRois and " + levelCounts.size()
          + " MultiLevelRoIsNum for levels " + minLevel + " to " + maxLevel + "; there must be one for each");
    }
    if (referScale < 1) {
      throw reader.refuse("refer_scale is " + referScale + "; it must be 1 or more");
    }
  }

  @Override
  public Computation plan(Planning planning) {
    Operand table = planning.get(regions);
    Precision precision = Precision.of(planning, table);
    Box.requireTable(planning, table);
    ImageRows rows = ImageRows.of(planning, table, planning.get(rowCounts));
    Operand restore = planning.put(restoreIndex, DataType.INT32, Shape.of(table.shape().dimension(0), 1));
    List<Operand> counts = levelCounts.stream()
        .map(output -> planning.put(output, DataType.INT32, Shape.of(rows.images()))).toList();
    List<DynamicOutput> outputs = levels.stream().map(planning::putDynamic).toList();
    return workspace -> {
      double[] boxes = Box.elements(table);
      int[] levelOfRow = levels(boxes, BoxMeasure.of(precision, !hasPixelBorder));
      List<ImageOffsets> offsets = offsetsByLevel(levelOfRow, rows.offsets());
      putRestoreIndex(levelOfRow, Elements.of(restore));
      for (int level = 0; level < outputs.size(); level++) {
        putBoxes(outputs.get(level), table.type(), boxes, rowsOf(levelOfRow, level), offsets.get(level));
      }
      for (int level = 0; level < counts.size(); level++) {
        offsets.get(level).putCounts(Elements.of(counts.get(level)));
      }
    };
  }

  private int[] levels(double[] boxes, BoxMeasure measure) {
    int[] result = new int[boxes.length / Box.SIZE];
    for (int row = 0; row < result.length; row++) {
      result[row] = level(measure.area(boxes, row * Box.SIZE), measure.precision()) - minLevel;
    }
    return result;
  }

  private int level(double area, Precision precision) {
    double ratio = precision.round(precision.round(Math.sqrt(area)) / referScale);
    double logarithm = Math.log(precision.round(ratio + precision.round(EPSILON))) / Math.log(2);
    double level = Math.floor(precision.round(precision.round(logarithm) + referLevel));
    // The size of a region may be no number; as an integer that is one.
    return Math.clamp((long) level, minLevel, maxLevel);
  }

  /** Return, for each level, which of its regions belong to which image. */
  private List<ImageOffsets> offsetsByLevel(int[] levelOfRow, int[] offsets) {
    List<ImageOffsets> byLevel = levels.stream().map(level -> new ImageOffsets()).toList();
    long[] rows = new long[levels.size()];
    for (int image = 0; image < offsets.length - 1; image++) {
      for (int row = offsets[image]; row < offsets[image + 1]; row++) {
        rows[levelOfRow[row]]++;
      }
      for (int level = 0; level < rows.length; level++) {
        byLevel.get(level).endImage(rows[level]);
      }
    }
    return byLevel;
  }

  private static int[] rowsOf(int[] levelOfRow, int level) {
    return IntStream.range(0, levelOfRow.length).filter(row -> levelOfRow[row] == level).toArray();
  }

  private void putRestoreIndex(int[] levelOfRow, Elements restore) {
    long place = 0;
    for (int level = 0; level < levels.size(); level++) {
      for (int row : rowsOf(levelOfRow, level)) {
        restore.set(row, place++);
      }
    }
  }

  private static void putBoxes(DynamicOutput output, DataType type, double[] boxes, int[] rows,
      ImageOffsets offsets) {
    Elements elements = Elements.of(type,
        output.allocate(type, Shape.of(rows.length, Box.SIZE), offsets.levelOfDetail()));
    for (int i = 0; i < rows.length; i++) {
      Box.at(boxes, rows[i] * Box.SIZE).store(elements, i);
    }
  }
}
