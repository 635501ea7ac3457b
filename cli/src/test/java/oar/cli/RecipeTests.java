package oar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RecipeTests {
  @TempDir
  Path folder;

  @Test
  void everyCommandHasALine() {
    assertEquals("read a\noptimize\nquantize int8 --only conv2d\nwrite b.nb\n", Recipe.format(
        List.of("read", "a", "optimize", "quantize", "int8", "--only", "conv2d", "write", "b.nb")));
  }

  @Test
  void aRecipeIsReadAsTheArgumentsThatItWasWrittenOf() throws IOException {
    List<String> names = List.of("a b", "it's", "say \"x\"", "#1", "a#b", "back\\slash\\n", "line\nend", "größe 卷积",
        "@file",
        "--input=x=a b.npy", "", "tab\there");
    Path recipe = Files.writeString(folder.resolve("recipe"), Recipe.format(names));
    CommandLine anything = CommandTable.all(new OarCommand());
    CommandLine.ParseResult parsed = anything.setUnmatchedArgumentsAllowed(true).parseArgs("@" + recipe);
    assertEquals(names, parsed.expandedArgs());
  }

  @Test
  void aChainIsSavedWhenItIsDone() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    CommandRun.successful("--json", "--save-recipe", first, "read", CommandRun.DIGITS, "optimize");
    assertEquals("read " + CommandRun.DIGITS + "\noptimize\n", Files.readString(first));
    CommandRun.successful("--save-recipe=" + second, "@" + first, "quantize", "int8");
    assertEquals("read " + CommandRun.DIGITS + "\noptimize\nquantize int8\n", Files.readString(second));
    CommandRun.of("--save-recipe", folder.resolve("third"), "read", folder.resolve("nothing"));
    assertFalse(Files.exists(folder.resolve("third")));
  }
}
