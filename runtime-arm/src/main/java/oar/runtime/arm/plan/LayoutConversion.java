package oar.runtime.arm.plan;

import oar.api.model.Shape;
import oar.runtime.arm.kernel.Transposition;
import oar.runtime.arm.kernel.movement.Movement;
import oar.runtime.arm.machine.Machine;

/**
 * Copies images from one layout into another.
 *
 * @param to takes the images
 * @param copy does it
 */
record LayoutConversion(Operand to, Computation copy) implements Computation {
  /** Return the conversion for a machine. */
  static LayoutConversion of(Operand from, Operand to, Machine machine) {
    return new LayoutConversion(to,
        machine.vectors().isPresent() ? moved(from, to, machine) : transposed(from, to));
  }

  @Override
  public void run(Workspace workspace) {
    copy.run(workspace);
  }

  private static Computation moved(Operand from, Operand to, Machine machine) {
    Movement movement = Movement.of(from.view(), to.view(), from.type().byteSize(), machine);
    return workspace -> workspace.parallel(movement.units(), movement.grain(),
        (begin, end, scratch) -> movement.run(from.segment(), to.segment(), begin, end, scratch));
  }

  private static Computation transposed(Operand from, Operand to) {
    Shape shape = from.shape();
    int channels = Math.toIntExact(shape.dimension(1));
    int pixels = Math.toIntExact(shape.elementCount(2, shape.rank()));
    boolean isToPlain = to.layout() == Layout.PLAIN;
    Transposition transposition = new Transposition(isToPlain ? pixels : channels, isToPlain ? channels : pixels,
        from.type().byteSize());
    return workspace -> workspace.parallel(shape.dimension(0) * transposition.blocks(), 1, (begin, end, scratch) -> {
      for (long block = begin; block < end; block++) {
        long image = block / transposition.blocks() * transposition.bytes();
        transposition.run(from.segment(), image, to.segment(), image, (int) (block % transposition.blocks()));
      }
    });
  }
}
