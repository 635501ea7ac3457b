package oar.format.paddle.pir;

/**
 * A result of an operation, or an argument of a block.
 *
 * @param id unique in the file: positive for a result, negative for an argument
 * @param type what it is
 */
record PirValue(long id, PirType type) {}
