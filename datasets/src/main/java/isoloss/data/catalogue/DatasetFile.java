package isoloss.data.catalogue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One file of a public data set.
 *
 * @param path relative, with {@code /}, below whatever folder holds the sets
 * @param sha256 of the file in the form the catalogue describes, 64 hexadecimal digits
 * @param bytes its size
 * @param rows of a table, without the header; empty for what is no table
 * @param licence as its publisher states it, or "none stated"
 * @param how what was done to the published file, one sentence
 * @param mapping role to SQL expression over the columns, in the order to print; empty where no one
 *     mapping suits
 * @param laws names of the laws that it can be fitted with
 * @param use what it is good for, in words
 * @param note traps; may be empty
 */
public record DatasetFile(
    String path,
    String sha256,
    long bytes,
    OptionalLong rows,
    String licence,
    Origin origin,
    Form form,
    String how,
    List<Column> columns,
    Map<String, String> mapping,
    List<String> laws,
    String use,
    String note) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+");

  public DatasetFile {
    if (!DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException(path + ": \"" + sha256 + "\" is not a sha256");
    }
    for (String segment : path.split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches()) {
        throw new IllegalArgumentException("\"" + path + "\" is not a plain relative path");
      }
    }
    if (bytes <= 0) {
      throw new IllegalArgumentException(path + ": size " + bytes + " is not positive");
    }
    columns = List.copyOf(columns);
    mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    laws = List.copyOf(laws);
  }

  /** Where the very bytes can be fetched; empty for whatever is not published verbatim. */
  public Optional<URI> address() {
    return form == Form.VERBATIM ? origin.rawAddress() : Optional.empty();
  }

  /** The file in a folder that is laid out as the catalogue says. */
  public Path in(Path folder) {
    return folder.resolve(path);
  }

  /**
   * True for exactly these columns in this order; one with {@code *} stands for one or more
   * neighbours.
   */
  boolean hasColumns(List<String> header) {
    int at = 0;
    for (Column column : columns) {
      if (at == header.size() || !column.describes(header.get(at))) {
        return false;
      }
      at++;
      while (column.name().contains("*")
          && at < header.size()
          && column.describes(header.get(at))) {
        at++;
      }
    }
    return at == header.size();
  }

  /** The suggested value of {@code --columns}; empty when there is none. */
  public String columnsOption() {
    return mapping.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
