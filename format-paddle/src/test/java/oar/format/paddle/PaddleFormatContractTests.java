package oar.format.paddle;

import java.util.LinkedHashSet;
import java.util.Set;
import oar.api.ModelFormat;
import oar.api.model.Attribute;
import oar.kit.ProgramFeatures;
import oar.kit.contract.ModelFormatContract;

class PaddleFormatContractTests extends ModelFormatContract {
  @Override
  protected ModelFormat format() {
    return new PaddleFormat();
  }

  @Override
  protected String target() {
    return "model";
  }

  /** A block that an attribute of block 0 names must not be block 0, as it is in generated programs. */
  @Override
  protected ProgramFeatures features() {
    Set<Class<? extends Attribute>> attributes = new LinkedHashSet<>(ProgramFeatures.ALL.attributes());
    attributes.remove(Attribute.BlockIndex.class);
    attributes.remove(Attribute.BlockIndexes.class);
    return ProgramFeatures.ALL.withAttributes(attributes);
  }

  @Override
  protected boolean showsItsEnd(String fileName) {
    return !fileName.endsWith(".pdmodel");
  }
}
