package oar.kit.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import oar.api.ModelFormat;
import oar.api.Providers;
import oar.api.error.OarException;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.kit.ProgramFeatures;
import oar.kit.ProgramFeatures.Trait;
import oar.kit.ProgramGenerator;

/** Holds a format of a registry to its contract, with the richest programs that it can hold. */
final class InstalledFormat extends ModelFormatContract {
  private static final int OPERATORS = 12;
  private static final ProgramFeatures PLAIN = ProgramFeatures.ALL.withTraits(EnumSet.noneOf(Trait.class))
      .withAttributes(Set.of(Attribute.IntValue.class, Attribute.FloatValue.class, Attribute.BooleanValue.class,
          Attribute.Text.class, Attribute.Ints.class))
      .withWeightTypes(EnumSet.of(DataType.FLOAT32, DataType.INT64));
  /** The richest first. */
  private static final List<ProgramFeatures> FEATURES = List.of(ProgramFeatures.ALL,
      ProgramFeatures.ALL.withTraits(EnumSet.noneOf(Trait.class)), PLAIN, PLAIN.withAttributes(Set.of()));

  private final InstalledProvider checked = InstalledProvider.CHECKED.get();

  @Override
  Providers registry() {
    return checked.providers();
  }

  @Override
  protected ModelFormat format() {
    return checked.providers().format(checked.id());
  }

  @Override
  protected String target() {
    return "model" + format().fileSuffix().orElse("");
  }

  @Override
  protected ProgramFeatures features() {
    return FEATURES.stream().filter(this::canBeHeld).findFirst().orElse(FEATURES.getLast());
  }

  private boolean canBeHeld(ProgramFeatures features) {
    try {
      Path target = Files.createTempDirectory(folder, "probe").resolve(target());
      ModelFiles.write(format(), new ProgramGenerator(0, features).next(OPERATORS), target);
      return true;
    } catch (IOException | OarException e) {
      return false;
    }
  }

  @Override
  protected boolean showsItsEnd(String fileName) {
    return false;
  }

  /** Where the registry creates it, that is shown. */
  @Override
  void itsClassIsPublicWithAPublicConstructorWithoutParameters() {}

  @Override
  void theRegistryFindsItByItsId() {}
}
