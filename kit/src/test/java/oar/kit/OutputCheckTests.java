package oar.kit;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import oar.api.model.DataType;
import oar.api.model.LevelOfDetail;
import oar.api.model.LodTensor;
import oar.api.model.Shape;
import oar.api.model.Tensor;
import oar.kit.CaseProgram.Expectation;
import oar.kit.CaseResult.Failed;
import oar.kit.CaseResult.Passed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputCheckTests {
  @TempDir
  private Path folder;

  @Test
  void aScalarMayHaveOneDimensionInAFormatWithoutScalars() throws IOException {
    assertInstanceOf(Passed.class, check("model.nb", Tensor.of(Shape.of(1), 7f)));
    assertInstanceOf(Failed.class, check("model.nb", Tensor.of(Shape.of(1, 1), 7f)));
    assertInstanceOf(Failed.class, check("model.nb", Tensor.of(Shape.of(1), 8f)));
  }

  @Test
  void aScalarHasNoDimensionElsewhere() throws IOException {
    assertInstanceOf(Passed.class, check("model.pdmodel", Tensor.of(Shape.of(), 7f)));
    assertInstanceOf(Failed.class, check("model.pdmodel", Tensor.of(Shape.of(1), 7f)));
  }

  private CaseResult check(String fileName, Tensor got) throws IOException {
    Path output = folder.resolve("out_0.npy");
    Npy.write(output, Tensor.of(Shape.of(), 7f));
    CaseTensor expected = new CaseTensor(Optional.empty(), output, DataType.FLOAT32, Shape.of(), LevelOfDetail.NONE);
    CaseProgram program = new CaseProgram(folder.resolve(fileName), Expectation.PADDLE);
    Case tested = new Case("scalar", folder, "mean", new Tolerance(0, 0), List.of(), List.of(expected),
        List.of(program), new Case.Origin(0, "", "", ""));
    return OutputCheck.of(tested, program).getFirst().check(new LodTensor(got));
  }
}
