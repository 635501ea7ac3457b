package oar.api.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import oar.api.error.InvalidProgramException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ModelTests {
  @Nested
  class Shapes {
    @Test
    void countsElements() {
      assertEquals(24, Shape.of(2, 3, 4).elementCount());
      assertEquals(1, Shape.SCALAR.elementCount());
      assertEquals(0, Shape.of(Long.MAX_VALUE, 0, Long.MAX_VALUE).elementCount());
      assertEquals(12, Shape.of(2, 3, 4).elementCount(1, 3));
    }

    @Test
    void refusesProductsBeyondALongAndUnknownDimensions() {
      assertThrows(ArithmeticException.class, () -> Shape.of(Long.MAX_VALUE, 2).elementCount());
      assertThrows(IllegalStateException.class, () -> Shape.of(-1, 2).elementCount());
      assertThrows(IllegalArgumentException.class, () -> Shape.of(-2));
    }

    @Test
    void countsAxesFromBothEnds() {
      Shape shape = Shape.of(5, 6, 7);
      assertEquals(7, shape.dimension(-1));
      assertEquals(5, shape.dimension(0));
      assertThrows(IndexOutOfBoundsException.class, () -> shape.dimension(3));
    }

    @Test
    void givesNobodyItsArray() {
      long[] dimensions = {1, 2};
      Shape shape = Shape.of(dimensions);
      dimensions[0] = 9;
      shape.dimensions()[1] = 9;
      assertEquals(Shape.of(1, 2), shape);
      assertEquals("[1, 2]", shape.toString());
    }
  }

  @Nested
  class Tensors {
    @Test
    void areEqualByContent() {
      assertEquals(Tensor.of(Shape.of(2), 1f, 2f), Tensor.of(Shape.of(2), 1f, 2f));
      assertEquals(Tensor.of(Shape.of(2), 1f, 2f).hashCode(), Tensor.of(Shape.of(2), 1f, 2f).hashCode());
      assertNotEquals(Tensor.of(Shape.of(2), 1f, 2f), Tensor.of(Shape.of(2), 1f, 3f));
      assertNotEquals(Tensor.of(Shape.of(2), 1f, 2f), Tensor.of(Shape.of(1, 2), 1f, 2f));
      assertNotEquals(Tensor.of(Shape.of(1), 0f), Tensor.of(Shape.of(1), 0));
    }

    @Test
    void holdJustTheBytesOfTheirShape() {
      MemorySegment bytes = MemorySegment.ofArray(new byte[7]);
      IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
          () -> new Tensor(DataType.INT16, Shape.of(2, 2), bytes));
      assertEquals("a int16 tensor of shape [2, 2] takes 8 bytes, not 7", refusal.getMessage());
    }

    @Test
    void areReadOnly() {
      Tensor tensor = Tensor.of(Shape.of(1), 1f);
      assertTrue(tensor.data().isReadOnly());
    }

    @Test
    void readEveryRealType() {
      byte[] bytes = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff,
          (byte) 0xff};
      assertEquals(1, element(DataType.BOOL, bytes));
      assertEquals(-1, element(DataType.INT8, bytes));
      assertEquals(255, element(DataType.UINT8, bytes));
      assertEquals(-1, element(DataType.INT16, bytes));
      assertEquals(-1, element(DataType.INT32, bytes));
      assertEquals(-1, element(DataType.INT64, bytes));
      assertEquals(1.5, element(DataType.FLOAT16, new byte[]{0, 0x3e}));
      assertEquals(1.5, element(DataType.BFLOAT16, new byte[]{(byte) 0xc0, 0x3f}));
      assertEquals(1.5, element(DataType.FLOAT32, new byte[]{0, 0, (byte) 0xc0, 0x3f}));
      assertEquals(1.5, element(DataType.FLOAT64, new byte[]{0, 0, 0, 0, 0, 0, (byte) 0xf8, 0x3f}));
    }

    private double element(DataType type, byte[] bytes) {
      return Tensor.copyOf(type, Shape.SCALAR, MemorySegment.ofArray(bytes).asSlice(0, type.byteSize())).doubleAt(0);
    }

    @Test
    void refuseToBeReadAsAnotherType() {
      Tensor tensor = Tensor.of(Shape.of(1), 1L);
      assertArrayEquals(new long[]{1}, tensor.toLongs());
      assertThrows(IllegalStateException.class, tensor::toFloats);
    }
  }

  @Nested
  class Lods {
    @Test
    void coverTheNextLevelAndTheRows() {
      LevelOfDetail lod = LevelOfDetail.of(new long[]{0, 1, 3}, new long[]{0, 2, 2, 5});
      assertEquals(5, lod.rows());
      assertArrayEquals(new long[]{0, 2, 2, 5}, lod.finest());
      assertEquals("[[0, 1, 3], [0, 2, 2, 5]]", lod.toString());
      assertThrows(IllegalArgumentException.class, () -> LevelOfDetail.of(new long[]{0, 2}, new long[]{0, 2, 5, 6}));
    }

    @Test
    void startAtZeroAndNeverFall() {
      assertThrows(IllegalArgumentException.class, () -> LevelOfDetail.of(new long[]{1, 2}));
      assertThrows(IllegalArgumentException.class, () -> LevelOfDetail.of(new long[]{0, 2, 1}));
      assertThrows(IllegalArgumentException.class, () -> LevelOfDetail.of(new long[0]));
    }

    @Test
    void mustFitTheTensor() {
      Tensor tensor = Tensor.of(Shape.of(3), 1f, 2f, 3f);
      assertThrows(IllegalArgumentException.class, () -> new LodTensor(tensor, LevelOfDetail.of(new long[]{0, 2})));
      assertEquals(LevelOfDetail.NONE, new LodTensor(tensor).levelOfDetail());
    }
  }

  @Nested
  class Operators {
    private final Operator operator = Operator.builder("conv2d").input("Input", "x").input("Bias").output("Output", "y")
        .attribute("groups", 2).attribute("is_test", 1).attribute("strides", List.of(1, 2)).attribute("alpha", 0.5f)
        .attribute("axis", new Attribute.LongValue(-1)).build();

    @Test
    void treatAnEmptySlotAsAbsent() {
      assertTrue(operator.input("Bias").isEmpty());
      assertTrue(operator.input("Filter").isEmpty());
      assertEquals("x", operator.input("Input").orElseThrow());
      assertEquals(List.of("y"), operator.outputVariables());
    }

    @Test
    void takeAttributesInEveryTypeThatPaddleHasUsed() {
      assertEquals(2, operator.intAttribute("groups", 1));
      assertTrue(operator.booleanAttribute("is_test", false));
      assertEquals(-1, operator.intAttribute("axis", 0));
      assertArrayEquals(new long[]{1, 2}, operator.longsAttribute("strides"));
      assertEquals(0.5f, operator.floatAttribute("alpha", 1));
      assertEquals(7, operator.intAttribute("absent", 7));
    }

    @Test
    void nameAnAttributeOfTheWrongType() {
      InvalidProgramException refusal = assertThrows(InvalidProgramException.class,
          () -> operator.intAttribute("strides", 0));
      assertEquals("operator conv2d: attribute strides is Ints[values=[1, 2]]; it must be an integer",
          refusal.getMessage());
    }

    @Test
    void areChangedOnlyByMakingAnother() {
      Operator other = operator.toBuilder().withoutAttribute("groups").type("conv3d").build();
      assertTrue(operator.attribute("groups").isPresent());
      assertFalse(other.attribute("groups").isPresent());
      assertEquals(List.of("a_x"), operator.rename(name -> "a_" + name).inputList("Input"));
      assertThrows(UnsupportedOperationException.class, () -> operator.attributes().clear());
    }
  }

  @Nested
  class Programs {
    private final Variable x = Variable.tensor("x", DataType.FLOAT32, Shape.of(-1, 3));
    private final Variable y = Variable.tensor("y", DataType.FLOAT32, Shape.of(-1, 3));

    private Operator feed(String name, int column) {
      return Operator.builder("feed").output("Out", name).attribute("col", column).build();
    }

    @Test
    void orderInputsByColumn() {
      Program program = new Program(new Block(List.of(x, y), List.of(feed("y", 1), feed("x", 0))), Map.of());
      assertEquals(List.of(x, y), program.inputs());
      assertEquals(List.of(), program.outputs());
    }

    @Test
    void refuseTwoFeedsOfOneColumnAndUndeclaredVariables() {
      Program twice = new Program(new Block(List.of(x, y), List.of(feed("x", 0), feed("y", 0))), Map.of());
      assertThrows(InvalidProgramException.class, twice::inputs);
      Program undeclared = new Program(new Block(List.of(x), List.of(feed("z", 0))), Map.of());
      assertThrows(InvalidProgramException.class, undeclared::inputs);
    }

    @Test
    void areEqualByContent() {
      Weight one = new Weight(Tensor.of(Shape.of(1), 1f));
      Weight same = new Weight(Tensor.of(Shape.of(1), 1f));
      Block block = new Block(List.of(x), List.of(feed("x", 0)));
      assertEquals(new Program(block, Map.of("w", one)), new Program(block, Map.of("w", same)));
      assertNotEquals(new Program(block, Map.of("w", one)), new Program(block, Map.of("v", one)));
    }
  }
}
