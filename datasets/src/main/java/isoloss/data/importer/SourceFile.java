package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Sha256;
import isoloss.data.catalogue.Catalogue;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A regular file, its compression, and its first bytes after decompression. */
public final class SourceFile {

  /** How the bytes are packed; told from their first four, never from the name. */
  public enum Compression {
    NONE,
    GZIP,
    ZSTD
  }

  static final int HEAD_BYTES = 1 << 16;
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final String name;
  private final Compression compression;
  private final byte[] head;

  private SourceFile(Path path, String name, Compression compression, byte[] head) {
    this.path = path;
    this.name = name;
    this.compression = compression;
    this.head = head;
  }

  /**
   * @param name the file as the user wrote it, for messages
   * @throws InputException if it is missing, a directory, unreadable, empty, or not a regular file
   */
  public static SourceFile of(Path path, String name) {
    if (Files.isDirectory(path)) {
      throw new InputException(
          "%s is a directory; name a file or a pattern such as %s/*.csv"
              .formatted(name, name.replaceAll("/+$", "")));
    }
    if (!Files.exists(path)) {
      throw new InputException("%s: no such file; check the path".formatted(name));
    }
    if (!Files.isRegularFile(path)) {
      throw new InputException(
          "%s is not a regular file; copy its content into one first".formatted(name));
    }
    try {
      Compression compression = compression(path);
      SourceFile bare = new SourceFile(path, name, compression, new byte[0]);
      try (InputStream in = bare.open()) {
        return new SourceFile(path, name, compression, bare.firstBytes(in));
      }
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** A damaged or cut archive may break inside its first block: then what came before counts. */
  private byte[] firstBytes(InputStream in) throws IOException {
    if (compression == Compression.NONE) {
      byte[] bytes = in.readNBytes(HEAD_BYTES);
      if (bytes.length == 0) {
        throw new InputException(name + " is empty; nothing to read");
      }
      return bytes;
    }
    byte[] bytes = new byte[HEAD_BYTES];
    int size = 0;
    try {
      for (int n = 0;
          n >= 0 && size < bytes.length;
          n = in.read(bytes, size, bytes.length - size)) {
        size += n;
      }
    } catch (IOException broken) {
      // the reader of the rows meets the same break and rejects the place where it is
    }
    if (size == 0) {
      throw new InputException(
          "%s: nothing can be decompressed; the %s data are empty or damaged"
              .formatted(name, compression.name().toLowerCase(Locale.ROOT)));
    }
    return java.util.Arrays.copyOf(bytes, size);
  }

  private static Compression compression(Path path) throws IOException {
    byte[] magic;
    try (InputStream in = Files.newInputStream(path)) {
      magic = in.readNBytes(4);
    }
    if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
      return Compression.GZIP;
    }
    boolean zstd =
        magic.length == 4
            && (magic[0] & 0xff) == 0x28
            && (magic[1] & 0xff) == 0xb5
            && (magic[2] & 0xff) == 0x2f
            && (magic[3] & 0xff) == 0xfd;
    return zstd ? Compression.ZSTD : Compression.NONE;
  }

  static InputException unreadable(String name, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException missing -> "no such file; check the path";
          case java.nio.file.AccessDeniedException denied -> "no permission to read it";
          case ZipException damaged -> "the gzip data are damaged; fetch the file again";
          case java.io.EOFException cut -> "the compressed data end early; fetch the file again";
          default -> "cannot be read: " + e.getMessage();
        };
    return new InputException("%s: %s".formatted(name, why), e);
  }

  public Path path() {
    return path;
  }

  /** As the user wrote it. */
  public String name() {
    return name;
  }

  public Compression compression() {
    return compression;
  }

  /** The first bytes, decompressed; at most {@value #HEAD_BYTES}. */
  byte[] head() {
    return head;
  }

  /** The last extension below a packing one, lower case: {@code csv} of {@code a.b.CSV.gz}. */
  String extension() {
    String file = path.getFileName().toString().toLowerCase(Locale.ROOT);
    String bare = file.replaceFirst("\\.(gz|gzip|zst|zstd)$", "");
    return bare.substring(bare.lastIndexOf('.') + 1);
  }

  /** The file as part of a provenance; its public origin where the catalogue knows its bytes. */
  Provenance.Input input() {
    try {
      String sha256 = Sha256.of(path);
      return Catalogue.bySha256(sha256)
          .map(known ->
              new Provenance.Input(name, sha256, known.origin().inWords(), known.licence()))
          .orElseGet(() -> Provenance.Input.file(name, sha256));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** The content, decompressed. */
  InputStream open() throws IOException {
    return switch (compression) {
      case NONE -> new BufferedInputStream(Files.newInputStream(path), BUFFER);
      case GZIP -> {
        InputStream packed = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
          yield new GZIPInputStream(packed, BUFFER);
        } catch (IOException e) {
          packed.close();
          throw e;
        }
      }
      case ZSTD -> ZstdInput.open(path);
    };
  }
}
