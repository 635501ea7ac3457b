package oar.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.FindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import oar.api.error.UsageException;

/**
 * The jars of one plugin.
 *
 * @param location the jar, or the folder with the plugin's own jar and its libraries
 * @param jars all of them
 */
record PluginFiles(Path location, List<Path> jars) {
  PluginFiles {
    jars = List.copyOf(jars);
  }

  /**
   * Find the plugins at a path: a jar; a folder of compiled classes; a folder with one jar that provides something, and its
   * libraries; or a folder of plugins.
   *
   * @throws UsageException if there is nothing
   */
  static List<PluginFiles> at(Path path) {
    if (!Files.exists(path)) {
      throw new UsageException("plugin path " + path + ": there is no such file or folder");
    }
    if (!Files.isDirectory(path) || Files.exists(path.resolve("module-info.class"))) {
      return List.of(new PluginFiles(path, List.of(path)));
    }
    List<Path> jars = jarsUnder(path);
    return jars.stream().filter(PluginFiles::providesSomething).count() == 1
        ? List.of(new PluginFiles(path, jars))
        : in(path);
  }

  /** Find the plugins in a folder: each jar and each folder in it is one. */
  static List<PluginFiles> in(Path folder) {
    List<PluginFiles> plugins = new ArrayList<>();
    for (Path child : children(folder)) {
      if (Files.isDirectory(child)) {
        plugins.add(new PluginFiles(child, jarsUnder(child)));
      } else if (isJar(child)) {
        plugins.add(new PluginFiles(child, List.of(child)));
      }
    }
    return plugins;
  }

  private static boolean isJar(Path file) {
    return file.getFileName().toString().endsWith(".jar");
  }

  /** What cannot be read counts, too: it is to be reported, and to hurt no other. */
  private static boolean providesSomething(Path jar) {
    try {
      return PluginModules.of(List.of(jar)).providers().findAny().isPresent();
    } catch (FindException e) {
      return true;
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> jarsUnder(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(PluginFiles::isJar).filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
