package isoloss.run.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Unpacks ONNX Runtime's shared libraries once per version into a cache directory, so that later
 * starts need not: 70 to 95 ms instead of 220 to 270.
 *
 * <p>The directory is that of the property {@code isoloss.cache}, else {@code isoloss} in {@code
 * XDG_CACHE_HOME} or {@code ~/.cache}. Files are written under another name and moved into place,
 * so a killed process leaves no half library; the size is checked at each start. Whoever may write
 * to the directory could put other code there: it is made readable by its owner only, and not used
 * when it belongs to somebody else.
 */
final class NativeLibraries {
  private static final String PATH_PROPERTY = "onnxruntime.native.path";
  private static final String CUDA_LIBRARY = System.mapLibraryName("onnxruntime_providers_cuda");

  private NativeLibraries() {}

  /** Points ONNX Runtime to the cache; leaves it to unpack by itself where that is not possible. */
  static void prepare() {
    if (System.getProperty(PATH_PROPERTY) != null) {
      return;
    }
    try {
      unpack(cacheDirectory()).ifPresent(dir -> System.setProperty(PATH_PROPERTY, dir.toString()));
    } catch (IOException | SecurityException | UnsupportedOperationException e) {
      // A read-only home is no failure: ONNX Runtime then unpacks to the temporary directory.
    }
  }

  static Optional<Path> unpack(Path cache) throws IOException {
    String platform = platform();
    List<String> names =
        List.of(System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni"));
    if (OrtEnvironment.class.getResource("native/" + platform + "/" + CUDA_LIBRARY) != null) {
      return Optional
          .empty(); // the CUDA build unpacks its 583 MB provider only when it is asked for
    }
    Path directory = cache.resolve("onnxruntime-" + version() + "-" + platform);
    for (String name : names) {
      URL packed = OrtEnvironment.class.getResource("native/" + platform + "/" + name);
      if (packed == null) {
        return Optional.empty();
      }
      unpack(packed, privateDirectory(directory).resolve(name));
    }
    return Optional.of(directory);
  }

  private static void unpack(URL packed, Path target) throws IOException {
    var connection = packed.openConnection();
    connection.setUseCaches(true);
    if (Files.exists(target) && Files.size(target) == connection.getContentLengthLong()) {
      return;
    }
    Path part = Files.createTempFile(target.getParent(), "unpack", ".part");
    try (InputStream in = connection.getInputStream()) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The directory, made readable by its owner only where it is new. */
  static Path privateDirectory(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      Files.createDirectories(directory);
      var file = directory.toFile();
      boolean closed =
          file.setReadable(false, false)
              && file.setWritable(false, false)
              && file.setExecutable(false, false)
              && file.setReadable(true)
              && file.setWritable(true)
              && file.setExecutable(true);
      if (!closed) {
        throw new IOException(directory + " cannot be made private");
      }
    }
    if (!Files.getOwner(directory).getName().equals(System.getProperty("user.name"))) {
      throw new IOException(directory + " belongs to another user");
    }
    return directory;
  }

  /** Where shared libraries are unpacked. */
  static Path cacheDirectory() {
    String given = System.getProperty("isoloss.cache");
    if (given != null) {
      return Path.of(given);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && !xdg.isEmpty()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return caches.resolve("isoloss");
  }

  /** The release of the jar, so that two releases never share a library. */
  private static String version() {
    String version = OrtEnvironment.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  /** The folder's name inside the jar, for example {@code linux-x64}. */
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system = os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux";
    return system + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
  }
}
