import java.nio.file.Files;
import java.nio.file.Path;
import oar.api.Pipeline;
import oar.kit.Evaluation;
import oar.kit.ImageNormalization;
import oar.kit.LabelledImages;
import oar.kit.Npy;

void main() throws Exception {
  Path folder = Path.of("examples/digits");
  Path target = Path.of("digits.nb");
  LabelledImages images = new LabelledImages(Npy.read(folder.resolve("images.npy")),
      Npy.read(folder.resolve("labels.npy")), ImageNormalization.NONE);

  Evaluation before = Evaluation.of(new Pipeline().read(folder).compile(), images, 64);
  Pipeline pipeline = new Pipeline().read(folder).optimize().quantize("int8").write(target);
  Evaluation after = Evaluation.of(pipeline.compile(), images, 64);

  IO.println("bytes: " + Files.size(target));
  IO.println("right: %d before, %d after, of %d".formatted(before.right(), after.right(), after.total()));
}
