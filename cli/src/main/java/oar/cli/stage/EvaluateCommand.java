package oar.cli.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import oar.api.CompiledModel;
import oar.api.Pipeline;
import oar.api.ProviderKind;
import oar.api.Providers;
import oar.api.error.UsageException;
import oar.cli.output.Progress;
import oar.cli.output.Text;
import oar.kit.Evaluation;
import oar.kit.ImageNormalization;
import oar.kit.LabelledImages;
import oar.kit.Npy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evaluate}: counts how many images a classifier gets right. */
@Command(name = "evaluate", description = "Count how many images the model classifies rightly, now and as it was read.")
public final class EvaluateCommand implements Stage, TakesProviderOptions {
  private static final int BATCH_SIZE = 16;

  @Parameters(index = "0", paramLabel = "IMAGES.npy", description = "Images [count, channels, height, width]; uint8 pixels are divided by 255.")
  private Path images;

  @Parameters(index = "1", paramLabel = "LABELS.npy", description = "The class of each image, an integer.")
  private Path labels;

  @Option(names = "--mean", paramLabel = "M", split = ",", defaultValue = "0", description = "Subtracted from each pixel: one number, or one for each channel, joined by commas.")
  private List<Float> mean;

  @Option(names = "--std", paramLabel = "S", split = ",", defaultValue = "1", description = "What each pixel is divided by then: one number, or one for each channel.")
  private List<Float> deviation;

  @Option(names = "--at-least", paramLabel = "A", description = "Exit with 5 if a smaller part of the images than this is right, 0 to 1.")
  private Double bound;

  @Mixin
  private BackendOptions backend;

  @Override
  public ProviderKind optionsOf() {
    return ProviderKind.BACKEND;
  }

  @Override
  public void check(Providers providers) throws IOException {
    if (bound != null && !(bound >= 0 && bound <= 1)) {
      throw new UsageException("evaluate: --at-least is " + bound + "; it must be from 0 to 1, 0.98 for 98 %");
    }
    normalization();
    InputFiles.require(images);
    InputFiles.require(labels);
    backend.options(providers);
  }

  private ImageNormalization normalization() {
    return new ImageNormalization(mean, deviation);
  }

  @Override
  public void run(Session session) throws IOException {
    LabelledImages labelled = new LabelledImages(Npy.read(images), Npy.read(labels), normalization());
    Evaluation evaluation = evaluate(session, backend.compile(session), labelled);
    Pipeline pipeline = session.pipeline();
    Evaluation asRead = pipeline.program() == pipeline.original()
        ? evaluation
        : evaluate(session, backend.compileAsRead(session), labelled);
    session.print(new EvaluationResult(evaluation, asRead));
    if (bound != null && evaluation.accuracy() < bound) {
      throw new BoundMissedException("evaluate: " + Text.percent(evaluation.right(), evaluation.total())
          + " of the images are right; --at-least asks for " + Text.percent(bound, 1));
    }
  }

  private static Evaluation evaluate(Session session, CompiledModel model, LabelledImages labelled) {
    try (Progress progress = session.output().progress("evaluate", labelled.count())) {
      return Evaluation.of(model, labelled, BATCH_SIZE, progress::stepTo);
    }
  }
}
