package isoloss.data.catalogue;

import isoloss.data.InputException;
import isoloss.data.Sha256;
import isoloss.data.WholeFile;
import isoloss.data.catalogue.Pulled.Item;
import isoloss.data.catalogue.Pulled.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings files of the catalogue into a folder. What is published verbatim is fetched from its
 * origin, unless a mirror is given: then nothing is fetched and every file is copied from there. No
 * file is kept whose checksum is not that of the catalogue, and a file appears whole or not at all.
 */
public final class Puller {
  private final Optional<Path> mirror;
  private final boolean force;
  private final Fetcher fetcher;

  private Puller(Optional<Path> mirror, boolean force, Fetcher fetcher) {
    this.mirror = mirror;
    this.force = force;
    this.fetcher = fetcher;
  }

  /** From the public origins; never replaces a file. */
  public static Puller withDefaults() {
    return new Puller(Optional.empty(), false, HttpFetcher.withDefaults());
  }

  /**
   * @param folder laid out as the catalogue says, for example one that was pulled before
   */
  public Puller withMirror(Path folder) {
    return new Puller(Optional.of(folder), force, fetcher);
  }

  /**
   * @param replace whether a file with another content is replaced
   */
  public Puller withForce(boolean replace) {
    return new Puller(mirror, replace, fetcher);
  }

  public Puller withFetcher(Fetcher other) {
    return new Puller(mirror, force, other);
  }

  /**
   * Brings every file of a set below the destination. Refuses before anything is written if a file
   * with another content stands in the way.
   *
   * @throws InputException if a checksum is wrong, a file stands in the way, or the mirror lacks
   *     one
   * @throws FetchException if a public address cannot be read; files that came before it stay
   */
  public Pulled pull(Dataset dataset, Path destination) throws IOException, InterruptedException {
    List<DatasetFile> missing = new ArrayList<>();
    for (DatasetFile file : dataset.files()) {
      if (!isPresent(file, file.in(destination))) {
        missing.add(file);
      }
    }
    List<Item> items = new ArrayList<>();
    for (DatasetFile file : dataset.files()) {
      items.add(
          missing.contains(file)
              ? bring(file, file.in(destination))
              : new Item(file, Status.PRESENT, file.in(destination) + " is there already"));
    }
    return new Pulled(dataset, items);
  }

  private boolean isPresent(DatasetFile file, Path target) throws IOException {
    if (!Files.exists(target)) {
      return false;
    }
    if (Files.isDirectory(target)) {
      throw new InputException(target + " is a folder where a file should be; move it away");
    }
    String found = Sha256.of(target);
    if (!found.equals(file.sha256()) && !force) {
      throw new InputException(
          "%s has another content (sha256 %s, the catalogue has %s); give --force to replace it"
              .formatted(target, found, file.sha256()));
    }
    return found.equals(file.sha256());
  }

  private Item bring(DatasetFile file, Path target) throws IOException, InterruptedException {
    if (mirror.isPresent()) {
      return copy(file, file.in(mirror.get()), target);
    }
    Optional<URI> address = file.address();
    return address.isPresent()
        ? fetch(file, address.get(), target)
        : new Item(file, Status.NEEDS_RE_EXPORT, reExport(file));
  }

  private Item copy(DatasetFile file, Path source, Path target) throws IOException {
    if (!Files.isRegularFile(source)) {
      throw new InputException(
          "the mirror has no %s; --mirror names the folder that holds %s"
              .formatted(source, file.path()));
    }
    // a file of another size cannot be the right one, and may be too large for memory
    if (Files.size(source) != file.bytes()) {
      throw wrong(source.toString(), Sha256.of(source), file);
    }
    keep(file, Files.readAllBytes(source), source.toString(), target);
    return new Item(file, Status.COPIED, "copied from " + source);
  }

  private Item fetch(DatasetFile file, URI address, Path target)
      throws IOException, InterruptedException {
    keep(file, fetcher.fetch(address, file.bytes()), address.toString(), target);
    return new Item(file, Status.FETCHED, "fetched from " + address);
  }

  private static void keep(DatasetFile file, byte[] bytes, String source, Path target)
      throws IOException {
    String found = Sha256.of(bytes);
    if (!found.equals(file.sha256())) {
      throw wrong(source, found, file);
    }
    // only reached when nothing stands in the way or it may be replaced
    WholeFile.write(target, bytes, true);
  }

  private static InputException wrong(String source, String found, DatasetFile file) {
    return new InputException(
        "%s is not the %s of the catalogue: its sha256 is %s, expected %s; nothing was written"
            .formatted(source, file.path(), found, file.sha256()));
  }

  private static String reExport(DatasetFile file) {
    return "%s is not published in this form: get %s and make it from that (%s), or give --mirror DIR with a copy"
        .formatted(file.path(), file.origin().inWords(), lowerFirst(file.how()));
  }

  private static String lowerFirst(String sentence) {
    String phrase =
        sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    boolean acronym = phrase.length() > 1 && Character.isUpperCase(phrase.charAt(1));
    return acronym ? phrase : Character.toLowerCase(phrase.charAt(0)) + phrase.substring(1);
  }
}
