package oar.runtime.arm.op.convolution;

import static oar.runtime.arm.kernel.winograd.WinogradTransform.FILTER;
import static oar.runtime.arm.kernel.winograd.WinogradTransform.INPUT;
import static oar.runtime.arm.kernel.winograd.WinogradTransform.OUTPUT;
import static oar.runtime.arm.kernel.winograd.WinogradTransform.PRODUCTS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.runtime.arm.kernel.Scratch;
import oar.runtime.arm.kernel.Window;
import oar.runtime.arm.kernel.product.PackedColumns;
import oar.runtime.arm.kernel.product.PanelProduct;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.product.RowCall;
import oar.runtime.arm.kernel.product.RowDepth;
import oar.runtime.arm.kernel.product.RowLines;
import oar.runtime.arm.kernel.winograd.TileCall;
import oar.runtime.arm.kernel.winograd.TileTransform;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;
import oar.runtime.arm.plan.Workspace;

/**
 * Computes a convolution with a filter of 3 x 3 by Winograd's algorithm F(4x4, 3x3), with a quarter of the multiplications. Some
 * tiles at a time are transformed, multiplied channel by channel, and transformed back, so that what lies between stays in a
 * cache.
 */
final class WinogradConvolution implements Computation {
  /** What the tiles that are worked on at a time may take. */
  private static final long BYTES_AT_ONCE = 3 << 18;
  /** With fewer tiles, reading the transformed filter takes longer than multiplying with it. */
  private static final int FEWEST_TILES = 12;
  /** With fewer channels, transforming takes longer than multiplying. */
  private static final int FEWEST_CHANNELS = 16;

  private final Operand input;
  private final Epilogue epilogue;
  private final int channels;
  private final int columns;
  private final int tilesAcross;
  private final int tilesPerImage;
  private final int tiles;
  private final int tilesAtOnce;
  private final Operand inputProducts;
  private final Operand outputProducts;
  private final Operand bias;
  private final TileTransform inputTransform;
  private final TileTransform outputTransform;
  private final List<PanelProduct> products;
  private final PanelProduct.Operands[] operands = new PanelProduct.Operands[PRODUCTS];
  /** What is added to products, which is nothing: the bias is added to outputs. */
  private final MemorySegment zeros;
  private final TilePatch[] inputPatches;
  private final TilePatch[] outputPatches;
  private final Operand residual;
  private final Rectifier rectifier;
  private final Computation rest;
  private final Workspace.RangeTask inputTask = this::transformInputs;
  private final Workspace.RangeTask productTask = this::multiply;
  private final Workspace.RangeTask outputTask = this::transformOutputs;
  /** The first of the tiles that are worked on now. */
  private int start;

  /**
   * Plan a convolution.
   *
   * @param input [N, C, H, W], channels last
   * @param filter its constant filter
   * @param epilogue what follows the sums; output and residual have their channels last
   */
  WinogradConvolution(Planning planning, Operand input, RowFilter filter, Window height, Window width,
      Epilogue epilogue) {
    this.input = input;
    this.epilogue = epilogue;
    residual = epilogue.residual().orElse(epilogue.output());
    rest = epilogue.rest();
    rectifier = epilogue.activation().rectifier().orElse(Rectifier.NONE);
    channels = Math.toIntExact(input.shape().dimension(1));
    columns = Math.toIntExact(epilogue.output().shape().dimension(1));
    tilesAcross = Math.ceilDiv(width.output(), OUTPUT);
    tilesPerImage = tilesAcross * Math.ceilDiv(height.output(), OUTPUT);
    tiles = Math.toIntExact(input.shape().dimension(0) * tilesPerImage);
    long most = Math.max(FEWEST_TILES, BYTES_AT_ONCE / ((long) PRODUCTS * (channels + columns) * Float.BYTES));
    tilesAtOnce = (int) Math.ceilDiv(tiles, Math.ceilDiv(tiles, most));
    inputProducts = planning.scratch(DataType.FLOAT32, Shape.of(PRODUCTS, tilesAtOnce, channels));
    outputProducts = planning.scratch(DataType.FLOAT32, Shape.of(PRODUCTS, tilesAtOnce, columns));
    bias = planning.scratch(DataType.FLOAT32, Shape.of(PackedColumns.padded(planning.machine(), columns)));
    inputTransform = TileTransform.ofInput(channels, inputProducts.byteSize() / PRODUCTS, planning.machine());
    outputTransform = TileTransform.ofOutput(columns, outputProducts.byteSize() / PRODUCTS,
        epilogue.residual().isPresent(), rectifier, planning.machine());
    RowLines rows = RowLines.of(tilesAtOnce, (long) channels * Float.BYTES);
    PanelProduct.Finish finish = new PanelProduct.Finish((long) columns * Float.BYTES, false, Rectifier.NONE, false);
    products = filter.products().stream()
        .map(packed -> new PanelProduct(packed, rows, RowDepth.of(channels), finish)).toList();
    zeros = Arena.ofAuto().allocate(bias.byteSize(), Float.BYTES);
    inputPatches = patches(INPUT, height, width, true);
    outputPatches = patches(OUTPUT, height, width, false);
  }

