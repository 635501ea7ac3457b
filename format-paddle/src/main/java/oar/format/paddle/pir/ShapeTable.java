package oar.format.paddle.pir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import oar.api.model.Attribute;
import oar.api.model.Operator;

/** What moves, repeats, or cuts out elements without computing with them. */
final class ShapeTable {
  private static final Attribute NONE = new Attribute.Ints(List.of());

  static final List<Mapping> LINES = List.of( //
      Mapping.of("reshape", "reshape2", "X, @shape:ints/Shape -> Out, +XShape").add("shape", NONE), //
      Mapping.of("legacy_reshape", "reshape", "X, @shape:ints/Shape -> Out").add("shape", NONE), //
      Mapping.of("transpose", "transpose2", "X -> Out, +XShape").rename("perm", "axis"), //
      Mapping.of("flatten", "flatten_contiguous_range", "X -> Out, +XShape"), //
      Mapping.of("squeeze", "squeeze2", "X, @axes:ints -> Out, +XShape"), //
      Mapping.of("unsqueeze", "unsqueeze2", "X, @axes:ints/AxesTensor -> Out, +XShape").add("axes", NONE), //
      Mapping.of("concat", "X*, @axis:int/AxisTensor -> Out").add("axis", 0), //
      Mapping.of("split", "X, @sections:ints/SectionsTensorList*, @axis:int/AxisTensor -> Out*").add("num", 0)
          .add("sections", NONE)
          .add("axis", 0), //
      Mapping.of("split_with_num", "split", "X, @axis:int/AxisTensor -> Out*").add("sections", NONE)
          .add("axis", 0), //
      Mapping.of("stack", "X* -> Y"), //
      Mapping.of("unstack", "X -> Y*"), //
      Mapping.of("unbind", "X -> Out*"), //
      Mapping.of("slice", "Input, @starts:bounds/StartsTensor, @ends:bounds/EndsTensor -> Out")
          .adjust(ShapeTable::standInForBounds), //
      Mapping.of("strided_slice",
          "Input, @starts:bounds/StartsTensor, @ends:bounds/EndsTensor, @strides:ints/StridesTensor -> Out")
          .adjust(ShapeTable::endBeforeFirst).adjust(ShapeTable::standInForBounds).adjust(ShapeTable::keepAxes), //
      Mapping.of("crop", "crop_tensor", "X, @shape:ints/Shape, @offsets:ints/Offsets -> Out").add("shape", NONE)
          .add("offsets", NONE), //
      Mapping.of("expand", "expand_v2", "X, @shape:ints/Shape -> Out").add("shape", NONE), //
      Mapping.of("expand_as", "expand_as_v2", "X, Y? -> Out"), //
      Mapping.of("tile", "X, @repeat_times:ints/RepeatTimes -> Out").add("repeat_times", NONE), //
      Mapping.of("broadcast_tensors", "X* -> Out*"), //
      Mapping.of("meshgrid", "X* -> Out*"), //
      Mapping.of("pad", "X, @pad_value:float -> Out"), //
      Mapping.of("pad3d", "X, @paddings:ints/Paddings -> Out").rename("pad_value", "value").add("paddings", NONE), //
      Mapping.of("cast", "X -> Out").rename("dtype", "out_dtype").adjust((source, operator, translation) -> operator
          .attribute("in_dtype", translation.values().one(source.operand(0)).element().code())), //
      Mapping.of("assign", "X -> Out"), //
      Mapping.of("share_data_", "assign", "X -> Out"), //
      Mapping.of("share_data", "assign", "X -> Out"), //
      Mapping.of("npu_identity", "assign", "X -> Out").drop("format"), //
      Mapping.of("memcpy", "assign", "X -> Out").drop("dst_place_type"), //
      Mapping.of("memcpy_d2h", "assign", "X -> Out").drop("dst_place_type"), //
      Mapping.of("memcpy_h2d", "assign", "X -> Out").drop("dst_place_type"), //
      Mapping.of("is_empty", "X -> Out"), //
      Mapping.of("shape", "Input -> Out"), //
      Mapping.of("numel", "size", "Input -> Out"), //
      Mapping.of("flip", "X -> Out"), //
      Mapping.of("reverse", "X, @axis:ints -> Out"), //
      Mapping.of("roll", "X, @shifts:longs/ShiftsTensor -> Out").form(AttributeForm.LONGS, "axis"), //
      Mapping.of("diag", "diag_v2", "X -> Out"), //
      Mapping.of("diag_embed", "Input -> Out"), //
      Mapping.of("diagonal", "Input -> Out"), //
      Mapping.of("trace", "Input -> Out"), //
      Mapping.of("tril", "tril_triu", "X -> Out").add("lower", true), //
      Mapping.of("triu", "tril_triu", "X -> Out").add("lower", false), //
      Mapping.of("fill_diagonal_tensor", "X, Y -> Out").form(AttributeForm.LONG, "offset"), //
      Mapping.of("unfold", "X -> Y"), //
      Mapping.of("fold", "X -> Y"), //
      Mapping.of("pixel_shuffle", "X -> Out"), //
      Mapping.of("pixel_unshuffle", "X -> Out"), //
      Mapping.of("channel_shuffle", "X -> Out"), //
      Mapping.of("shuffle_channel", "X -> Out"), //
      Mapping.of("temporal_shift", "X -> Out"), //
      Mapping.of("fill_diagonal", "X -> Out"), //
      Mapping.of("repeat_interleave", "X -> Out").rename("repeats", "Repeats").rename("axis", "dim")
          .only("output_size", -1), //
      Mapping.of("repeat_interleave_with_tensor_index", "repeat_interleave", "X, RepeatsTensor -> Out")
          .rename("axis", "dim").only("output_size", -1), //
      Mapping.of("as_real", "X -> Out"), //
      Mapping.of("as_complex", "X -> Out"), //
      Mapping.of("fft_r2c", "X -> Out").form(AttributeForm.LONGS, "axes"), //
      Mapping.of("fft_c2c", "X -> Out").form(AttributeForm.LONGS, "axes"), //
      Mapping.of("fft_c2r", "X -> Out").form(AttributeForm.LONGS, "axes").form(AttributeForm.LONG, "last_dim_size"));

