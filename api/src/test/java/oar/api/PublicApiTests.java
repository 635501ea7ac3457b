package oar.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the public surface of the module to {@code public-api.txt}, so that a change to it is a line that is reviewed. Where the
 * change is meant, the file is to be given the lines that the failure shows.
 */
class PublicApiTests {
  private static final Path CLASSES = Path
      .of(URI.create(Provider.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  private static final Path PINNED = Path.of("src/test/resources/oar/api/public-api.txt");
  /** Every type has these. */
  private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");
  private static final int VISIBLE = Modifier.PUBLIC | Modifier.PROTECTED;

  private final ModuleDescriptor module = ModuleFinder.of(CLASSES).find("oar.api").orElseThrow().descriptor();

  @Test
  void thePublicSurfaceIsThePinnedOne() throws IOException {
    Path actual = Files.write(CLASSES.resolveSibling("public-api.txt"), surface());
    assertEquals(Files.readString(PINNED), Files.readString(actual),
        "the public API is not the one of " + PINNED + "; " + actual + " has the present one");
  }

  @Test
  void itNeedsJavaBaseAlone() {
    assertEquals(Set.of("java.base"), module.requires().stream().map(Requires::name).collect(Collectors.toSet()));
  }

  private List<String> surface() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Class<?> type : exportedTypes()) {
      lines.add(describe(type));
      members(type).map(member -> "  " + member).sorted().forEach(lines::add);
    }
    return lines;
  }

  private List<Class<?>> exportedTypes() throws IOException {
    Set<String> exported = module.exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
    try (Stream<Path> files = Files.walk(CLASSES.resolve("oar"))) {
      return files.map(file -> CLASSES.relativize(file).toString()).filter(name -> name.endsWith(".class"))
          .map(name -> load(name.replace('/', '.').substring(0, name.length() - ".class".length())))
          .filter(type -> exported.contains(type.getPackageName())).filter(PublicApiTests::isReachable)
          .sorted((first, second) -> first.getName().compareTo(second.getName())).collect(Collectors.toList());
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, PublicApiTests.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isReachable(Class<?> type) {
    return (type.getModifiers() & VISIBLE) != 0
        && (type.getEnclosingClass() == null || isReachable(type.getEnclosingClass()));
  }

  private static String describe(Class<?> type) {
    String parents = Stream
        .concat(Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
        .map(Type::getTypeName).filter(name -> !name.equals("java.lang.Object")).collect(Collectors.joining(", "));
    return Modifier.toString(type.getModifiers()) + " " + type.getName() + (parents.isEmpty() ? "" : " : " + parents);
  }

  private static Stream<String> members(Class<?> type) {
    Stream<Field> fields = Arrays.stream(type.getDeclaredFields());
    Stream<Constructor<?>> constructors = Arrays.stream(type.getDeclaredConstructors());
    Stream<Method> methods = Arrays.stream(type.getDeclaredMethods());
    return Stream.of(fields.filter(PublicApiTests::isVisible).map(Field::toGenericString),
        constructors.filter(PublicApiTests::isVisible).map(Executable::toGenericString),
        methods.filter(PublicApiTests::isVisible).filter(method -> !OF_OBJECT.contains(method.getName()))
            .map(Executable::toGenericString))
        .flatMap(lines -> lines);
  }

  private static <T extends Member & AnnotatedElement> boolean isVisible(T member) {
    return !member.isSynthetic() && (member.getModifiers() & VISIBLE) != 0;
  }
}
