package oar.format.naivebuffer;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import oar.api.ModelFormat;
import oar.api.model.Attribute;
import oar.api.model.DataType;
import oar.api.model.Program;
import oar.api.model.Weight;
import oar.format.naivebuffer.lite.LiteProgram;
import oar.format.naivebuffer.lite.LiteTarget;
import oar.kit.ProgramFeatures;
import oar.kit.contract.ModelFormatContract;

class NaiveBufferFormatContractTests extends ModelFormatContract {
  @Override
  protected ModelFormat format() {
    return new NaiveBufferFormat();
  }

  @Override
  protected String target() {
    return "model.nb";
  }

  @Override
  protected ProgramFeatures features() {
    Set<Class<? extends Attribute>> attributes = new HashSet<>(ProgramFeatures.ALL.attributes());
    attributes.removeAll(List.of(Attribute.VariableName.class, Attribute.VariableNames.class,
        Attribute.ScalarValue.class, Attribute.Scalars.class, Attribute.Booleans.class, Attribute.BlockIndexes.class));
    return ProgramFeatures.ALL.withOperatorTypes(List.of("reshape2", "concat", "assign", "transpose2"))
        .withAttributes(attributes).withWeightTypes(EnumSet.of(DataType.BOOL, DataType.INT8, DataType.UINT8,
            DataType.INT16, DataType.INT32, DataType.INT64, DataType.FLOAT16, DataType.FLOAT32));
  }

  @Override
  protected Program kept(Program program) {
    Program prepared = LiteProgram.prepare(program, LiteTarget.DEFAULT);
    LinkedHashMap<String, Weight> weights = new LinkedHashMap<>(prepared.weights());
    weights.replaceAll((name, weight) -> new Weight(weight.tensor()));
    return prepared.withWeights(weights);
  }
}
