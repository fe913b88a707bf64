package isoloss.data.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files that were published together. */
public record Dataset(String name, String title, List<DataFile> files) {

  public Dataset {
    files = List.copyOf(files);
  }

  /**
   * Puts every file under the destination, in its place by path. A file appears whole, with the
   * right checksum, or not at all.
   *
   * @param mirror a folder laid out like the catalogue, to take files from in place of the network
   * @param force replace files that differ
   * @return one outcome per file, in order; nothing is thrown for a file that cannot be had
   */
  public List<Pulled> pull(Path destination, Optional<Path> mirror, boolean force) {
    FileSource source = mirror.<FileSource>map(Mirror::new).orElseGet(PublicHost::gitHub);
    return pull(destination, source, force);
  }

  List<Pulled> pull(Path destination, FileSource source, boolean force) {
    Puller puller = new Puller(destination, source, force);
    return files.stream().map(puller::pull).toList();
  }

  /** Compares a folder laid out like the catalogue with it; reads, never writes. */
  public List<Validated> validate(Path folder) {
    return files.stream().map(file -> Validated.of(file, folder)).toList();
  }
}