  private ShapeTable() {}

  /** Where bounds are computed, Paddle 2 still takes the number of axes from the attributes. */
  private static void standInForBounds(PirOperation slice, Operator.Builder operator, Translation translation) {
    Attribute placeholder = new Attribute.Ints(Collections.nCopies(slice.numbers("axes").size(), -1));
    Operator known = operator.build();
    for (String bound : List.of("starts", "ends", "strides")) {
      boolean computed = known.inputs().keySet().stream().anyMatch(slot -> slot.equalsIgnoreCase(bound + "Tensor"));
      if (computed) {
        operator.attribute(bound, placeholder);
      }
    }
  }

  /** Going backwards, the end that lies before all elements is the smallest number in PIR, and -1 in Paddle 2. */
  private static void endBeforeFirst(PirOperation slice, Operator.Builder operator, Translation translation) {
    long[] ends = operator.build().longsAttribute("ends");
    long[] strides = operator.build().longsAttribute("strides");
    List<Integer> translated = new ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      boolean beforeFirst = i < strides.length && strides[i] < 0 && ends[i] == Integer.MIN_VALUE;
      translated.add(beforeFirst ? -1 : (int) ends[i]);
    }
    operator.attribute("ends", translated);
  }

  private static void keepAxes(PirOperation slice, Operator.Builder operator, Translation translation) {
    operator.attribute("infer_flags", Collections.nCopies(slice.numbers("axes").size(), 1))
        .attribute("decrease_axis", NONE);
  }
}
