package oar.api.model;

/** What flows between operators when a program runs: a tensor with its level of detail, or an array of such. */
public sealed interface Value permits LodTensor, TensorArray {}
