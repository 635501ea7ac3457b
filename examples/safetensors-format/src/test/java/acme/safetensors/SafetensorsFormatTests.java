package acme.safetensors;

import java.util.EnumSet;
import java.util.Set;
import oar.api.ModelFormat;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.kit.ProgramFeatures;
import oar.kit.ProgramFeatures.Trait;
import oar.kit.contract.ModelFormatContract;

class SafetensorsFormatTests extends ModelFormatContract {
  @Override
  protected ModelFormat format() {
    return new SafetensorsFormat();
  }

  @Override
  protected String target() {
    return "model";
  }

  /** One block, plain attributes and plain weights are what the format has. */
  @Override
  protected ProgramFeatures features() {
    return ProgramFeatures.ALL.withTraits(EnumSet.of(Trait.SCALAR_WEIGHTS, Trait.EMPTY_WEIGHTS))
        .withAttributes(Set.of(Attribute.IntValue.class, Attribute.FloatValue.class, Attribute.BooleanValue.class,
            Attribute.Text.class, Attribute.Ints.class))
        .withWeightTypes(EnumSet.complementOf(EnumSet.of(DataType.SIZE_T, DataType.COMPLEX64, DataType.COMPLEX128)));
  }
}
