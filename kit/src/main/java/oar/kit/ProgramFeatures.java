package oar.kit;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import oar.api.model.Attribute;
import oar.api.model.DataType;

/**
 * What generated programs are made of. A format whose files cannot hold something leaves it out.
 *
 * @param operatorTypes types that operators may have; one or more
 * @param attributes kinds of attributes
 * @param weightTypes element types of weights; one or more
 * @param traits what else there may be
 */
public record ProgramFeatures(List<String> operatorTypes, Set<Class<? extends Attribute>> attributes,
    Set<DataType> weightTypes, Set<Trait> traits) {
  /** Everything that a program can have, with operators that no backend knows. */
  public static final ProgramFeatures ALL = new ProgramFeatures(List.of("first_unknown", "second_unknown"),
      AttributeGenerator.kinds(), EnumSet.allOf(DataType.class), EnumSet.allOf(Trait.class));

  /** Something that programs may have. */
  public enum Trait {
    /** A block within block 0. */
    SUB_BLOCKS,
    /** What else a file says of a variable. */
    VARIABLE_TRAITS,
    /** Weights whose rows group into sequences. */
    WEIGHT_SEQUENCES,
    /** Weights of rank 0. */
    SCALAR_WEIGHTS,
    /** Weights without elements. */
    EMPTY_WEIGHTS,
    /** A version of Paddle. */
    VERSION
  }

  /** Choose features. */
  public ProgramFeatures {
    operatorTypes = List.copyOf(operatorTypes);
    attributes = Collections.unmodifiableSet(new LinkedHashSet<>(attributes));
    weightTypes = Set.copyOf(weightTypes);
    traits = Set.copyOf(traits);
  }

  /** Return the features with other operator types. */
  public ProgramFeatures withOperatorTypes(List<String> newOperatorTypes) {
    return new ProgramFeatures(newOperatorTypes, attributes, weightTypes, traits);
  }

  /** Return the features with no other kinds of attributes than these. */
  public ProgramFeatures withAttributes(Set<Class<? extends Attribute>> newAttributes) {
    return new ProgramFeatures(operatorTypes, newAttributes, weightTypes, traits);
  }

  /** Return the features with no other types of weights than these. */
  public ProgramFeatures withWeightTypes(Set<DataType> newWeightTypes) {
    return new ProgramFeatures(operatorTypes, attributes, newWeightTypes, traits);
  }

  /** Return the features with no other traits than these. */
  public ProgramFeatures withTraits(Set<Trait> newTraits) {
    return new ProgramFeatures(operatorTypes, attributes, weightTypes, newTraits);
  }
}
