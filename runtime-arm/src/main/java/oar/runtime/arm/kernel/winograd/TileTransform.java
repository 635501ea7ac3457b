package oar.runtime.arm.kernel.winograd;

import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.machine.Machine;

/** Transforms the channels of one tile; immutable. */
public abstract sealed class TileTransform permits MachineTileTransform, PlainTileTransform {
  /**
   * Return what makes products of pixels.
   *
   * @param channels of a pixel
   * @param productStride bytes from the channels of a product to those of the next
   */
  public static TileTransform ofInput(int channels, long productStride, Machine machine) {
    return of(new TileForm(TileForm.Side.INPUT, channels, productStride, false, Rectifier.Kind.NONE), machine);
  }

  /**
   * Return what makes pixels of products.
   *
   * @param channels of a pixel
   * @param productStride bytes from the channels of a product to those of the next
   * @param hasResidual whether something is added that lies as the pixels do
   * @param rectifier what is applied last
   */
  public static TileTransform ofOutput(int channels, long productStride, boolean hasResidual, Rectifier rectifier,
      Machine machine) {
    return of(new TileForm(TileForm.Side.OUTPUT, channels, productStride, hasResidual, rectifier.kind()), machine);
  }

  private static TileTransform of(TileForm form, Machine machine) {
    return machine.vectors().<TileTransform>map(width -> new MachineTileTransform(form, width))
        .orElseGet(() -> new PlainTileTransform(form));
  }

  /** Transform a tile. */
  public abstract void run(TileCall call);
}
