import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Makes what lets the distribution start fast: archives of the classes that typical commands need, parsed and verified.
 *
 * <p>Arguments: the distribution's folder, the folder of the sample model, a folder for scratch files.
 */
public final class Archives {
  /** What a JVM started otherwise than the launcher starts it would not accept the archives for. */
  private static final List<String> COMMON = List.of("-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow",
      "--enable-native-access=oar.runtime.arm",
      "-Xlog:disable");
  private static final String MAIN = "oar.cli/oar.cli.Rehearsal";

  private final Path lib;
  private final Path model;
  private final Path scratch;

  private Archives(Path lib, Path model, Path scratch) {
    this.lib = lib;
    this.model = model;
    this.scratch = scratch;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path scratch = Files.createDirectories(Path.of(arguments[2]));
    // The JVM compares module paths as texts, and the launcher's has no symbolic link.
    Archives archives = new Archives(Path.of(arguments[0]).toRealPath().resolve("lib"), Path.of(arguments[1]), scratch);
    archives.modernizeOldJars();
    archives.archive();
  }

  private void archive() throws IOException, InterruptedException {
    Path configuration = scratch.resolve("oar.aotconf");
    rehearse(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + configuration));
    rehearse(List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + configuration,
        "-XX:AOTCache=" + lib.resolve("oar.aot")));
  }

  private void rehearse(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(COMMON);
    command.addAll(options);
    command.addAll(List.of("-p", lib.toString(), "-m", MAIN, model.toString(), scratch.toString()));
    Path log = scratch.resolve("archives.log");
    int status = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", command) + " exits with " + status + ":\n"
          + Files.readString(log));
    }
  }

  /** No archive takes a class of before Java 6, since the verifier that it asks for works at run time alone. */
  private void modernizeOldJars() throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(lib)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : jars) {
      Path modern = scratch.resolve(jar.getFileName());
      if (modernize(jar, modern)) {
        Files.move(modern, jar, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Copy a jar, its old classes with the stack maps that newer ones have; return whether there were any. */
  private static boolean modernize(Path jar, Path modern) throws IOException {
    boolean hasOldClasses = false;
    try (JarFile in = new JarFile(jar.toFile());
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(modern))) {
      for (JarEntry entry : Collections.list(in.entries())) {
        byte[] bytes = read(in, entry);
        if (entry.getName().endsWith(".class") && ClassFile.of().parse(bytes).majorVersion() < ClassFile.JAVA_6_VERSION) {
          bytes = modernize(in, bytes);
          hasOldClasses = true;
        }
        JarEntry copy = new JarEntry(entry.getName());
        copy.setLastModifiedTime(FileTime.fromMillis(entry.getTime()));
        out.putNextEntry(copy);
        out.write(bytes);
      }
    }
    return hasOldClasses;
  }

  private static byte[] modernize(JarFile jar, byte[] bytes) {
    ClassHierarchyResolver resolver = ClassHierarchyResolver
        .ofResourceParsing((ClassDesc type) -> open(jar, type)).orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile classFile = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(resolver));
    return classFile.transformClass(classFile.parse(bytes),
        ClassTransform.endHandler(builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))
            .andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
  }

  private static InputStream open(JarFile jar, ClassDesc type) {
    String descriptor = type.descriptorString();
    JarEntry entry = jar.getJarEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
