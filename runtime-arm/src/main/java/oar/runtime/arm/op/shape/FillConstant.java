package oar.runtime.arm.op.shape;

import java.math.BigDecimal;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.runtime.arm.lowering.OperatorReader;
import oar.runtime.arm.op.DataTypes;
import oar.runtime.arm.op.Elements;
import oar.runtime.arm.op.LongsSource;
import oar.runtime.arm.plan.Computation;
import oar.runtime.arm.plan.Input;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Operation;
import oar.runtime.arm.plan.Output;
import oar.runtime.arm.plan.Planning;

/**
 * {@code fill_constant}: one value everywhere: that of {@code ValueTensor}, or of {@code str_value}, which is exact where
 * {@code value} is only single precision, or of {@code value}.
 */
public final class FillConstant implements Operation {
  private final LongsSource shape;
  private final Optional<Input> valueTensor;
  private final Output out;
  private final DataType type;
  private final String text;
  private final float value;

  /** Read an operator. */
  public FillConstant(OperatorReader reader) {
    shape = LongsSource.of(reader, "ShapeTensorList", "ShapeTensor", "shape").preferTensor();
    valueTensor = reader.optionalInput("ValueTensor");
    out = reader.output("Out");
    type = DataTypes.of(reader, "dtype", DataType.FLOAT32);
    text = reader.operator().textAttribute("str_value", "");
    value = reader.operator().floatAttribute("value", 0);
  }

  @Override
  public Computation plan(Planning planning) {
    Operand output = planning.put(out, type, Shape.of(shape.get(planning)));
    if (valueTensor.isPresent()) {
      Operand single = planning.get(valueTensor.get());
      return workspace -> fill(Elements.of(single), output);
    }
    Tensor constant = constant(planning);
    return workspace -> fill(Elements.of(constant.type(), constant.data()), output);
  }

  private Tensor constant(Planning planning) {
    if (text.isEmpty()) {
      return Tensor.of(Shape.SCALAR, value);
    }
    try {
      return type.isInteger()
          ? Tensor.of(Shape.SCALAR, new BigDecimal(text).longValue())
          : Tensor.of(Shape.SCALAR, Double.parseDouble(javaSpelling(text)));
    } catch (NumberFormatException e) {
      throw planning.refuse("str_value is '" + text + "'; it must be a number of type " + type);
    }
  }

  private static String javaSpelling(String number) {
    return switch (number) {
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      case "nan" -> "NaN";
      default -> number;
    };
  }

  private void fill(Elements single, Operand output) {
    Elements elements = Elements.of(output);
    long count = output.elementCount();
    for (long i = 0; i < count; i++) {
      if (type.isInteger()) {
        elements.set(i, single.getLong(0));
      } else {
        elements.set(i, single.getDouble(0));
      }
    }
  }
}
