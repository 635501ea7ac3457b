package oar.api;

/**
 * What some threads of this machine can do at most, as measured.
 *
 * @param floatOperations single-precision operations in a second, two for each product that is added up
 * @param integerOperations operations on 8-bit integers in a second, two for each product that is added up
 * @param bytesPerSecond how fast they read memory that is in no cache
 */
public record MachineLimits(double floatOperations, double integerOperations, double bytesPerSecond) {}
