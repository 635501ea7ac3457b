package oar.runtime.arm.op.attention;

/**
 * The sizes of an attention.
 *
 * @param heads of each batch
 * @param queries rows of Query
 * @param keys rows of Key and of Value
 * @param depth elements of a row of Query and of Key
 * @param width elements of a row of Value
 * @param scale of the scores
 */
record AttentionForm(int heads, int queries, int keys, int depth, int width, float scale) {}
