package isoloss.data.catalogue;

import java.util.Arrays;
import java.util.Locale;

/** How the file of the catalogue relates to what its origin publishes. */
public enum Form {
  /** Byte for byte the published file: it can be fetched. */
  VERBATIM,
  /** The same values in another container. */
  RE_EXPORTED,
  /** Some rows or columns of the published values. */
  PART,
  /** Numbers computed from what is published. */
  COMPUTED,
  /** Numbers read from a published figure. */
  DIGITISED;

  /** In lower case with hyphens, for example {@code re-exported}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The inverse of {@link #label()}. */
  static Form labelled(String label) {
    return Arrays.stream(values())
        .filter(form -> form.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no form \"" + label + "\""));
  }
}
