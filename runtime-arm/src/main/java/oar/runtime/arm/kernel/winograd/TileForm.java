package oar.runtime.arm.kernel.winograd;

import oar.runtime.arm.kernel.product.Rectifier;

/**
 * What is known of the transform of a tile before its kernel is made.
 *
 * @param side whether inputs become products, or products outputs
 * @param channels of a pixel; the bytes of a pixel follow from them
 * @param productStride bytes from the channels of a product to those of the next
 * @param hasResidual whether something is added to outputs
 * @param rectifier what is applied to outputs last
 */
record TileForm(Side side, int channels, long productStride, boolean hasResidual, Rectifier.Kind rectifier) {
  enum Side {
    INPUT, OUTPUT
  }

  long pixelStride() {
    return (long) channels * Float.BYTES;
  }
}
