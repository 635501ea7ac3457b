package oar.runtime.arm.kernel.product;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import oar.runtime.arm.kernel.product.RowCall.Field;
import oar.runtime.arm.machine.Machine;

/**
 * A product of rows with packed columns, cut into blocks of rows that any thread may compute. Its kernels are made when it is;
 * immutable.
 */
public final class PanelProduct {
  /** The most rows that a tile has. */
  public static final int MOST_ROWS = 32;
  /** Bytes of a row's zero point and scale. */
  public static final int ROW_SCALE_BYTES = Integer.BYTES + Float.BYTES;

  /** Rows of a block together take about this many bytes, so that they stay in a cache from panel to panel. */
  private static final long BLOCK_BYTES = 1 << 16;
  /** With columns that take more than this, each panel meets all rows before the next one. */
  private static final long LARGE_COLUMNS = 3 << 17;
  private static final int PLAIN_ROWS = 8;
  private static final long FEW_ROWS = 64;

  private final PackedColumns columns;
  private final RowLines rows;
  private final RowDepth depth;
  private final long resultStride;
  private final boolean hasResidual;
  private final Rectifier rectifier;
  private final boolean tracksExtremes;
  private final int linesPerBlock;
  private final int rowsPerBlock;
  private final int blocksPerLine;
  private final int blocks;
  private final TileRun[][][] runs;

  /** Tiles that one call of a kernel computes: from a row of a block on. */
  private record TileRun(RowKernel kernel, int tiles, int rowsPerTile, long rowsOffset, long rowsStep, int firstRow) {}

  /**
   * Plan a product.
   *
   * @param columns the right operand
   * @param rows where the left operand lies
   * @param depth what its rows consist of, as many steps as the columns have
   * @param finish what follows the sums
   */
  public PanelProduct(PackedColumns columns, RowLines rows, RowDepth depth, Finish finish) {
    assert depth.total() == columns.steps();
    this.columns = columns;
    this.rows = rows;
    this.depth = depth;
    this.resultStride = finish.resultStride;
    this.hasResidual = finish.hasResidual;
    this.rectifier = finish.rectifier;
    this.tracksExtremes = finish.tracksExtremes;
    int most = mostRows(columns.panels().getFirst().vectors());
    linesPerBlock = Math.min(rows.lines(), Math.max(1, most / rows.rowsPerLine()));
    rowsPerBlock = linesPerBlock > 1 ? rows.rowsPerLine() : rowsPerBlock(most);
    blocksPerLine = Math.ceilDiv(rows.rowsPerLine(), rowsPerBlock);
    blocks = Math.ceilDiv(rows.lines(), linesPerBlock) * blocksPerLine;
    runs = new TileRun[columns.panels().size()][][];
    for (int panel = 0; panel < runs.length; panel++) {
      runs[panel] = runs(columns.panels().get(panel));
    }
  }

  /**
   * What follows the sums.
   *
   * @param resultStride bytes from a row of the results to the next; lines follow each other without a gap
   * @param hasResidual whether something is added that lies as the results do
   * @param rectifier what is applied last
   * @param tracksExtremes whether the least and the greatest of the results are kept, in {@link RowCall#extremes}
   */
  public record Finish(long resultStride, boolean hasResidual, Rectifier rectifier, boolean tracksExtremes) {}

  private int mostRows(int vectors) {
    Machine machine = columns.machine();
    return machine.vectors().map(width -> RowKernelWriter.mostRows(columns.arithmetic(), width, vectors))
        .orElse(PLAIN_ROWS);
  }

  private int rowsPerBlock(int most) {
    int tileRows = evenRows(rows.rowsPerLine(), most);
    long tileBytes = Math.max(1, (long) tileRows * depth.total() * Arithmetic.STEP_BYTES);
    return (int) Math.min(rows.rowsPerLine(), tileRows * Math.max(1, BLOCK_BYTES / tileBytes));
  }

