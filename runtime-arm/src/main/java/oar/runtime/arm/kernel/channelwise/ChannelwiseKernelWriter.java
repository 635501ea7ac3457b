package oar.runtime.arm.kernel.channelwise;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import oar.runtime.arm.kernel.channelwise.ChannelwiseCall.Field;
import oar.runtime.arm.kernel.product.ExtremesWriter;
import oar.runtime.arm.kernel.product.RectifierWriter;
import oar.runtime.arm.machine.Address;
import oar.runtime.arm.machine.Assembler;
import oar.runtime.arm.machine.FirstLanes;
import oar.runtime.arm.machine.Register;

/**
 * Writes a {@link ChannelwiseLine} for x86-64: for each tile of the line, for each block of vectors of channels, a loop over input
 * lines. The results of a block stay in registers; each element is loaded once for all pixels of the tile that it takes part in,
 * and in which it does is part of the code, so that pixels at the border cost no more than others.
 */
final class ChannelwiseKernelWriter {
  private static final Register CALL = Register.RDI;
  private static final Register INPUT = Register.RSI;
  private static final Register OUTPUT = Register.RDX;
  private static final Register RESIDUAL = Register.RCX;
  private static final Register TILES = Register.R8;
  private static final Register LINE = Register.R9;
  private static final Register LINE_TAPS = Register.R10;
  private static final Register LINES = Register.R11;
  private static final Register BLOCKS = Register.RAX;
  private static final Register FACTORS = Register.RBX;
  private static final Register TAPS = Register.R12;
  private static final Register START = Register.R13;

  private final ChannelwiseLine line;
  private final LineTiles tiles;
  private final Assembler assembler;
  private final RectifierWriter rectifier;
  private final FirstLanes lastLanes;
  private final int vectorBytes;
  private final int blocks;
  private final int lastVectors;
  private final int temporary;

  ChannelwiseKernelWriter(ChannelwiseLine line, LineTiles tiles) {
    this.line = line;
    this.tiles = tiles;
    assembler = new Assembler(tiles.width());
    rectifier = new RectifierWriter(line.rectifier(), assembler, CALL);
    int lanes = tiles.width().lanes();
    temporary = tiles.width().registers() - 1;
    lastLanes = new FirstLanes(assembler, (line.channels() - 1) % lanes + 1, CALL, temporary - 2);
    vectorBytes = tiles.width().bytes();
    blocks = line.channels() / lanes / tiles.vectors();
    lastVectors = Math.ceilDiv(line.channels(), lanes) - blocks * tiles.vectors();
  }

  byte[] write() {
    assembler.push(FACTORS);
    assembler.push(TAPS);
    assembler.push(START);
    lastLanes.prepare(Register.RAX);
    load(INPUT, Field.INPUT);
    load(OUTPUT, Field.OUTPUT);
    load(RESIDUAL, Field.RESIDUAL);
    load(FACTORS, Field.FACTORS);
    int origin = 0;
    for (LineTiles.Run run : tiles.runs()) {
      assembler.add(INPUT, pixels(run.origin() - origin));
      writeRun(run);
      origin = run.origin() + run.count() * run.step();
    }
    assembler.vzeroupper();
    assembler.pop(START);
    assembler.pop(TAPS);
    assembler.pop(FACTORS);
    assembler.ret();
    return assembler.code();
  }

  private void load(Register to, Field field) {
    assembler.load(to, new Address(CALL, field.offset()));
  }

  private int pixels(int count) {
    return Math.toIntExact(count * line.pixelStride());
  }

  private void writeRun(LineTiles.Run run) {
    assembler.move(TILES, run.count());
    Assembler.Label tile = assembler.here();
    load(TAPS, Field.TAPS);
    load(START, Field.START);
    if (blocks > 0) {
      assembler.move(BLOCKS, blocks);
      Assembler.Label block = assembler.here();
      writeBlock(run.pixels(), tiles.vectors(), false);
      for (Register pointer : List.of(INPUT, OUTPUT, RESIDUAL, TAPS, START)) {
        assembler.add(pointer, tiles.vectors() * vectorBytes);
      }
      assembler.decrement(BLOCKS);
      assembler.jumpIfNotZero(block);
    }
    if (lastVectors > 0) {
      writeBlock(run.pixels(), lastVectors, !lastLanes.areAll());
    }
    int done = blocks * tiles.vectors() * vectorBytes;
    assembler.add(INPUT, pixels(run.step()) - done);
    assembler.add(OUTPUT, pixels(run.pixels().size()) - done);
    assembler.add(RESIDUAL, pixels(run.pixels().size()) - done);
    assembler.add(FACTORS, run.pixels().size() * Float.BYTES);
    assembler.decrement(TILES);
    assembler.jumpIfNotZero(tile);
  }

