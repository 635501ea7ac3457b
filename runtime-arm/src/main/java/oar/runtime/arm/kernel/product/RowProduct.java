package oar.runtime.arm.kernel.product;

/**
 * What is known of a product before its kernel is made. A tile of rows is multiplied with a panel of columns:
 *
 * <pre>
 * sum[r, n] = sum of A[r, k] * W[k, n] over steps k
 * C[r, n]   = rectifier(sum[r, n] + bias[n] + residual[r, n])
 * </pre>
 *
 * Sums of integers are made real numbers first: {@code (sum - zero point[r] * column sum[n]) * (row scale[r] * column scale[n])}.
 *
 * @param arithmetic what elements are
 * @param tile where rows lie
 * @param depth what a row consists of
 * @param vectors vectors of columns, 1 or more
 * @param lastLanes how many lanes of the last vector are stored
 * @param weightStride bytes from the columns of a step to those of the next
 * @param resultStride bytes from a row of C to the next
 * @param hasResidual whether there is a residual; it lies as C does
 * @param rectifier formula of what is applied last
 * @param tracksExtremes whether the least and the greatest of the results are kept
 * @param fetchesNextPanel whether the panel behind this one is brought into a cache meanwhile
 */
public record RowProduct(Arithmetic arithmetic, RowTile tile, RowDepth depth, int vectors, int lastLanes,
    long weightStride, long resultStride, boolean hasResidual, Rectifier.Kind rectifier, boolean tracksExtremes,
    boolean fetchesNextPanel) {}
