package oar.runtime.arm.plan;

import oar.runtime.arm.machine.Machine;

/**
 * How a model is computed.
 *
 * @param mode what operators compute with where a weight is quantized
 * @param machine what machine code may be written for
 * @param isExact whether sums are made of products as an operator's formula says, and not of fewer ones that round more
 */
public record ComputationSettings(PredictionMode mode, Machine machine, boolean isExact) {}
