package oar.format.naivebuffer;

import java.util.List;
import oar.api.model.Block;

/**
 * What a topology holds.
 *
 * @param blocks its blocks
 * @param version Paddle's version number
 * @param doubleFields whether its attributes have the fields for doubles, which opt did not write up to version 2.10
 */
record Topology(List<Block> blocks, long version, boolean doubleFields) {
  /** The trait of a variable whose value must be fed. */
  static final String NEED_CHECK_FEED = "need_check_feed";
}
