package isoloss.data.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the files in a folder compare with the catalogue. */
public record Validation(Dataset dataset, List<Item> files) {

  public enum Status {
    OK,
    MISSING,
    DIFFERS;

    /** In lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param found sha256 of what is there; empty when nothing is
   * @param message one sentence; names both digests where they differ
   */
  public record Item(DatasetFile file, Status status, String found, String message) {}

  public Validation {
    files = List.copyOf(files);
  }

  /** True when every file is there and right. */
  public boolean isGood() {
    return firstWrong().isEmpty();
  }

  public Optional<Item> firstWrong() {
    return files.stream().filter(item -> item.status() != Status.OK).findFirst();
  }
}
