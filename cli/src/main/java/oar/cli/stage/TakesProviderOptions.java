package oar.cli.stage;

import oar.api.ProviderKind;

/** A command that passes options on to a provider; its help shows which there are. */
public interface TakesProviderOptions {
  /** Return the kind of the providers whose options the command passes on. */
  ProviderKind optionsOf();
}
