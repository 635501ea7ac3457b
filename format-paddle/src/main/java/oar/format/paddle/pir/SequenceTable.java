package oar.format.paddle.pir;

import java.util.List;

/** Recurrent networks, sequences and decoding. */
final class SequenceTable {
  static final List<Mapping> LINES = List.of( //
      Mapping.of("rnn", "Input, PreState*, WeightList*, SequenceLength?, - -> Out, DropoutState, State*, Reserve"), //
      Mapping.of("gru", "Input, H0?, Weight, Bias? -> BatchGate, BatchResetHiddenPrev, BatchHidden, Hidden")
          .drop("is_test"), //
      Mapping.of("lstm", "Input, H0?, C0?, Weight, Bias -> Hidden, Cell, BatchGate, BatchCellPreAct"), //
      Mapping.of("gru_unit", "Input, HiddenPrev, Weight, Bias? -> Gate, ResetHiddenPrev, Hidden"), //
      Mapping.of("row_conv", "X, Filter -> Out"), //
      Mapping.of("im2sequence", "X, Y? -> Out"), //
      Mapping.of("lod_reset", "X, Y? -> Out"), //
      Mapping.of("sequence_mask", "X, @maxlen:int/MaxLenTensor -> Y"), //
      Mapping.of("sequence_pool", "X -> Out, MaxIndex"), //
      Mapping.of("sequence_softmax", "X -> Out"), //
      Mapping.of("sequence_expand", "X, Y -> Out"), //
      Mapping.of("sequence_conv", "X, PaddingData?, Filter -> Out").rename("context_length", "contextLength")
          .rename("context_start", "contextStart").rename("context_stride", "contextStride")
          .rename("padding_trainable", "paddingTrainable"), //
      Mapping.of("ctc_align", "Input, InputLength? -> Output, OutputLength?"), //
      Mapping.of("crf_decoding", "Emission, Transition, Label?, Length? -> ViterbiPath"), //
      Mapping.of("viterbi_decode", "Input, Transition, Length -> Scores, Path"), //
      Mapping.of("beam_search", "pre_ids, pre_scores, ids?, scores -> selected_ids, selected_scores, parent_idx"), //
      Mapping.of("beam_search_decode", "Ids, Scores -> SentenceIds, SentenceScores"));

  private SequenceTable() {}
}
