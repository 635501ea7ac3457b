package oar.runtime.arm.lowering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import oar.runtime.arm.op.control.ArrayLength;
import oar.runtime.arm.op.control.ArrayToTensor;
import oar.runtime.arm.op.control.ConditionalBlock;
import oar.runtime.arm.op.control.MergeByMask;
import oar.runtime.arm.op.control.ReadFromArray;
import oar.runtime.arm.op.control.SelectInput;
import oar.runtime.arm.op.control.SelectOutput;
import oar.runtime.arm.op.control.SplitByMask;
import oar.runtime.arm.op.control.While;
import oar.runtime.arm.op.control.WriteBack;
import oar.runtime.arm.op.control.WriteToArray;
import oar.runtime.arm.op.convolution.Convolution;
import oar.runtime.arm.op.convolution.DeformableConvolution;
import oar.runtime.arm.op.convolution.Im2Sequence;
import oar.runtime.arm.op.convolution.IndexedMaximumPool;
import oar.runtime.arm.op.convolution.Pool;
import oar.runtime.arm.op.convolution.TransposedConvolution;
import oar.runtime.arm.op.creation.AssignValue;
import oar.runtime.arm.op.creation.Empty;
import oar.runtime.arm.op.creation.FillBatchSizeLike;
import oar.runtime.arm.op.creation.FillConstant;
import oar.runtime.arm.op.creation.FillLike;
import oar.runtime.arm.op.creation.Increment;
import oar.runtime.arm.op.creation.IsEmpty;
import oar.runtime.arm.op.creation.Linspace;
import oar.runtime.arm.op.creation.OneHot;
import oar.runtime.arm.op.creation.RandomFill;
import oar.runtime.arm.op.creation.Range;
import oar.runtime.arm.op.creation.SamplingId;
import oar.runtime.arm.op.creation.Triangle;
import oar.runtime.arm.op.decoding.BeamSearch;
import oar.runtime.arm.op.decoding.BeamSearchDecode;
import oar.runtime.arm.op.decoding.CrfDecoding;
import oar.runtime.arm.op.decoding.CtcAlign;
import oar.runtime.arm.op.decoding.ViterbiDecode;
import oar.runtime.arm.op.detection.AnchorGenerator;
import oar.runtime.arm.op.detection.BoxClip;
import oar.runtime.arm.op.detection.BoxCoder;
import oar.runtime.arm.op.detection.CollectFpnProposals;
import oar.runtime.arm.op.detection.DensityPriorBox;
import oar.runtime.arm.op.detection.DistributeFpnProposals;
import oar.runtime.arm.op.detection.GenerateProposals;
import oar.runtime.arm.op.detection.IouSimilarity;
import oar.runtime.arm.op.detection.MatrixNms;
import oar.runtime.arm.op.detection.MulticlassNms;
import oar.runtime.arm.op.detection.Nms;
import oar.runtime.arm.op.detection.PolygonBoxTransform;
import oar.runtime.arm.op.detection.PriorBox;
import oar.runtime.arm.op.detection.RegionPooling;
import oar.runtime.arm.op.detection.RetinanetDetectionOutput;
import oar.runtime.arm.op.detection.YoloBox;
import oar.runtime.arm.op.elementwise.Atan2;
import oar.runtime.arm.op.elementwise.BinaryFunctions;
import oar.runtime.arm.op.elementwise.Clip;
import oar.runtime.arm.op.elementwise.Comparisons;
import oar.runtime.arm.op.elementwise.Dropout;
import oar.runtime.arm.op.elementwise.Logical;
import oar.runtime.arm.op.elementwise.Power;
import oar.runtime.arm.op.elementwise.Prelu;
import oar.runtime.arm.op.elementwise.Scale;
import oar.runtime.arm.op.elementwise.Sum;
import oar.runtime.arm.op.elementwise.UnaryFunctions;
import oar.runtime.arm.op.indexing.DequantizeLog;
import oar.runtime.arm.op.indexing.Gather;
import oar.runtime.arm.op.indexing.GatherNd;
import oar.runtime.arm.op.indexing.GatherTree;
import oar.runtime.arm.op.indexing.LookupTable;
import oar.runtime.arm.op.indexing.LookupTableDequant;
import oar.runtime.arm.op.indexing.Scatter;
import oar.runtime.arm.op.indexing.ScatterNdAdd;
import oar.runtime.arm.op.indexing.SetValue;
import oar.runtime.arm.op.indexing.Where;
import oar.runtime.arm.op.indexing.WhereIndex;
import oar.runtime.arm.op.matrix.Addmm;
import oar.runtime.arm.op.matrix.BatchedProduct;
import oar.runtime.arm.op.matrix.FullyConnected;
import oar.runtime.arm.op.matrix.Inverse;
import oar.runtime.arm.op.matrix.Matmul;
import oar.runtime.arm.op.normalization.AffineChannel;
import oar.runtime.arm.op.normalization.BatchNorm;
import oar.runtime.arm.op.normalization.GroupNorm;
import oar.runtime.arm.op.normalization.InstanceNorm;
import oar.runtime.arm.op.normalization.L2Norm;
import oar.runtime.arm.op.normalization.LayerNorm;
import oar.runtime.arm.op.normalization.Lrn;
import oar.runtime.arm.op.normalization.PNorm;
import oar.runtime.arm.op.normalization.Softmax;
import oar.runtime.arm.op.quantized.Calib;
import oar.runtime.arm.op.quantized.StaticConvolution;
import oar.runtime.arm.op.quantized.StaticProduct;
import oar.runtime.arm.op.recurrent.Gru;
import oar.runtime.arm.op.recurrent.GruUnit;
import oar.runtime.arm.op.recurrent.Lstm;
import oar.runtime.arm.op.recurrent.Rnn;
import oar.runtime.arm.op.reduction.Reductions;
import oar.runtime.arm.op.resampling.AffineGrid;
import oar.runtime.arm.op.resampling.GridSampler;
import oar.runtime.arm.op.resampling.Interpolate;
import oar.runtime.arm.op.sequence.LodReset;
import oar.runtime.arm.op.sequence.SequenceConcat;
import oar.runtime.arm.op.sequence.SequenceConv;
import oar.runtime.arm.op.sequence.SequenceExpand;
import oar.runtime.arm.op.sequence.SequenceMask;
import oar.runtime.arm.op.sequence.SequencePad;
import oar.runtime.arm.op.sequence.SequencePool;
import oar.runtime.arm.op.sequence.SequenceReshape;
import oar.runtime.arm.op.sequence.SequenceReverse;
import oar.runtime.arm.op.sequence.SequenceSoftmax;
import oar.runtime.arm.op.sequence.SequenceUnpad;
import oar.runtime.arm.op.shape.Cast;
import oar.runtime.arm.op.shape.Concat;
import oar.runtime.arm.op.shape.Copy;
import oar.runtime.arm.op.shape.Expand;
import oar.runtime.arm.op.shape.Flatten;
import oar.runtime.arm.op.shape.Flip;
import oar.runtime.arm.op.shape.Meshgrid;
import oar.runtime.arm.op.shape.Reshape;
import oar.runtime.arm.op.shape.Roll;
import oar.runtime.arm.op.shape.ShapeOf;
import oar.runtime.arm.op.shape.Slice;
import oar.runtime.arm.op.shape.Split;
import oar.runtime.arm.op.shape.Squeeze;
import oar.runtime.arm.op.shape.Stack;
import oar.runtime.arm.op.shape.StridedSlice;
import oar.runtime.arm.op.shape.Tile;
import oar.runtime.arm.op.shape.Transpose;
import oar.runtime.arm.op.shape.Unsqueeze;
import oar.runtime.arm.op.shape.Unstack;
import oar.runtime.arm.op.sorting.ArgExtreme;
import oar.runtime.arm.op.sorting.Argsort;
import oar.runtime.arm.op.sorting.Cumsum;
import oar.runtime.arm.op.sorting.TopK;
import oar.runtime.arm.op.sorting.Unique;
import oar.runtime.arm.op.spatial.ChannelShuffle;
import oar.runtime.arm.op.spatial.Crop;
import oar.runtime.arm.op.spatial.Pad;
import oar.runtime.arm.op.spatial.PixelShuffle;
import oar.runtime.arm.op.spatial.TemporalShift;
import oar.runtime.arm.op.spatial.Unfold;

