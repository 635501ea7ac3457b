package oar.kit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the cases of Oar on the class path: the artifact {@code oar-kit} with the classifier {@code cases}, or its folder. */
final class KitCases {
  private static final String ONE_OF_THEM = "operators/conv2d.zip";

  private KitCases() {}

  /** Return the jar or folder; empty if it is not there. */
  static Optional<Path> find() {
    URL url = Thread.currentThread().getContextClassLoader().getResource(ONE_OF_THEM);
    try {
      return url == null ? Optional.empty() : Optional.of(Path.of(root(url)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(url + " has no path", e);
    }
  }

  private static URI root(URL url) throws IOException, URISyntaxException {
    URLConnection connection = url.openConnection();
    return connection instanceof JarURLConnection jar
        ? jar.getJarFileURL().toURI()
        : url.toURI().resolve("..");
  }
}