  /** Return the rows of tiles that are all but equally high. */
  private static int evenRows(int count, int most) {
    return Math.ceilDiv(count, Math.ceilDiv(count, most));
  }

  /** Return the tiles of a panel in whole blocks, and in those at the end of a line or of all lines. */
  private TileRun[][] runs(ColumnPanels.Panel panel) {
    if (linesPerBlock > 1) {
      int lastLines = rows.lines() - (Math.ceilDiv(rows.lines(), linesPerBlock) - 1) * linesPerBlock;
      return new TileRun[][]{acrossLines(panel, linesPerBlock), acrossLines(panel, lastLines)};
    }
    int lastRows = rows.rowsPerLine() - (blocksPerLine - 1) * rowsPerBlock;
    return new TileRun[][]{alongLine(panel, rowsPerBlock), alongLine(panel, lastRows)};
  }

  private TileRun[] alongLine(ColumnPanels.Panel panel, int count) {
    int height = evenRows(count, mostRows(panel.vectors()));
    List<TileRun> result = new ArrayList<>();
    int whole = count / height;
    result.add(new TileRun(kernel(panel, RowTile.of(height, rows.rowStride())), whole, height, 0,
        height * rows.rowStride(), 0));
    int rest = count % height;
    if (rest > 0) {
      result.add(new TileRun(kernel(panel, RowTile.of(rest, rows.rowStride())), 1, rest,
          whole * height * rows.rowStride(), 0, whole * height));
    }
    return result.toArray(TileRun[]::new);
  }

  private TileRun[] acrossLines(ColumnPanels.Panel panel, int lines) {
    int perTile = Math.clamp(mostRows(panel.vectors()) / rows.rowsPerLine(), 1, lines);
    List<TileRun> result = new ArrayList<>();
    int whole = lines / perTile;
    result.add(acrossLines(panel, 0, perTile, whole));
    if (lines % perTile > 0) {
      result.add(acrossLines(panel, whole * perTile, lines % perTile, 1));
    }
    return result.toArray(TileRun[]::new);
  }

  private TileRun acrossLines(ColumnPanels.Panel panel, int fromLine, int linesPerTile, int tiles) {
    int perLine = rows.rowsPerLine();
    RowTile tile = new RowTile(linesPerTile * perLine, perLine, rows.rowStride(), rows.lineStride());
    return new TileRun(kernel(panel, tile), tiles, tile.rows(), fromLine * rows.lineStride(),
        linesPerTile * rows.lineStride(), fromLine * perLine);
  }

  private RowKernel kernel(ColumnPanels.Panel panel, RowTile tile) {
    long weightStride = (long) panel.vectors() * PackedColumns.lanes(columns.machine()) * Arithmetic.STEP_BYTES;
    return RowKernel.of(new RowProduct(columns.arithmetic(), tile, depth, panel.vectors(), panel.lastLanes(),
        weightStride, resultStride, hasResidual, rectifier.kind(), tracksExtremes, fetchesNextPanel()),
        columns.machine());
  }

  /** With columns that no cache holds, and few rows to multiply each of them with, the memory is what takes the time. */
  private boolean fetchesNextPanel() {
    return columns.size() > LARGE_COLUMNS && blocks > 1 && (long) rows.lines() * rows.rowsPerLine() <= FEW_ROWS;
  }

  /** Return the number of blocks of rows. */
  public int blocks() {
    return blocks;
  }

  /** Return the number of panels of columns. */
  public int panels() {
    return runs.length;
  }