  private void writeBlock(List<Span> pixels, int vectors, boolean isPartial) {
    for (int pixel = 0; pixel < pixels.size(); pixel++) {
      for (int vector = 0; vector < vectors; vector++) {
        assembler.vmovups(pixel * vectors + vector, new Address(START, vector * vectorBytes));
      }
    }
    if (isPartial) {
      lastLanes.loadMask();
    }
    assembler.move(LINE, INPUT);
    assembler.move(LINE_TAPS, TAPS);
    load(LINES, Field.LINES);
    Assembler.Label next = assembler.here();
    writeLine(pixels, vectors, isPartial);
    assembler.add(LINE, new Address(CALL, Field.LINE_STRIDE.offset()));
    assembler.add(LINE_TAPS, tap(line.filterWidth(), 0));
    assembler.decrement(LINES);
    assembler.jumpIfNotZero(next);
    writeFinish(pixels.size(), vectors, isPartial);
  }

  private int tap(int tap, int vector) {
    return Math.toIntExact(tap * ChannelwiseWeights.tapStride(line.channels()) + (long) vector * vectorBytes);
  }

  /** A pixel of the tile that an element takes part in, and with which tap. */
  private record Part(int pixel, int tap) {}

  private SortedMap<Integer, List<Part>> parts(List<Span> pixels) {
    SortedMap<Integer, List<Part>> parts = new TreeMap<>();
    for (int pixel = 0; pixel < pixels.size(); pixel++) {
      Span span = pixels.get(pixel);
      for (int i = 0; i < span.taps(); i++) {
        parts.computeIfAbsent(span.element(i, line.dilation()), element -> new ArrayList<>())
            .add(new Part(pixel, span.firstTap() + i));
      }
    }
    return parts;
  }

  private void writeLine(List<Span> pixels, int vectors, boolean isPartial) {
    boolean holdsTaps = tiles.holdsTaps(line, pixels.size());
    int held = pixels.size() * vectors;
    for (int tap = 0; holdsTaps && tap < line.filterWidth(); tap++) {
      for (int vector = 0; vector < vectors; vector++) {
        assembler.vmovups(held + tap * vectors + vector, new Address(LINE_TAPS, tap(tap, vector)));
      }
    }
    parts(pixels).forEach((element, parts) -> {
      for (int vector = 0; vector < vectors; vector++) {
        Address from = new Address(LINE, pixels(element) + vector * vectorBytes);
        if (isPartial && vector == vectors - 1) {
          lastLanes.load(temporary, from);
        } else {
          assembler.vmovups(temporary, from);
        }
        for (Part part : parts) {
          int result = part.pixel * vectors + vector;
          if (line.combination() == Combination.CONVOLUTION && !holdsTaps) {
            assembler.vfmadd231ps(result, temporary, new Address(LINE_TAPS, tap(part.tap, vector)));
          } else {
            writeCombination(result, held + part.tap * vectors + vector);
          }
        }
      }
    });
  }

  private void writeCombination(int result, int tap) {
    switch (line.combination()) {
      case CONVOLUTION -> assembler.vfmadd231ps(result, temporary, tap);
      case AVERAGE -> assembler.vaddps(result, result, temporary);
      case MAXIMUM -> assembler.vmaxps(result, result, temporary);
    }
  }

  private void writeFinish(int pixels, int vectors, boolean isPartial) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      if (line.combination() == Combination.AVERAGE) {
        assembler.vbroadcastss(temporary, new Address(FACTORS, pixel * Float.BYTES));
        for (int vector = 0; vector < vectors; vector++) {
          assembler.vmulps(pixel * vectors + vector, pixel * vectors + vector, temporary);
        }
      }
      for (int vector = 0; vector < vectors; vector++) {
        int place = pixels(pixel) + vector * vectorBytes;
        writeStore(pixel * vectors + vector, place, isPartial && vector == vectors - 1);
      }
    }
    if (line.tracksExtremes()) {
      writeExtremes(pixels, vectors, isPartial);
    }
  }

  private void writeExtremes(int pixels, int vectors, boolean isPartial) {
    ExtremesWriter extremes = new ExtremesWriter(assembler, lastLanes, LINE);
    load(LINE, Field.EXTREMES);
    extremes.begin();
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int vector = 0; vector < vectors; vector++) {
        int result = pixel * vectors + vector;
        if (isPartial && vector == vectors - 1) {
          extremes.includeLastLanes(result, new Address(OUTPUT, pixels(pixel) + vector * vectorBytes));
        } else {
          extremes.include(result);
        }
      }
    }
    extremes.end();
  }

  private void writeStore(int result, int place, boolean isPartial) {
    if (line.hasResidual()) {
      Address residual = new Address(RESIDUAL, place);
      if (isPartial) {
        lastLanes.loadMask();
        lastLanes.load(temporary, residual);
        assembler.vaddps(result, result, temporary);
      } else {
        assembler.vaddps(result, result, residual);
      }
    }
    rectifier.write(result);
    if (isPartial) {
      lastLanes.loadMask();
      lastLanes.store(new Address(OUTPUT, place), result);
    } else {
      assembler.vmovups(new Address(OUTPUT, place), result);
    }
  }
}