  private TilePatch[] patches(int size, Window vertical, Window horizontal, boolean isInput) {
    TilePatch[] patches = new TilePatch[tilesPerImage];
    for (int tile = 0; tile < tilesPerImage; tile++) {
      int y = tile / tilesAcross * OUTPUT;
      int x = tile % tilesAcross * OUTPUT;
      patches[tile] = isInput
          ? new TilePatch(size, y - vertical.padBefore(), x - horizontal.padBefore(), vertical.input(),
              horizontal.input(), (long) channels * Float.BYTES)
          : new TilePatch(size, y, x, vertical.output(), horizontal.output(), (long) columns * Float.BYTES);
    }
    return patches;
  }

  /** Tell whether a convolution is one that this algorithm computes, and faster than others. */
  static boolean isFor(Planning planning, Operand input, RowFilter filter, Window height, Window width) {
    long tiles = input.shape().dimension(0) * Math.ceilDiv(height.output(), OUTPUT)
        * Math.ceilDiv(width.output(), OUTPUT);
    return !planning.computesWithIntegers() && !planning.computesExactly() && filter.groupCount() == 1
        && isSquare(height) && isSquare(width) && tiles >= FEWEST_TILES
        && Math.min(filter.shape().dimension(0), filter.shape().dimension(1)) >= FEWEST_CHANNELS;
  }

  private static boolean isSquare(Window window) {
    return window.size() == FILTER && window.stride() == 1 && window.dilation() == 1;
  }

  @Override
  public void run(Workspace workspace) {
    epilogue.fillBias(bias.segment(), 0, (long) columns * Float.BYTES);
    for (start = 0; start < tiles; start += tilesAtOnce) {
      int count = Math.min(tilesAtOnce, tiles - start);
      workspace.parallel(count, 1, inputTask);
      workspace.parallel(PRODUCTS, 1, productTask);
      workspace.parallel(count, 1, outputTask);
    }
    rest.run(workspace);
  }

  private void multiply(long from, long to, Scratch scratch) {
    RowCall call = scratch.object(RowCall.class, RowCall::new);
    for (int product = (int) from; product < to; product++) {
      PanelProduct panels = products.get(product);
      panels.run(operands(product), 0, panels.blocks(), 0, panels.panels(), call);
    }
  }

  /** Return where a product's operands are: as at the last prediction, unless memory has moved. */
  private PanelProduct.Operands operands(int product) {
    PanelProduct.Operands known = operands[product];
    MemorySegment from = inputProducts.segment();
    MemorySegment to = outputProducts.segment();
    if (known == null || known.rows() != from || known.results() != to) {
      known = new PanelProduct.Operands(from, product * inputProducts.byteSize() / PRODUCTS, to,
          product * outputProducts.byteSize() / PRODUCTS, to, zeros, to, 0);
      operands[product] = known;
    }
    return known;
  }

  private void transformInputs(long from, long to, Scratch scratch) {
    TileCall call = scratch.object(TileCall.class, TileCall::new);
    long pixelBytes = (long) channels * Float.BYTES;
    for (long tile = from; tile < to; tile++) {
      int place = (int) ((start + tile) % tilesPerImage);
      long image = (start + tile) / tilesPerImage * input.byteSize() / input.shape().dimension(0);
      TilePatch patch = inputPatches[place];
      if (patch.isInside()) {
        call.set(TileCall.Field.FROM, input.segment(), image + patch.offset());
        call.set(TileCall.Field.LINE, patch.width() * pixelBytes);
      } else {
        MemorySegment copy = scratch.memory((long) PRODUCTS * channels);
        patch.load(input.segment(), image, copy, 0);
        call.set(TileCall.Field.FROM, copy, 0);
        call.set(TileCall.Field.LINE, INPUT * pixelBytes);
      }
      call.set(TileCall.Field.TO, inputProducts.segment(), tile * pixelBytes);
      inputTransform.run(call);
    }
  }

  private void transformOutputs(long from, long to, Scratch scratch) {
    TileCall call = scratch.object(TileCall.class, TileCall::new);
    long pixelBytes = (long) columns * Float.BYTES;
    MemorySegment output = epilogue.output().segment();
    MemorySegment other = residual.segment();
    call.set(rectifier);
    call.set(TileCall.Field.BIAS, bias.segment(), 0);
    for (long tile = from; tile < to; tile++) {
      int place = (int) ((start + tile) % tilesPerImage);
      long image = (start + tile) / tilesPerImage * epilogue.output().byteSize() / input.shape().dimension(0);
      TilePatch patch = outputPatches[place];
      call.set(TileCall.Field.FROM, outputProducts.segment(), tile * pixelBytes);
      if (patch.isInside()) {
        call.set(TileCall.Field.TO, output, image + patch.offset());
        call.set(TileCall.Field.RESIDUAL, other, image + patch.offset());
        call.set(TileCall.Field.LINE, patch.width() * pixelBytes);
        outputTransform.run(call);
      } else {
        MemorySegment copy = scratch.memory(2L * OUTPUT * OUTPUT * columns);
        long otherCopy = OUTPUT * OUTPUT * pixelBytes;
        if (epilogue.residual().isPresent()) {
          patch.load(other, image, copy, otherCopy);
        }
        call.set(TileCall.Field.TO, copy, 0);
        call.set(TileCall.Field.RESIDUAL, copy, otherCopy);
        call.set(TileCall.Field.LINE, OUTPUT * pixelBytes);
        outputTransform.run(call);
        patch.store(copy, output, image);
      }
    }
  }
}
