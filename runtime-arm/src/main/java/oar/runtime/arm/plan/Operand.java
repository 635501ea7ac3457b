package oar.runtime.arm.plan;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.stream.Stream;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.kernel.Extremes;
import oar.runtime.arm.kernel.View;

/**
 * A tensor of a plan: its type, shape and LoD are fixed; where its elements are is known once the plan's memory is laid out.
 */
public final class Operand implements PlannedValue {
  private final String variable;
  private final DataType type;
  private final Shape shape;
  private final LevelOfDetail levelOfDetail;
  private final Layout layout;
  private final Optional<Tensor> content;
  private MemorySegment segment;
  private Extremes[] extremes;

  Operand(String variable, DataType type, Shape shape, LevelOfDetail levelOfDetail) {
    this(variable, type, shape, levelOfDetail, Layout.PLAIN);
  }

  Operand(String variable, DataType type, Shape shape, LevelOfDetail levelOfDetail, Layout layout) {
    this.variable = variable;
    this.type = type;
    this.shape = shape;
    this.levelOfDetail = levelOfDetail;
    this.layout = layout.of(shape);
    this.content = Optional.empty();
  }

  Operand(String variable, Tensor content, LevelOfDetail levelOfDetail) {
    this.variable = variable;
    this.type = content.type();
    this.shape = content.shape();
    this.levelOfDetail = levelOfDetail;
    this.layout = Layout.PLAIN;
    this.content = Optional.of(content);
    // Machine code reads native memory alone.
    this.segment = content.data().isNative()
        ? content.data()
        : Tensor.copyOf(type, shape, content.data()).data();
  }

  @Override
  public String variable() {
    return variable;
  }

  /** Return the element type. */
  public DataType type() {
    return type;
  }

  /** Return the dimensions. */
  public Shape shape() {
    return shape;
  }

  /**
   * Return the sequences of the rows. They may be those of a tensor that this one was reshaped from and not fit its rows, as in
   * Paddle, since it may be reshaped back.
   */
  public LevelOfDetail levelOfDetail() {
    return levelOfDetail;
  }

  /** Return the sequences of the rows if they fit them, else none. */
  public LevelOfDetail fittingLevelOfDetail() {
    return LodTensor.covers(levelOfDetail, shape) ? levelOfDetail : LevelOfDetail.NONE;
  }

  /** Return the sequences of the rows for a tensor of another shape: the same if it has as many rows, else none. */
  public LevelOfDetail levelOfDetailFor(Shape other) {
    boolean keepsRows = shape.rank() > 0 && other.rank() > 0 && shape.dimension(0) == other.dimension(0);
    return keepsRows ? levelOfDetail : LevelOfDetail.NONE;
  }

  /** Return the order of the elements in memory; the plain one if every other is the same for this shape. */
  public Layout layout() {
    return layout;
  }

  /** Return the least and the greatest element of each image if the operation that computes them keeps them. */
  public Optional<Extremes[]> extremes() {
    return Optional.ofNullable(extremes);
  }

  /** Say that the operation that computes the elements keeps the least and the greatest of each image, and return them. */
  public Extremes[] trackExtremes() {
    extremes = Stream.generate(Extremes::new).limit(shape.dimension(0)).toArray(Extremes[]::new);
    return extremes;
  }

  /** Return where each element lies in memory. */
  public View view() {
    return layout.view(shape);
  }

  /** Return the elements if they are the same at every run of the plan. */
  public Optional<Tensor> content() {
    return content;
  }

  /** Return the number of elements. */
  public long elementCount() {
    return shape.elementCount();
  }

  /** Return the size in bytes. */
  public long byteSize() {
    return Tensor.byteSize(type, shape);
  }

  /** Return the elements' memory. Only a {@link Computation} may ask, when it runs. */
  public MemorySegment segment() {
    return segment;
  }

  void bind(MemorySegment newSegment) {
    segment = newSegment;
  }

  /** Return name, type and shape, as {@code image float32 [1, 3, 224, 224]}. */
  @Override
  public String toString() {
    return variable + " " + type + " " + shape;
  }
}
