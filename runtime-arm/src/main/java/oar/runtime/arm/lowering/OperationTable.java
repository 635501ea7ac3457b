package oar.runtime.arm.lowering;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import oar.runtime.arm.op.control.ConditionalBlock;
import oar.runtime.arm.op.control.SelectInput;
import oar.runtime.arm.op.control.While;
import oar.runtime.arm.op.convolution.Convolution;
import oar.runtime.arm.op.convolution.Pool;
import oar.runtime.arm.op.convolution.TransposedConvolution;
import oar.runtime.arm.op.elementwise.BinaryFunctions;
import oar.runtime.arm.op.elementwise.Comparisons;
import oar.runtime.arm.op.elementwise.Dropout;
import oar.runtime.arm.op.elementwise.Logical;
import oar.runtime.arm.op.elementwise.Scale;
import oar.runtime.arm.op.elementwise.UnaryFunctions;
import oar.runtime.arm.op.matrix.FullyConnected;
import oar.runtime.arm.op.matrix.Matmul;
import oar.runtime.arm.op.normalization.BatchNorm;
import oar.runtime.arm.op.normalization.Softmax;
import oar.runtime.arm.op.quantized.Calib;
import oar.runtime.arm.op.quantized.StaticConvolution;
import oar.runtime.arm.op.quantized.StaticProduct;
import oar.runtime.arm.op.quantized.StaticScales;
import oar.runtime.arm.op.reduction.Reductions;
import oar.runtime.arm.op.resampling.Interpolate;
import oar.runtime.arm.op.resampling.Interpolate.Method;
import oar.runtime.arm.op.shape.Cast;
import oar.runtime.arm.op.shape.Concat;
import oar.runtime.arm.op.shape.Copy;
import oar.runtime.arm.op.shape.FillConstant;
import oar.runtime.arm.op.shape.Flatten;
import oar.runtime.arm.op.shape.Reshape;
import oar.runtime.arm.op.shape.ShapeOf;
import oar.runtime.arm.op.shape.ShuffleChannel;
import oar.runtime.arm.op.shape.Slice;
import oar.runtime.arm.op.shape.Split;
import oar.runtime.arm.op.shape.Squeeze;
import oar.runtime.arm.op.shape.Transpose;
import oar.runtime.arm.op.shape.Unsqueeze;

/** Every operator that this backend runs: type and what makes an operation of it. */
public final class OperationTable {
  private static final Map<String, OperationFactory> FACTORIES = table();

  private OperationTable() {}

  private static Map<String, OperationFactory> table() {
    SequencedMap<String, OperationFactory> table = new LinkedHashMap<>();
    table.putAll(UnaryFunctions.factories());
    table.putAll(BinaryFunctions.factories());
    table.putAll(Comparisons.factories());
    table.putAll(Logical.factories());
    table.putAll(Reductions.factories());

    table.put("conv2d", quantizedOr(StaticConvolution::new, Convolution.factory(2)));
    table.put("depthwise_conv2d", quantizedOr(StaticConvolution::new, Convolution.factory(2)));
    table.put("conv3d", Convolution.factory(3));
    table.put("conv2d_transpose", TransposedConvolution::new);
    table.put("depthwise_conv2d_transpose", TransposedConvolution::new);
    table.put("pool2d", Pool.factory(2));
    table.put("pool3d", Pool.factory(3));

    table.put("mul", quantizedOr(StaticProduct::mul, FullyConnected::mul));
    table.put("fc", quantizedOr(StaticProduct::fc, FullyConnected::fc));
    table.put("matmul", quantizedOr(StaticProduct::matmul, Matmul::first));
    table.put("matmul_v2", quantizedOr(StaticProduct::matmul, Matmul::second));
    table.put("bmm", Matmul::second);

    table.put("batch_norm", BatchNorm::new);
    table.put("sync_batch_norm", BatchNorm::new);
    table.put("softmax", Softmax::new);
    table.put("scale", Scale::new);
    table.put("dropout", Dropout::of);

    table.put("nearest_interp", Interpolate.first(Method.NEAREST, 2));
    table.put("nearest_interp_v2", Interpolate.second(Method.NEAREST, 2));
    table.put("bilinear_interp", Interpolate.first(Method.LINEAR, 2));
    table.put("bilinear_interp_v2", Interpolate.second(Method.LINEAR, 2));
    table.put("linear_interp", Interpolate.first(Method.LINEAR, 1));
    table.put("linear_interp_v2", Interpolate.second(Method.LINEAR, 1));

    table.put("reshape", Reshape::new);
    table.put("reshape2", Reshape::new);
    table.put("flatten", Flatten::toMatrix);
    table.put("flatten2", Flatten::toMatrix);
    table.put("flatten_contiguous_range", Flatten::range);
    table.put("squeeze", Squeeze::new);
    table.put("squeeze2", Squeeze::new);
    table.put("unsqueeze", Unsqueeze::new);
    table.put("unsqueeze2", Unsqueeze::new);
    table.put("transpose", Transpose::new);
    table.put("transpose2", Transpose::new);
    table.put("concat", Concat::new);
    table.put("split", Split::new);
    table.put("slice", Slice::new);
    table.put("shape", ShapeOf::new);
    table.put("shuffle_channel", ShuffleChannel::new);
    table.put("cast", Cast::new);
    table.put("assign", Copy::of);
    table.put("share_data", Copy::of);
    table.put("calib", Calib::new);
    table.put("calib_once", Calib::new);
    table.put("io_copy", Copy::ofInput);
    table.put("io_copy_once", Copy::ofInput);
    table.put("fill_constant", FillConstant::new);

    table.put("while", While::new);
    table.put("conditional_block", ConditionalBlock::new);
    table.put("select_input", SelectInput::new);
    return Map.copyOf(table);
  }

  /** Return a factory for operators of which some work on the integers of a statically quantized program. */
  private static OperationFactory quantizedOr(OperationFactory quantized, OperationFactory real) {
    return reader -> StaticScales.areIn(reader) ? quantized.create(reader) : real.create(reader);
  }

  /** Return the factories by operator type. */
  static Map<String, OperationFactory> factories() {
    return FACTORIES;
  }

  /** Return the types of the operators, feed and fetch included. */
  public static Set<String> operators() {
    Set<String> types = new TreeSet<>(FACTORIES.keySet());
    types.add("feed");
    types.add("fetch");
    return types;
  }
}
