package isoloss.data.catalogue;

import java.util.List;

/**
 * A public data set.
 *
 * @param name by which it is looked up
 * @param licence of the set as stated; a file may have one of its own
 */
public record Dataset(String name, String title, String licence, List<DatasetFile> files) {
  public Dataset {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("set " + name + " has no file");
    }
  }

  /** Rows of all its tables. */
  public long rows() {
    return files.stream().mapToLong(file -> file.rows().orElse(0)).sum();
  }

  /** Bytes of all its files. */
  public long bytes() {
    return files.stream().mapToLong(DatasetFile::bytes).sum();
  }

  /** Laws that some file of it can be fitted with, in order of mention. */
  public List<String> laws() {
    return files.stream().flatMap(file -> file.laws().stream()).distinct().toList();
  }
}
