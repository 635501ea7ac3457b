package oar.kit.contract;

import oar.api.Providers;
import oar.api.Quantizer;
import oar.api.model.Weight;

/** Holds a quantizer of a registry to its contract. Its error bound is known to its author alone: real numbers must be finite. */
final class InstalledQuantizer extends QuantizerContract {
  private final InstalledProvider checked = InstalledProvider.CHECKED.get();

  @Override
  Providers registry() {
    return checked.providers();
  }

  @Override
  protected Quantizer quantizer() {
    return checked.providers().quantizer(checked.id());
  }

  @Override
  protected double largestError(Weight quantized, long index, float value) {
    return Double.MAX_VALUE;
  }

  /** Where the registry creates it, that is shown. */
  @Override
  void itsClassIsPublicWithAPublicConstructorWithoutParameters() {}

  @Override
  void theRegistryFindsItByItsId() {}
}
