package oar.cli.output;

import java.io.PrintWriter;

/** What a command found or did, for people and for programs. */
public interface Result {
  /** Print it as text. */
  void print(PrintWriter out);

  /** Return it as maps, lists, texts, numbers and booleans. */
  Object toJson();
}
