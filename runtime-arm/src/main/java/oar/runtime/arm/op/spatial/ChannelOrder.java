package oar.runtime.arm.op.spatial;

import oar.runtime.arm.lowering.OperatorReader;

/** Where the channels of images are among their dimensions. */
enum ChannelOrder {
  /** [N, C, spatial]. */
  FIRST,
  /** [N, spatial, C]. */
  LAST;

  /**
   * Read the attribute {@code data_format}, whose default is channels first.
   *
   * @param spatial letters of the spatial dimensions, {@code HW} or {@code DHW}
   * @throws oar.api.error.InvalidProgramException if it names another order
   */
  static ChannelOrder of(OperatorReader reader, String spatial) {
    String first = "NC" + spatial;
    String last = "N" + spatial + "C";
    String format = reader.operator().textAttribute("data_format", first);
    if (!format.equals(first) && !format.equals(last)) {
      throw reader.refuse("data_format is " + format + "; it must be " + first + " or " + last);
    }
    return format.equals(first) ? FIRST : LAST;
  }

  /** Return the dimension of the channels. */
  int channelAxis(int rank) {
    return this == FIRST ? 1 : rank - 1;
  }

  /** Return the first spatial dimension. */
  int firstSpatialAxis() {
    return this == FIRST ? 2 : 1;
  }
}