  /**
   * The memory of a product, all of it native.
   *
   * @param rows the left operand
   * @param rowsOffset where its first row begins, in bytes
   * @param results takes the results
   * @param resultsOffset where the first row's begin, in bytes
   * @param residual what is added to the results, laid out as they are; anything if nothing is
   * @param bias a number for each column, as many as {@link PackedColumns#padded}
   * @param rowScales of products of integers: for each row an INT32 zero point and a FLOAT32 scale; anything otherwise
   * @param rowScaleStep bytes from a row's to the next row's in another tile: 0 if one tile's are all tiles'
   */
  public record Operands(MemorySegment rows, long rowsOffset, MemorySegment results, long resultsOffset,
      MemorySegment residual, MemorySegment bias, MemorySegment rowScales, long rowScaleStep) {}

  /**
   * Compute some blocks of rows of some panels.
   *
   * @param call of this thread
   */
  public void run(Operands operands, int fromBlock, int toBlock, int fromPanel, int toPanel, RowCall call) {
    run(columns, operands, fromBlock, toBlock, fromPanel, toPanel, call);
  }

  /**
   * Compute all rows of some panels of other columns than those that the product was planned with, packed as they are.
   *
   * @param call of this thread
   */
  public void runPanels(PackedColumns others, Operands operands, int fromPanel, int toPanel, RowCall call) {
    run(others, operands, 0, blocks, fromPanel, toPanel, call);
  }

  /**
   * Compute some blocks of rows with other columns than those that the product was planned with, packed as they are.
   *
   * @param call of this thread
   */
  public void runBlocks(PackedColumns others, Operands operands, int fromBlock, int toBlock, RowCall call) {
    run(others, operands, fromBlock, toBlock, 0, panels(), call);
  }

  private void run(PackedColumns elements, Operands operands, int fromBlock, int toBlock, int fromPanel, int toPanel,
      RowCall call) {
    call.set(rectifier);
    if (columns.size() > LARGE_COLUMNS) {
      for (int panel = fromPanel; panel < toPanel; panel++) {
        for (int block = fromBlock; block < toBlock; block++) {
          run(elements, operands, block, panel, call);
        }
      }
    } else {
      for (int block = fromBlock; block < toBlock; block++) {
        for (int panel = fromPanel; panel < toPanel; panel++) {
          run(elements, operands, block, panel, call);
        }
      }
    }
  }

  private void run(PackedColumns elements, Operands operands, int block, int panel, RowCall call) {
    int lineBlock = block / blocksPerLine;
    int rowBlock = block % blocksPerLine;
    long line = (long) lineBlock * linesPerBlock;
    long row = (long) rowBlock * rowsPerBlock;
    boolean isLast = linesPerBlock > 1 ? line + linesPerBlock >= rows.lines() : rowBlock == blocksPerLine - 1;
    ColumnPanels.Panel place = columns.panels().get(panel);
    call.set(Field.WEIGHTS, elements.memory(), place.offset());
    long column = (long) place.first() * Float.BYTES;
    call.set(Field.BIAS, operands.bias, column);
    if (columns.arithmetic().isInteger()) {
      call.set(Field.COLUMN_SUMS, elements.sums(), column);
      call.set(Field.COLUMN_SCALES, elements.scales(), column);
    }
    for (TileRun tiles : runs[panel][isLast ? 1 : 0]) {
      long first = line * rows.rowsPerLine() + row + tiles.firstRow;
      long result = operands.resultsOffset + first * resultStride + column;
      call.set(Field.ROWS, operands.rows,
          operands.rowsOffset + line * rows.lineStride() + row * rows.rowStride() + tiles.rowsOffset);
      call.set(Field.ROWS_STEP, tiles.rowsStep);
      call.set(Field.RESULTS, operands.results, result);
      call.set(Field.RESULTS_STEP, tiles.rowsPerTile * resultStride);
      call.set(Field.RESIDUAL, operands.residual, result);
      call.set(Field.ROW_SCALES, operands.rowScales, first * operands.rowScaleStep);
      call.set(Field.ROW_SCALES_STEP, tiles.rowsPerTile * operands.rowScaleStep);
      call.set(Field.TILES, tiles.tiles);
      tiles.kernel.run(call);
    }
  }
}
