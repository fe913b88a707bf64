package isoloss.data;

import java.util.List;

/**
 * What an importer read: the usable rows, already parted into those to learn from and those held
 * out, and an account of every row that is not among them.
 *
 * @param rejected rows that could not be used, in order of file and line
 * @param duplicatesDropped exact repeats of a whole row
 * @param filteredOut rows that the user's own conditions took away, with the rule, for example
 *     {@code --drop-highest L=5}
 */
public record Imported(
    Split split, List<Rejected> rejected, int duplicatesDropped, List<Filtered> filteredOut) {

  /** How many rows a rule of the user took away. */
  public record Filtered(String rule, int rows) {}

  public Imported {
    rejected = List.copyOf(rejected);
    filteredOut = List.copyOf(filteredOut);
  }

  public Observations observations() {
    return split.train();
  }
}
