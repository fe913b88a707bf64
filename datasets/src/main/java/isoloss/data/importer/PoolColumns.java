package isoloss.data.importer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one file in their roles.
 *
 * @param file as the user names it
 * @param names of all columns
 * @param roles place of each role that the file has
 * @param ownPrefix before the names of samples that are a row each; tells files apart
 */
record PoolColumns(
    String file, List<String> names, Map<PoolRole, Integer> roles, String ownPrefix) {

  boolean has(PoolRole role) {
    return roles.containsKey(role);
  }

  /** The cell of a role; null where it is blank or the file lacks the role. */
  @Nullable String cell(PoolRole role, @Nullable String[] cells) {
    Integer column = roles.get(role);
    return column == null ? null : cells[column];
  }

  /** The place of a role, or -1. */
  int place(PoolRole role) {
    return roles.getOrDefault(role, -1);
  }
}
