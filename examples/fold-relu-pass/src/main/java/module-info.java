/** A pass for Oar that drops repeated relu operators. */
module acme.fold.relu {
  requires oar.api;

  provides oar.api.Pass with acme.fold.relu.FoldRelu;
}
