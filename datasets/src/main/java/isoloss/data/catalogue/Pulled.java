package isoloss.data.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What became of each file of a set. */
public record Pulled(Dataset dataset, List<Item> files) {

  /** How a file came to be there, or that it did not. */
  public enum Status {
    /** Read from its public origin. */
    FETCHED,
    /** Taken from a mirror. */
    COPIED,
    /** Was there already, with the right content. */
    PRESENT,
    /** Not published in this form: somebody has to make it. */
    NEEDS_RE_EXPORT;

    /** In lower case with hyphens, for example {@code needs-re-export}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param message where from, or what to do; one sentence
   */
  public record Item(DatasetFile file, Status status, String message) {}

  public Pulled {
    files = List.copyOf(files);
  }

  /** The first file that is not there because it has to be made. */
  public Optional<Item> firstToReExport() {
    return files.stream().filter(item -> item.status() == Status.NEEDS_RE_EXPORT).findFirst();
  }
}
