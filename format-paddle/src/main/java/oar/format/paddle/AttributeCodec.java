package oar.format.paddle;

import java.util.List;
import oar.api.model.Attribute;
import oar.format.paddle.proto.AttrType;
import oar.format.paddle.proto.Complex;
import oar.format.paddle.proto.OpDesc;
import oar.format.paddle.proto.Scalar;

/** Translates the constants of operators. A value that a file leaves out is 0, false or empty, as protobuf has it. */
final class AttributeCodec {
  private AttributeCodec() {}

  static Attribute read(OpDesc.Attr attr) {
    return switch (attr.getType()) {
      case INT -> new Attribute.IntValue(attr.getI());
      case LONG -> new Attribute.LongValue(attr.getL());
      case FLOAT -> new Attribute.FloatValue(attr.getF());
      case FLOAT64 -> new Attribute.DoubleValue(attr.getFloat64());
      case BOOLEAN -> new Attribute.BooleanValue(attr.getB());
      case STRING -> new Attribute.Text(attr.getS());
      case BLOCK -> new Attribute.BlockIndex(attr.getBlockIdx());
      case VAR -> new Attribute.VariableName(attr.getVarName());
      case SCALAR -> new Attribute.ScalarValue(read(attr.getScalar()));
      case INTS -> new Attribute.Ints(attr.getIntsList());
      case LONGS -> new Attribute.Longs(attr.getLongsList());
      case FLOATS -> new Attribute.Floats(attr.getFloatsList());
      case FLOAT64S -> new Attribute.Doubles(attr.getFloat64SList());
      case BOOLEANS -> new Attribute.Booleans(attr.getBoolsList());
      case STRINGS -> new Attribute.Texts(attr.getStringsList());
      case BLOCKS -> new Attribute.BlockIndexes(attr.getBlocksIdxList());
      case VARS -> new Attribute.VariableNames(attr.getVarsNameList());
      case SCALARS -> new Attribute.Scalars(attr.getScalarsList().stream().map(AttributeCodec::read).toList());
    };
  }

  private static Attribute.Scalar read(Scalar scalar) {
    return switch (scalar.getType()) {
      case BOOLEAN -> new Attribute.Scalar.Bool(scalar.getB());
      case LONG -> new Attribute.Scalar.Int64(scalar.getI());
      case FLOAT64 -> new Attribute.Scalar.Float64(scalar.getR());
      case COMPLEX128 -> new Attribute.Scalar.Complex128(scalar.getC().getR(), scalar.getC().getI());
    };
  }

  static OpDesc.Attr write(String name, Attribute attribute) {
    OpDesc.Attr.Builder attr = OpDesc.Attr.newBuilder().setName(name);
    OpDesc.Attr.Builder written = switch (attribute) {
      case Attribute.IntValue(int value) -> attr.setType(AttrType.INT).setI(value);
      case Attribute.LongValue(long value) -> attr.setType(AttrType.LONG).setL(value);
      case Attribute.FloatValue(float value) -> attr.setType(AttrType.FLOAT).setF(value);
      case Attribute.DoubleValue(double value) -> attr.setType(AttrType.FLOAT64).setFloat64(value);
      case Attribute.BooleanValue(boolean value) -> attr.setType(AttrType.BOOLEAN).setB(value);
      case Attribute.Text(String value) -> attr.setType(AttrType.STRING).setS(value);
      case Attribute.BlockIndex(int value) -> attr.setType(AttrType.BLOCK).setBlockIdx(value);
      case Attribute.VariableName(String value) -> attr.setType(AttrType.VAR).setVarName(value);
      case Attribute.ScalarValue(Attribute.Scalar value) -> attr.setType(AttrType.SCALAR).setScalar(write(value));
      case Attribute.Ints(List<Integer> values) -> attr.setType(AttrType.INTS).addAllInts(values);
      case Attribute.Longs(List<Long> values) -> attr.setType(AttrType.LONGS).addAllLongs(values);
      case Attribute.Floats(List<Float> values) -> attr.setType(AttrType.FLOATS).addAllFloats(values);
      case Attribute.Doubles(List<Double> values) -> attr.setType(AttrType.FLOAT64S).addAllFloat64S(values);
      case Attribute.Booleans(List<Boolean> values) -> attr.setType(AttrType.BOOLEANS).addAllBools(values);
      case Attribute.Texts(List<String> values) -> attr.setType(AttrType.STRINGS).addAllStrings(values);
      case Attribute.BlockIndexes(List<Integer> values) -> attr.setType(AttrType.BLOCKS).addAllBlocksIdx(values);
      case Attribute.VariableNames(List<String> values) -> attr.setType(AttrType.VARS).addAllVarsName(values);
      case Attribute.Scalars(List<Attribute.Scalar> values) ->
        attr.setType(AttrType.SCALARS).addAllScalars(values.stream().map(AttributeCodec::write).toList());
    };
    return written.build();
  }

  private static Scalar write(Attribute.Scalar scalar) {
    Scalar.Builder wire = Scalar.newBuilder();
    Scalar.Builder written = switch (scalar) {
      case Attribute.Scalar.Bool(boolean value) -> wire.setType(Scalar.Type.BOOLEAN).setB(value);
      case Attribute.Scalar.Int64(long value) -> wire.setType(Scalar.Type.LONG).setI(value);
      case Attribute.Scalar.Float64(double value) -> wire.setType(Scalar.Type.FLOAT64).setR(value);
      case Attribute.Scalar.Complex128(double real, double imaginary) ->
        wire.setType(Scalar.Type.COMPLEX128).setC(Complex.newBuilder().setR(real).setI(imaginary));
    };
    return written.build();
  }
}
