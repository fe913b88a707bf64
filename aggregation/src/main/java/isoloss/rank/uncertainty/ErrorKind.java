package isoloss.rank.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How standard errors are made. */
public enum ErrorKind {
  /** Sandwich over clusters of samples, to first order; without randomness. */
  CLUSTERED("sandwich over clusters of samples"),
  /** Refits of pools whose clusters are drawn with replacement. */
  BOOTSTRAP("bootstrap over clusters of samples"),
  /** Data sets are drawn with replacement, then clusters within each. */
  TWO_STAGE("two-stage bootstrap over data sets and their clusters"),
  /** As if every comparison were independent: far too narrow where one sample makes many. */
  FISHER("Fisher information, every comparison taken as independent"),
  NONE("none");

  private final String description;

  ErrorKind(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }

  /** The name on the command line. */
  public String inWords() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(ErrorKind::inWords).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public static ErrorKind named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.inWords().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no errors " + name + "; there are " + names()));
  }
}
