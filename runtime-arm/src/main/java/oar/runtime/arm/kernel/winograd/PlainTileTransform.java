package oar.runtime.arm.kernel.winograd;

import static oar.runtime.arm.kernel.winograd.WinogradTransform.INPUT;
import static oar.runtime.arm.kernel.winograd.WinogradTransform.OUTPUT;
import static oar.runtime.arm.kernel.winograd.WinogradTransform.PRODUCTS;

import java.lang.foreign.MemorySegment;
import oar.runtime.arm.kernel.Memory;
import oar.runtime.arm.kernel.product.Rectifier;
import oar.runtime.arm.kernel.winograd.TileCall.Field;

/** A transform in plain Java. */
final class PlainTileTransform extends TileTransform {
  private final TileForm form;

  PlainTileTransform(TileForm form) {
    this.form = form;
  }

  @Override
  public void run(TileCall call) {
    float[] tile = new float[PRODUCTS];
    float[] half = new float[PRODUCTS];
    for (long channel = 0; channel < form.pixelStride(); channel += Float.BYTES) {
      switch (form.side()) {
        case INPUT -> transformInput(call, channel, tile, half);
        case OUTPUT -> transformOutput(call, channel, tile, half);
      }
    }
  }

  private void transformInput(TileCall call, long channel, float[] tile, float[] half) {
    MemorySegment from = call.memory(Field.FROM);
    for (int i = 0; i < PRODUCTS; i++) {
      tile[i] = from.get(Memory.FLOAT, call.offset(Field.FROM) + pixel(call, i / INPUT, i % INPUT) + channel);
    }
    for (int column = 0; column < INPUT; column++) {
      WinogradTransform.input(tile, column, INPUT, half, column, INPUT);
    }
    for (int row = 0; row < INPUT; row++) {
      WinogradTransform.input(half, row * INPUT, 1, tile, row * INPUT, 1);
    }
    for (int i = 0; i < PRODUCTS; i++) {
      call.memory(Field.TO).set(Memory.FLOAT, call.offset(Field.TO) + i * form.productStride() + channel, tile[i]);
    }
  }

  private void transformOutput(TileCall call, long channel, float[] tile, float[] half) {
    for (int i = 0; i < PRODUCTS; i++) {
      tile[i] = call.memory(Field.FROM).get(Memory.FLOAT,
          call.offset(Field.FROM) + i * form.productStride() + channel);
    }
    for (int column = 0; column < INPUT; column++) {
      WinogradTransform.output(tile, column, INPUT, half, column, INPUT);
    }
    for (int row = 0; row < OUTPUT; row++) {
      WinogradTransform.output(half, row * INPUT, 1, tile, row * OUTPUT, 1);
    }
    float bias = call.memory(Field.BIAS).get(Memory.FLOAT, call.offset(Field.BIAS) + channel);
    Rectifier rectifier = new Rectifier(form.rectifier(), call.constant(0), call.constant(1), call.constant(2));
    for (int i = 0; i < OUTPUT * OUTPUT; i++) {
      long place = pixel(call, i / OUTPUT, i % OUTPUT) + channel;
      float residual = form.hasResidual()
          ? call.memory(Field.RESIDUAL).get(Memory.FLOAT, call.offset(Field.RESIDUAL) + place)
          : 0;
      call.memory(Field.TO).set(Memory.FLOAT, call.offset(Field.TO) + place,
          rectifier.apply(tile[i] + bias + residual));
    }
  }

  private long pixel(TileCall call, int y, int x) {
    return y * call.number(Field.LINE) + x * form.pixelStride();
  }
}
