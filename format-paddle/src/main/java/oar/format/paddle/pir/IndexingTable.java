package oar.format.paddle.pir;

import java.util.List;
import java.util.stream.Stream;
import oar.api.model.Attribute;
import oar.api.model.Operator;

/** What reads or writes elements at computed places. */
final class IndexingTable {
  static final List<Mapping> LINES = List.of( //
      Mapping.of("gather", "X, Index, @axis:int/Axis -> Out").add("axis", 0), //
      Mapping.of("gather_nd", "X, Index -> Out"), //
      Mapping.of("gather_tree", "Ids, Parents -> Out"), //
      Mapping.of("index_sample", "X, Index -> Out"), //
      Mapping.of("index_select", "X, Index -> Out").rename("axis", "dim"), //
      Mapping.of("index_add", "X, Index, AddValue -> Out"), //
      Mapping.of("index_put", "x, indices*, value -> out"), //
      Mapping.of("take_along_axis", "Input, Index -> Result").rename("axis", "Axis"), //
      Mapping.of("put_along_axis", "Input, Index, Value -> Result").rename("axis", "Axis").rename("reduce", "Reduce")
          .rename("include_self", "Include_self"), //
      Mapping.of("scatter", "X, Ids, Updates -> Out"), //
      Mapping.of("scatter_nd_add", "X, Index, Updates -> Out"), //
      Mapping.of("masked_select", "X, Mask -> Y"), //
      Mapping.of("where", "Condition, X, Y -> Out"), //
      Mapping.of("nonzero", "where_index", "Condition -> Out"), //
      Mapping.of("multiplex", "X*, Ids -> Out"), //
      setValue("set_value_", "Input").adjust(IndexingTable::typeValues), //
      setValue("set_value_with_tensor_", "Input, ValueTensor").adjust(IndexingTable::typeElements)
          .add("values", new Attribute.Scalars(List.of())).add("shape", new Attribute.Longs(List.of())), //
      Mapping.of("lookup_table_dequant", "W, Ids -> Out").form(AttributeForm.LONG, "padding_idx"), //
      Mapping.of("dequantize_log", "X, Dict -> Out"));

  private IndexingTable() {}

  private static Mapping setValue(String operation, String operands) {
    return Mapping.of(operation, "set_value", operands + ", @starts:longs/StartsTensorList*, "
        + "@ends:longs/EndsTensorList*, @steps:longs/StepsTensorList* -> Out")
        .form(AttributeForm.LONGS, "axes", "decrease_axes", "none_axes", "shape").drop("values");
  }

  private static void typeElements(PirOperation setValue, Operator.Builder operator, Translation translation) {
    operator.attribute("dtype", translation.values().one(setValue.operand(0)).element().code());
  }

  private static void typeValues(PirOperation setValue, Operator.Builder operator, Translation translation) {
    ElementType type = translation.values().one(setValue.operand(0)).element();
    Stream<? extends Number> values = setValue.numbers("values").stream();
    Stream<Attribute.Scalar> scalars = values.map(value -> scalar(type, value));
    operator.attribute("dtype", type.code()).attribute("values", new Attribute.Scalars(scalars.toList()));
  }

  private static Attribute.Scalar scalar(ElementType type, Number value) {
    if (type == ElementType.BOOL) {
      return new Attribute.Scalar.Bool(value.doubleValue() != 0);
    }
    return type.dataType().isInteger()
        ? new Attribute.Scalar.Int64(value.longValue())
        : new Attribute.Scalar.Float64(value.doubleValue());
  }
}
