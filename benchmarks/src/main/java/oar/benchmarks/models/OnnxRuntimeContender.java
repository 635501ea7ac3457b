package oar.benchmarks.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.api.model.DataType;
import oar.api.model.Shape;
import oar.api.model.Tensor;

/** ONNX Runtime with all of its graph optimizations, on the CPU, in FP32. */
final class OnnxRuntimeContender implements Contender {
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();

  OnnxRuntimeContender(ModelFolder folder, List<Tensor> tensors, int threads) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(folder.onnx().toString(), options);
    }
    int position = 0;
    for (String name : session.getInputNames()) {
      inputs.put(name, onnxTensor(environment, tensors.get(position++)));
    }
  }

  private static OnnxTensor onnxTensor(OrtEnvironment environment, Tensor tensor) throws OrtException {
    ByteBuffer data = ByteBuffer.allocateDirect(Math.toIntExact(tensor.data().byteSize()))
        .order(ByteOrder.nativeOrder());
    MemorySegment.ofBuffer(data).copyFrom(tensor.data());
    long[] shape = tensor.shape().dimensions();
    return switch (tensor.type()) {
      case FLOAT32 -> OnnxTensor.createTensor(environment, data.asFloatBuffer(), shape);
      case FLOAT64 -> OnnxTensor.createTensor(environment, data.asDoubleBuffer(), shape);
      case INT32 -> OnnxTensor.createTensor(environment, data.asIntBuffer(), shape);
      case INT64 -> OnnxTensor.createTensor(environment, data.asLongBuffer(), shape);
      case BOOL, INT8, UINT8, INT16, SIZE_T, FLOAT16, BFLOAT16, COMPLEX64, COMPLEX128 ->
        throw new IllegalArgumentException("an input of " + tensor.type() + " cannot be given to ONNX Runtime here");
    };
  }

  @Override
  public void predict() throws OrtException {
    session.run(inputs).close();
  }

  @Override
  public List<Tensor> outputs() throws OrtException {
    List<Tensor> outputs = new ArrayList<>();
    try (OrtSession.Result result = session.run(inputs)) {
      for (Map.Entry<String, OnnxValue> output : result) {
        outputs.add(tensor((OnnxTensor) output.getValue()));
      }
    }
    return outputs;
  }

  private static Tensor tensor(OnnxTensor value) {
    TensorInfo info = value.getInfo();
    DataType type = switch (info.type) {
      case FLOAT -> DataType.FLOAT32;
      case DOUBLE -> DataType.FLOAT64;
      case INT32 -> DataType.INT32;
      case INT64 -> DataType.INT64;
      case BOOL -> DataType.BOOL;
      default -> throw new IllegalArgumentException("an output of " + info.type + " cannot be compared");
    };
    return Tensor.copyOf(type, Shape.of(info.getShape()), MemorySegment.ofBuffer(value.getByteBuffer()));
  }

  @Override
  public void close() throws OrtException {
    for (OnnxTensor input : inputs.values()) {
      input.close();
    }
    session.close();
  }
}
