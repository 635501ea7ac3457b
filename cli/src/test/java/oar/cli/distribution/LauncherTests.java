package oar.cli.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("distribution")
@Timeout(300)
class LauncherTests {
  @TempDir
  Path folder;

  @Test
  void aModelIsConvertedAndEvaluatedWithoutAWordOnTheErrorStream() throws Exception {
    Launched run = Launched.oar("read", Launched.DIGITS, "optimize", "quantize", "int8", "write",
        folder.resolve("digits.nb"), "evaluate", Launched.DIGITS.resolve("images.npy"),
        Launched.DIGITS.resolve("labels.npy"));
    assertEquals("", run.err());
    assertEquals(0, run.status());
    assertTrue(run.out().contains("as read 590 of 597 right (98.83 %)"), run.out());
    assertTrue(Files.exists(folder.resolve("digits.nb")));
  }

  @Test
  void optLoadsNoIncubatingModuleAndItsClassesComeFromTheArchive() throws Exception {
    ProcessBuilder opt = Launched.builder(Launched.LAUNCHER, "opt", "--model_dir=" + Launched.DIGITS,
        "--optimize_out=" + folder.resolve("out"), "--quant_model=true");
    opt.environment().put("OAR_JAVA_OPTS", "-Xlog:class+load,module+load:file=" + folder.resolve("classes.log"));
    Launched run = Launched.run(opt);
    assertEquals("", run.err());
    assertEquals(0, run.status());
    List<String> log = Files.readAllLines(folder.resolve("classes.log"));
    assertTrue(log.stream().noneMatch(line -> line.contains("jdk.incubator")));
    for (String name : List.of("oar.api.Pipeline", "oar.format.paddle.PaddleFormat", "picocli.CommandLine")) {
      assertTrue(log.stream().anyMatch(line -> line.contains(" " + name + " source: shared objects file")), name);
    }
  }

  @Test
  void exitCodesAndMessagesComeThrough() throws Exception {
    Launched wrong = Launched.oar("read", Launched.DIGITS, "quantize", "int9");
    assertEquals(2, wrong.status());
    assertTrue(wrong.err().startsWith("oar: there is no quantizer 'int9'"), wrong.err());
    Launched missed = Launched.oar("read", Launched.DIGITS, "evaluate", Launched.DIGITS.resolve("images.npy"),
        Launched.DIGITS.resolve("labels.npy"), "--at-least", 1);
    assertEquals(5, missed.status());
    assertEquals("oar: evaluate: 98.83 % of the images are right; --at-least asks for 100.00 %\n", missed.err());
  }

  @Test
  void aRecipeMayPredict() throws Exception {
    Path recipe = Files.writeString(folder.resolve("check.recipe"),
        "read '%s'\nevaluate # top-1\n'%s' '%s'\n".formatted(Launched.DIGITS, Launched.DIGITS.resolve("images.npy"),
            Launched.DIGITS.resolve("labels.npy")));
    Launched run = Launched.oar("@" + recipe);
    assertEquals("", run.err());
    assertEquals(0, run.status());
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws Exception {
    Path old = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(old.resolve("java"), "#!/bin/sh\nexit 99\n");
    assertTrue(old.resolve("java").toFile().setExecutable(true));
    Files.writeString(folder.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.15\"\n");
    ProcessBuilder oar = Launched.builder(Launched.LAUNCHER, "--version");
    oar.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    assertEquals(0, Launched.run(oar).status());
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    assertEquals(99, Launched.run(oar).status());
  }

  @Test
  void optionsOfTheJvmCanBeGiven() throws Exception {
    ProcessBuilder oar = Launched.builder(Launched.LAUNCHER, "plugins");
    oar.environment().put("OAR_JAVA_OPTS", "-Xmx1g -showversion");
    Launched run = Launched.run(oar);
    assertEquals(0, run.status());
    assertTrue(run.err().contains("Runtime Environment"), run.err());
  }

  @Test
  void theLauncherMayBeASymbolicLinkInAFolderOfAnyName() throws Exception {
    Path link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("a b")).resolve("oar"),
        Launched.LAUNCHER);
    assertEquals(0, Launched.run(Launched.builder(link, "--version")).status());
  }

  @Test
  void theRepositoryHasALauncherOfItsOwn() throws Exception {
    Launched run = Launched.run(Launched.builder(Launched.REPOSITORY.resolve("oar"), "--version"));
    assertEquals("", run.err());
    assertEquals(Launched.oar("--version"), run);
  }
}
