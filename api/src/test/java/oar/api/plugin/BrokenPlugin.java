package oar.api.plugin;

import static oar.api.plugin.PluginJar.quantizer;
import static oar.api.plugin.PluginJar.quantizerSource;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import oar.api.ModelFormat;
import oar.api.Quantizer;

/**
 * A way in which a plugin can be broken.
 *
 * @param name in words
 * @param reason the regular expression of what is told of it
 * @param writer writes it
 */
record BrokenPlugin(String name, String reason, Writer writer) {
  private static final String CLASS = "broken/Q.class";
  private static final String SERVICES = "META-INF/services/oar.api.Quantizer";

  /** Writes a plugin at a path that ends with {@code .jar}, or in a folder of that name; returns where it is. */
  interface Writer {
    Path write(Path jar) throws IOException;
  }

  /** Every way. */
  static final List<BrokenPlugin> ALL = List.of(
      of("class missing", "class broken.Q is not in the jar",
          sound().source("broken.Other", "package broken; class Other {}").without(CLASS)),
      of("package missing", "it cannot be loaded: .*Provider class broken.Q not in .*", sound().without(CLASS)),
      new BrokenPlugin("newer JDK", "it was compiled for a newer JDK than \\d+: .*",
          jar -> sound().file(CLASS, ofNewerJdk(sound().compile().get(CLASS))).write(jar)),
      of("superclass missing",
          "class broken.Base is missing, or broken; the jar that has it belongs into one folder .*",
          new PluginJar().source("broken.Base", quantizerSource("broken.Base", "\"broken\"", ""))
              .source("broken.Q", "package broken; public class Q extends Base {}").service(Quantizer.class, "broken.Q")
              .without("broken/Base.class")),
      of("dependency missing", ".*class library.Version is missing.*",
          quantizer("broken.Q", "broken", "private final String version = library.Version.number();")
              .source("library.Version", library("1")).without("library/Version.class")),
      of("constructor throws", "it fails in its constructor: java.lang.IllegalStateException: no licence",
          quantizer("broken.Q", "broken", "public Q() { throw new IllegalStateException(\"no licence\"); }")),
      of("constructor with a parameter", "it fails in its constructor: .*no public constructor without parameters",
          quantizer("broken.Q", "broken", "public Q(int bits) {}")),
      of("static initializer fails",
          "it fails in its constructor: a static initializer fails: java.lang.ArithmeticException: / by zero",
          quantizer("broken.Q", "broken", "static final int NUMBER = 1 / Integer.parseInt(\"0\");")),
      of("constructor hangs", "it has not returned from its constructor within 2 s; .*",
          quantizer("broken.Q", "broken", "public Q() throws Exception { Thread.sleep(100_000); }")),
      withId("null", "its id is null; an id matches .*"), //
      withId("\" \"", "its id is ' '; an id matches .*"), //
      withId("\"Broken!\"", "its id is 'Broken!'; an id matches .*"),
      withId("\"x\".repeat(65)", "its id is 'x{65}'; an id matches .*"),
      withId("null + \"\".substring(1)", "it fails in telling its id, .*: java.lang.StringIndexOutOfBoundsException.*"),
      withId("id()", "it fails in telling its id, .*StackOverflowError.*"),
      of("options null", "its list of options is null",
          quantizer("broken.Q", "broken", "public java.util.List<Option> options() { return null; }")),
      of("reserved id", "the id int8 is reserved for Oar's own; it needs another id", quantizer("broken.Q", "int8")),
      of("API too new", "it accepts version 99 of Oar's API, and this is version 1; get a newer Oar",
          sound().manifest("Oar-Api-Versions", "99")),
      of("API too old", "it accepts version 0 of Oar's API, and this is version 1; get a newer version of it",
          sound().manifest("Oar-Api-Versions", "0")),
      of("API version illegal", "its manifest has Oar-Api-Versions 'latest'; that must be a number .*",
          sound().manifest("Oar-Api-Versions", "latest")),
      of("no subtype", "class broken.Q does not implement oar.api.Quantizer",
          new PluginJar().source("broken.Q", "package broken; public class Q {}").service(Quantizer.class, "broken.Q")),
      of("of another kind", "class broken.Q does not implement oar.api.ModelFormat",
          new PluginJar().source("broken.Q", quantizerSource("broken.Q", "\"broken\"", ""))
              .service(ModelFormat.class, "broken.Q")),
      of("class not public", "it fails in its constructor: class broken.Q is not public|class broken.Q is not public",
          new PluginJar()
              .source("broken.Q", quantizerSource("broken.Q", "\"broken\"", "").replace("public class", "class"))
              .service(Quantizer.class, "broken.Q")),
      of("services file malformed", "it cannot be loaded: .*",
          sound().file(SERVICES, "broken.Q and broken.R, please\n")),
      of("services file missing", "it provides no format, quantizer, backend or pass; .*", sound().without(SERVICES)),
      new BrokenPlugin("jar truncated", "it cannot be loaded: .*", jar -> {
        byte[] whole = Files.readAllBytes(sound().write(jar));
        return Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
      }), //
      new BrokenPlugin("no jar at all", "it cannot be loaded: .*", jar -> Files.writeString(jar, "404 not found")),
      new BrokenPlugin("module does not read the API",
          "module broken does not read the API; its module-info must say: requires oar.api",
          jar -> sound().file("module-info.class", descriptorWithoutApi()).write(jar)),
      new BrokenPlugin("module requires what is missing",
          "it cannot be loaded: Module nowhere not found, required by broken", jar -> {
            Path nowhere = new PluginJar().module("module nowhere { }").write(jar.resolveSibling("nowhere.jar"));
            return sound().against(nowhere).module(
                "module broken { requires oar.api; requires nowhere; provides oar.api.Quantizer with broken.Q; }")
                .write(jar);
          }),
      new BrokenPlugin("split package", "it cannot be loaded: .*[Pp]ackage library .*", jar -> {
        Path folder = Path.of(jar.toString().replace(".jar", ""));
        new PluginJar().source("library.Version", library("1")).write(folder.resolve("one.jar"));
        new PluginJar().source("library.Version", library("2")).write(folder.resolve("two.jar"));
        sound().write(folder.resolve("broken.jar"));
        return folder;
      }));

  private static BrokenPlugin of(String name, String reason, PluginJar plugin) {
    return new BrokenPlugin(name, reason, plugin::write);
  }

  private static BrokenPlugin withId(String id, String reason) {
    return of("id " + id, reason, new PluginJar().source("broken.Q", quantizerSource("broken.Q", id, ""))
        .service(Quantizer.class, "broken.Q"));
  }

  private static PluginJar sound() {
    return quantizer("broken.Q", "broken");
  }

  /** Return the source of a library of some version. */
  static String library(String version) {
    return "package library; public class Version { public static String number() { return \"" + version + "\"; } }";
  }

  private static byte[] ofNewerJdk(byte[] bytes) {
    bytes[7] += 10;
    return bytes;
  }

  /** No compiler writes that a module provides what it does not read. */
  private static byte[] descriptorWithoutApi() {
    return ClassFile.of().buildModule(ModuleAttribute.of(ModuleDesc.of("broken"), module -> module
        .requires(ModuleDesc.of("java.base"), ClassFile.ACC_MANDATED, null)
        .exports(PackageDesc.of("broken"), 0)
        .provides(ClassDesc.of(Quantizer.class.getName()), ClassDesc.of("broken.Q"))));
  }

  @Override
  public String toString() {
    return name;
  }
}