/** Every operator that this backend runs: type and what makes an operation of it. */
public final class OperationTable {
  private static final Map<String, OperationFactory> FACTORIES = table();

  private OperationTable() {}

  private static Map<String, OperationFactory> table() {
    SequencedMap<String, OperationFactory> table = new LinkedHashMap<>();
    table.putAll(UnaryFunctions.factories());
    table.putAll(BinaryFunctions.factories());
    table.putAll(Comparisons.factories());
    table.putAll(Logical.factories());
    table.putAll(Reductions.factories());

    table.put("conv2d", quantizedOr(StaticConvolution::new, Convolution.factory(2)));
    table.put("depthwise_conv2d", quantizedOr(StaticConvolution::new, Convolution.factory(2)));
    table.put("conv3d", Convolution.factory(3));
    table.put("conv2d_transpose", TransposedConvolution::new);
    table.put("depthwise_conv2d_transpose", TransposedConvolution::new);
    table.put("deformable_conv", DeformableConvolution::new);
    table.put("deformable_conv_v1", DeformableConvolution::new);
    table.put("im2sequence", Im2Sequence::new);
    table.put("pool2d", Pool.factory(2));
    table.put("pool3d", Pool.factory(3));
    table.put("max_pool2d_with_index", IndexedMaximumPool::new);

    table.put("mul", quantizedOr(StaticProduct::mul, FullyConnected::mul));
    table.put("fc", quantizedOr(StaticProduct::fc, FullyConnected::fc));
    table.put("matmul", quantizedOr(StaticProduct::matmul, Matmul::first));
    table.put("matmul_v2", quantizedOr(StaticProduct::matmul, Matmul::second));
    table.put("bmm", BatchedProduct::bmm);
    table.put("mv", BatchedProduct::mv);
    table.put("dot", BatchedProduct::dot);
    table.put("addmm", Addmm::new);
    table.put("inverse", Inverse::new);

    table.put("batch_norm", BatchNorm::new);
    table.put("sync_batch_norm", BatchNorm::new);
    table.put("layer_norm", LayerNorm::new);
    table.put("instance_norm", InstanceNorm::new);
    table.put("group_norm", GroupNorm::new);
    table.put("affine_channel", AffineChannel::new);
    table.put("lrn", Lrn::new);
    table.put("norm", L2Norm::new);
    table.put("p_norm", PNorm::new);
    table.put("softmax", Softmax::plain);
    table.put("log_softmax", Softmax::logarithm);

    table.put("scale", Scale::new);
    table.put("dropout", Dropout::of);
    table.put("clip", Clip::new);
    table.put("pow", Power::new);
    table.put("prelu", Prelu::new);
    table.put("atan2", Atan2::new);
    table.put("sum", Sum::new);

    for (String method : List.of("nearest", "linear", "bilinear", "trilinear", "bicubic")) {
      table.put(method + "_interp", Interpolate::first);
      table.put(method + "_interp_v2", Interpolate::second);
    }
    table.put("grid_sampler", GridSampler::new);
    table.put("affine_grid", AffineGrid::new);

    table.put("reshape", Reshape::new);
    table.put("reshape2", Reshape::new);
    table.put("flatten", Flatten::toMatrix);
    table.put("flatten2", Flatten::toMatrix);
    table.put("flatten_contiguous_range", Flatten::range);
    table.put("squeeze", Squeeze::new);
    table.put("squeeze2", Squeeze::new);
    table.put("unsqueeze", Unsqueeze::new);
    table.put("unsqueeze2", Unsqueeze::new);
    table.put("transpose", Transpose::new);
    table.put("transpose2", Transpose::new);
    table.put("concat", Concat::new);
    table.put("split", Split::new);
    table.put("slice", Slice::new);
    table.put("strided_slice", StridedSlice::new);
    table.put("tile", Tile::tile);
    table.put("expand", Tile::expand);
    table.put("expand_as", Tile::expandAs);
    table.put("expand_v2", Expand::toShape);
    table.put("expand_as_v2", Expand::toTensor);
    table.put("stack", Stack::new);
    table.put("unstack", Unstack::unstack);
    table.put("unbind", Unstack::unbind);
    table.put("flip", Flip::new);
    table.put("reverse", Flip::new);
    table.put("roll", Roll::new);
    table.put("meshgrid", Meshgrid::new);
    table.put("shape", ShapeOf::new);
    table.put("cast", Cast::new);
    table.put("assign", Copy::of);
    table.put("share_data", Copy::withoutLevelOfDetail);
    table.put("calib", Calib::of);
    table.put("calib_once", Calib::of);
    table.put("io_copy", Copy::ofInput);
    table.put("io_copy_once", Copy::ofInput);
    table.put("print", Copy::printing);

    table.put("gather", Gather::gather);
    table.put("index_select", Gather::indexSelect);
    table.put("gather_nd", GatherNd::new);
    table.put("gather_tree", GatherTree::new);
    table.put("scatter", Scatter::new);
    table.put("scatter_nd_add", ScatterNdAdd::new);
    table.put("set_value", SetValue::new);
    table.put("where", Where::new);
    table.put("where_index", WhereIndex::new);
    table.put("lookup_table", LookupTable::replacing);
    table.put("lookup_table_v2", LookupTable::appending);
    table.put("lookup_table_dequant", LookupTableDequant::new);
    table.put("dequantize_log", DequantizeLog::new);

    table.put("fill_constant", FillConstant::new);
    table.put("fill_constant_batch_size_like", FillBatchSizeLike::new);
    table.put("fill_any_like", FillLike::any);
    table.put("fill_zeros_like", FillLike::zeros);
    table.put("assign_value", AssignValue::new);
    table.put("empty", Empty::new);
    table.put("range", Range::new);
    table.put("linspace", Linspace::new);
    table.put("increment", Increment::new);
    table.put("is_empty", IsEmpty::new);
    table.put("one_hot", OneHot::replacing);
    table.put("one_hot_v2", OneHot::appending);
    table.put("tril_triu", Triangle::new);
    table.put("uniform_random", RandomFill::uniform);
    table.put("gaussian_random", RandomFill::gaussian);
    table.put("sampling_id", SamplingId::new);

    table.put("prior_box", PriorBox::new);
    table.put("density_prior_box", DensityPriorBox::new);
    table.put("anchor_generator", AnchorGenerator::new);
    table.put("box_coder", BoxCoder::new);
    table.put("box_clip", BoxClip::new);
    table.put("iou_similarity", IouSimilarity::new);
    table.put("yolo_box", YoloBox::new);
    table.put("polygon_box_transform", PolygonBoxTransform::new);
    table.put("nms", Nms::new);
    table.put("multiclass_nms", MulticlassNms::new);
    table.put("multiclass_nms2", MulticlassNms::new);
    table.put("multiclass_nms3", MulticlassNms::new);
    table.put("matrix_nms", MatrixNms::new);
    table.put("retinanet_detection_output", RetinanetDetectionOutput::new);
    table.put("generate_proposals", GenerateProposals::new);
    table.put("generate_proposals_v2", GenerateProposals::new);
    table.put("distribute_fpn_proposals", DistributeFpnProposals::new);
    table.put("collect_fpn_proposals", CollectFpnProposals::new);
    table.put("roi_align", RegionPooling.align());
    table.put("roi_pool", RegionPooling.maximum());
    table.put("psroi_pool", RegionPooling.positionSensitive());

    table.put("rnn", Rnn::new);
    table.put("lstm", Lstm::new);
    table.put("gru", Gru::new);
    table.put("gru_unit", GruUnit::new);

    table.put("sequence_pool", SequencePool::new);
    table.put("sequence_conv", SequenceConv::new);
    table.put("sequence_expand", SequenceExpand::like);
    table.put("sequence_expand_as", SequenceExpand::as);
    table.put("sequence_mask", SequenceMask::new);
    table.put("sequence_pad", SequencePad::new);
    table.put("sequence_unpad", SequenceUnpad::new);
    table.put("sequence_concat", SequenceConcat::new);
    table.put("sequence_reverse", SequenceReverse::new);
    table.put("sequence_reshape", SequenceReshape::new);
    table.put("sequence_softmax", SequenceSoftmax::new);
    table.put("lod_reset", LodReset::new);

    table.put("crf_decoding", CrfDecoding::new);
    table.put("viterbi_decode", ViterbiDecode::new);
    table.put("ctc_align", CtcAlign::new);
    table.put("beam_search", BeamSearch::new);
    table.put("beam_search_decode", BeamSearchDecode::new);

    table.put("pad", Pad::everywhere);
    table.put("pad2d", Pad::ofImages);
    table.put("pad3d", Pad::ofVolumes);
    table.put("crop", Crop::crop);
    table.put("crop_tensor", Crop::cropTensor);
    table.put("pixel_shuffle", PixelShuffle::enlarging);
    table.put("pixel_unshuffle", PixelShuffle::shrinking);
    table.put("channel_shuffle", ChannelShuffle::ofGroups);
    table.put("shuffle_channel", ChannelShuffle::ofGroup);
    table.put("temporal_shift", TemporalShift::new);
    table.put("unfold", Unfold::new);

    table.put("arg_max", ArgExtreme::maximum);
    table.put("arg_min", ArgExtreme::minimum);
    table.put("argsort", Argsort::new);
    table.put("top_k", TopK::first);
    table.put("top_k_v2", TopK::second);
    table.put("unique", Unique::new);
    table.put("unique_with_counts", Unique::new);
    table.put("cumsum", Cumsum::new);

    table.put("while", While::new);
    table.put("conditional_block", ConditionalBlock::new);
    table.put("conditional_block_infer", ConditionalBlock::new);
    table.put("select_input", SelectInput::new);
    table.put("select_output", SelectOutput::new);
    table.put("split_lod_tensor", SplitByMask::new);
    table.put("merge_lod_tensor", MergeByMask::new);
    table.put("merge_lod_tensor_infer", MergeByMask::new);
    table.put("write_to_array", WriteToArray::new);
    table.put("read_from_array", ReadFromArray::new);
    table.put("lod_array_length", ArrayLength::new);
    table.put("tensor_array_to_tensor", ArrayToTensor::new);
    table.put("write_back", WriteBack::new);
    return Map.copyOf(table);
  }

  /** Return a factory for operators of which some work on the integers of a statically quantized program. */
  private static OperationFactory quantizedOr(OperationFactory quantized, OperationFactory real) {
    return reader -> reader.isQuantized() ? quantized.create(reader) : real.create(reader);
  }

  /** Return the factories by operator type. */
  static Map<String, OperationFactory> factories() {
    return FACTORIES;
  }

  /** Return the types of the operators, feed and fetch included. */
  public static Set<String> operators() {
    Set<String> types = new TreeSet<>(FACTORIES.keySet());
    types.add("feed");
    types.add("fetch");
    return types;
  }
}
