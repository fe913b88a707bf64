package isoloss.data.catalogue;

/**
 * A column, or several of one kind.
 *
 * @param name as in the header; {@code *} stands for any characters, as in {@code loss_*}
 * @param unit empty for labels, counts and shares
 */
public record Column(String name, String meaning, String unit) {
  public Column {
    if (name.isBlank() || meaning.isBlank()) {
      throw new IllegalArgumentException("column \"" + name + "\" needs a name and a meaning");
    }
  }

  /** True for a header that this describes. */
  public boolean describes(String header) {
    int star = name.indexOf('*');
    return star < 0
        ? name.equals(header)
        : header.length() >= name.length()
            && header.startsWith(name.substring(0, star))
            && header.endsWith(name.substring(star + 1));
  }
}
