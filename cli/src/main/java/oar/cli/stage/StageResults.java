package oar.cli.stage;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import oar.api.StageReport;
import oar.cli.output.Json;
import oar.cli.output.Result;
import oar.cli.output.Text;

/** Puts what a pipeline reports into text and JSON. */
final class StageResults {
  private StageResults() {}

  static Result of(StageReport report) {
    return switch (report) {
      case StageReport.Read read -> new ReadResult(read);
      case StageReport.Optimized optimized -> new OptimizationResult(optimized, List.of());
      case StageReport.Quantized quantized ->
        new WeightsResult("quantize", quantized.quantizer(), quantized.weights());
      case StageReport.Dequantized dequantized -> new WeightsResult("dequantize", "float32", dequantized.weights());
      case StageReport.Written written -> new WriteResult(written);
    };
  }

  /** A model was read. */
  private record ReadResult(StageReport.Read report) implements Result {
    @Override
    public void print(PrintWriter out) {
      out.println("read        " + report.source() + " (" + report.format() + "): "
          + Text.count(report.operators(), "operator") + ", " + Text.count(report.weights(), "weight") + " of "
          + Text.bytes(report.weightBytes()));
    }

    @Override
    public Object toJson() {
      Map<String, Object> json = Json.object("stage", "read");
      json.put("path", report.source().path().toString());
      json.put("parameters", report.source().parameters().map(Object::toString).orElse(null));
      json.put("format", report.format());
      json.put("operators", report.operators());
      json.put("weights", report.weights());
      json.put("weight_bytes", report.weightBytes());
      return json;
    }
  }

  /** A model was written. */
  private record WriteResult(StageReport.Written report) implements Result {
    @Override
    public void print(PrintWriter out) {
      out.println("write       " + report.target() + " (" + report.format() + "): " + Text.bytes(report.bytes())
          + " for weights of " + Text.bytes(report.weightBytes()));
    }

    @Override
    public Object toJson() {
      Map<String, Object> json = Json.object("stage", "write");
      json.put("path", report.target().toString());
      json.put("format", report.format());
      json.put("bytes", report.bytes());
      json.put("weight_bytes", report.weightBytes());
      json.put("files", report.files().stream().map(WriteResult::toJson).toList());
      return json;
    }

    private static Map<String, Object> toJson(StageReport.WrittenFile file) {
      Map<String, Object> json = Json.object("path", file.path().toString());
      json.put("bytes", file.bytes());
      return json;
    }
  }
}
