package isoloss.data.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * One file of a data set.
 *
 * @param path relative, slashes between parts, as a mirror is laid out
 * @param sha256 of the file in the form described, which is the origin's own only when verbatim
 * @param rows without header; 0 where the file is no table
 * @param licence as the origin states it; "none stated" gives no right to pass the file on
 * @param suggestedColumns a mapping for {@code --columns}; empty when there is none
 * @param laws names of laws that the file fits
 * @param use what else it is good for
 */
public record DataFile(
    String path,
    String sha256,
    long rows,
    Form form,
    Origin origin,
    String licence,
    List<Column> columns,
    String suggestedColumns,
    List<String> laws,
    String use) {

  /** A column with its meaning and unit; unit empty for names and ratios. */
  public record Column(String name, String meaning, String unit) {}

  public DataFile {
    columns = List.copyOf(columns);
    laws = List.copyOf(laws);
    boolean relative =
        !path.isEmpty()
            && !path.startsWith("/")
            && !path.contains("\\")
            && List.of(path.split("/", -1)).stream()
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (!relative) {
      throw new IllegalArgumentException("\"" + path + "\" does not stay inside its folder");
    }
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** How to make the file from its origin; empty when it is verbatim. */
  public Optional<String> recipe() {
    if (form == Form.VERBATIM) {
      return Optional.empty();
    }
    String from = origin.toString();
    return Optional.of(
        switch (form) {
              case VERBATIM -> from;
              case RE_EXPORTED -> "re-export it from " + from;
              case PART -> "take the rows described from " + from;
              case COMPUTED -> "compute it as described: " + from;
            }
            + "; its sha256 must be "
            + sha256);
  }
}
