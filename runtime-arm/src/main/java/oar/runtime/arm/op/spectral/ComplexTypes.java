package oar.runtime.arm.op.spectral;

import oar.api.model.DataType;
import oar.runtime.arm.op.Precision;
import oar.runtime.arm.plan.Operand;
import oar.runtime.arm.plan.Planning;

/** Which complex type goes with which real one. A complex number is its real part and behind it its imaginary one. */
final class ComplexTypes {
  private ComplexTypes() {}

  /** Return the type of complex numbers whose parts are of an input's type, FLOAT32 or FLOAT64. */
  static DataType complex(Planning planning, Operand input) {
    return switch (Precision.of(planning, input)) {
      case SINGLE -> DataType.COMPLEX64;
      case DOUBLE -> DataType.COMPLEX128;
    };
  }

  /** Return the type of the parts of an input's numbers, which must be complex. */
  static DataType part(Planning planning, Operand input) {
    planning.require(isComplex(input), "input " + input + " must be of complex64 or complex128");
    return part(input);
  }

  /** Return the type of the parts of complex numbers, or the type itself of real ones. */
  static DataType part(Operand operand) {
    return switch (operand.type()) {
      case COMPLEX64 -> DataType.FLOAT32;
      case COMPLEX128 -> DataType.FLOAT64;
      case BOOL, INT8, UINT8, INT16, INT32, INT64, SIZE_T, FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> operand.type();
    };
  }

  static boolean isComplex(Operand operand) {
    return operand.type() == DataType.COMPLEX64 || operand.type() == DataType.COMPLEX128;
  }
}
