package isoloss.rank.engine;

import isoloss.data.pool.Conflicts;
import isoloss.rank.evidence.Weighting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be counted, and where.
 *
 * @param files long tables, one measurement a row, that every worker can read under the same name
 * @param columns the column that a role stands in, where it is not called like the role
 * @param lower metrics or samples of which less is better, or {@code *} for all
 * @param conflicts what becomes of a cell with different scores
 * @param margin scores that differ by no more than this tie
 * @param master the address of the cluster, for example {@code spark://127.0.0.1:7077}
 * @param settings the engine's own, by their names there; they come before its defaults
 */
public record CountingTask(
    List<String> files,
    Map<String, String> columns,
    List<String> lower,
    Conflicts conflicts,
    Weighting weighting,
    double margin,
    String master,
    Map<String, String> settings) {
  public CountingTask {
    files = List.copyOf(files);
    columns = Map.copyOf(columns);
    lower = List.copyOf(lower);
    settings = Map.copyOf(settings);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no file is to be counted");
    }
    if (!(margin >= 0)) {
      throw new IllegalArgumentException("margin " + margin + " is negative");
    }
  }

  /** Every comparison alike, no margin, higher is better, conflicts refused. */
  public static CountingTask of(List<String> files, String master) {
    return new CountingTask(
        files, Map.of(), List.of(), Conflicts.REFUSE, Weighting.COMPARISONS, 0, master, Map.of());
  }

  public CountingTask withColumns(Map<String, String> newColumns) {
    return new CountingTask(
        files, newColumns, lower, conflicts, weighting, margin, master, settings);
  }

  public CountingTask withLower(List<String> newLower) {
    return new CountingTask(
        files, columns, newLower, conflicts, weighting, margin, master, settings);
  }

  public CountingTask with(Conflicts newConflicts) {
    return new CountingTask(
        files, columns, lower, newConflicts, weighting, margin, master, settings);
  }

  public CountingTask with(Weighting newWeighting) {
    return new CountingTask(
        files, columns, lower, conflicts, newWeighting, margin, master, settings);
  }

  public CountingTask withMargin(double newMargin) {
    return new CountingTask(
        files, columns, lower, conflicts, weighting, newMargin, master, settings);
  }

  /** One more setting of the engine. */
  public CountingTask withSetting(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(name, value);
    return new CountingTask(files, columns, lower, conflicts, weighting, margin, master, more);
  }
}
