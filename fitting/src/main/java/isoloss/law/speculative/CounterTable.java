package isoloss.law.speculative;

import isoloss.cost.speculative.ClusteredCounters;
import isoloss.cost.speculative.DecodingRun;
import isoloss.cost.speculative.DecodingRun.Setting;
import isoloss.cost.speculative.PositionCounters;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Counters read from a table: of each position of the draft where it has a column {@code position},
 * else of whole runs. Rows of one setting and different clusters are kept apart; rows of one run
 * that are not told apart are added.
 *
 * @param labels of the setting that the table has
 */
public record CounterTable(
    List<String> labels, Map<Setting, ClusteredCounters> positions, List<DecodingRun> runs) {

  public CounterTable {
    labels = List.copyOf(labels);
    positions = Collections.unmodifiableMap(new LinkedHashMap<>(positions));
    runs = List.copyOf(runs);
  }

  /**
   * @param clusterLabel whose values are prompts or repeated runs; empty for {@code cluster} or
   *     {@code prompt} where the table has one
   * @throws InputException if positions are missing or doubled, or counters contradict each other
   */
  public static CounterTable of(Observations rows, String clusterLabel) {
    List<String> labels =
        SettingColumns.ALL.stream().filter(each -> rows.label(each).isPresent()).toList();
    Map<Setting, List<Integer>> settings = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      settings.computeIfAbsent(setting(rows, row), s -> new ArrayList<>()).add(row);
    }
    if (rows.variable(CounterRoles.POSITION.symbol()).isEmpty()) {
      return new CounterTable(
          labels,
          Map.of(),
          settings.entrySet().stream().map(e -> run(rows, e.getKey(), e.getValue())).toList());
    }
    Optional<List<String>> clusters = clusters(rows, clusterLabel);
    Map<Setting, ClusteredCounters> positions = new LinkedHashMap<>();
    settings.forEach(
        (setting, of) -> positions.put(setting, counters(rows, setting, of, clusters)));
    return new CounterTable(labels, positions, List.of());
  }

  private static Optional<List<String>> clusters(Observations rows, String label) {
    if (label.isEmpty()) {
      return rows.label(CounterRoles.CLUSTER).or(() -> rows.label(CounterRoles.PROMPT));
    }
    if (rows.label(label).isEmpty()) {
      throw new InputException(
          "--by %s: there is no such label; map one with --columns cluster=EXPRESSION"
              .formatted(label));
    }
    return rows.label(label);
  }

  private static Setting setting(Observations rows, int row) {
    return SettingColumns.setting(
        label -> rows.label(label).map(texts -> texts.get(row)).orElse(""));
  }

  private static ClusteredCounters counters(
      Observations rows, Setting setting, List<Integer> of, Optional<List<String>> clusters) {
    Map<String, List<Integer>> apart = new LinkedHashMap<>();
    for (int row : of) {
      String cluster = clusters.map(texts -> texts.get(row)).orElse("");
      apart.computeIfAbsent(cluster, c -> new ArrayList<>()).add(row);
    }
    try {
      List<PositionCounters> each =
          apart.values().stream().map(part -> oneDraft(rows, part)).toList();
      ClusteredCounters counters = new ClusteredCounters(each);
      counters.total();
      return counters;
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "%s: %s; one row per position is needed, positions from 0 or from 1"
              .formatted(setting.inWords(), e.getMessage()),
          e);
    }
  }

  private static PositionCounters oneDraft(Observations rows, List<Integer> of) {
    List<Integer> sorted =
        of.stream()
            .sorted(
                Comparator.comparingDouble(row -> rows.value(row, CounterRoles.POSITION.symbol())))
            .toList();
    double first = rows.value(sorted.getFirst(), CounterRoles.POSITION.symbol());
    double rounds = rows.value(sorted.getFirst(), CounterRoles.ROUNDS.symbol());
    for (int i = 0; i < sorted.size(); i++) {
      double position = rows.value(sorted.get(i), CounterRoles.POSITION.symbol());
      if (first > 1 || position != first + i) {
        throw new IllegalArgumentException(
            "position %s stands where %s should".formatted(position, first > 1 ? 0 : first + i));
      }
      if (rows.value(sorted.get(i), CounterRoles.ROUNDS.symbol()) != rounds) {
        throw new IllegalArgumentException(
            "%s rounds at position %s but %s at the first"
                .formatted(
                    rows.value(sorted.get(i), CounterRoles.ROUNDS.symbol()), position, rounds));
      }
    }
    Optional<Values> atRisk =
        rows.variable(CounterRoles.AT_RISK.symbol())
            .map(any -> column(rows, sorted, CounterRoles.AT_RISK.symbol()));
    return new PositionCounters(
        rounds, column(rows, sorted, CounterRoles.ACCEPTED.symbol()), atRisk);
  }

  private static Values column(Observations rows, List<Integer> of, String symbol) {
    return Values.of(of.stream().mapToDouble(row -> rows.value(row, symbol)).toArray());
  }

  private static DecodingRun run(Observations rows, Setting setting, List<Integer> of) {
    return new DecodingRun(
        setting,
        of.stream().mapToDouble(row -> rows.value(row, CounterRoles.ROUNDS.symbol())).sum(),
        of.stream().mapToDouble(row -> rows.value(row, CounterRoles.ACCEPTED.symbol())).sum(),
        sum(rows, of, CounterRoles.GENERATED.symbol()),
        sum(rows, of, CounterRoles.SECONDS.symbol()),
        mean(rows, of, CounterRoles.SPEED_UP.symbol()),
        mean(rows, of, CounterRoles.REPORTED.symbol()),
        mean(rows, of, CounterRoles.LENGTH.symbol()));
  }

  private static OptionalDouble sum(Observations rows, List<Integer> of, String symbol) {
    return isCounted(rows, of, symbol)
        ? OptionalDouble.of(of.stream().mapToDouble(row -> rows.value(row, symbol)).sum())
        : OptionalDouble.empty();
  }

  private static OptionalDouble mean(Observations rows, List<Integer> of, String symbol) {
    return isCounted(rows, of, symbol)
        ? of.stream().mapToDouble(row -> rows.value(row, symbol)).average()
        : OptionalDouble.empty();
  }

  /** Not without the column, nor where it is 0 in a row. */
  private static boolean isCounted(Observations rows, List<Integer> of, String symbol) {
    return rows.variable(symbol).isPresent()
        && of.stream().allMatch(row -> rows.value(row, symbol) > 0);
  }

  /** These counters by position together with those runs. */
  public CounterTable with(CounterTable others) {
    Map<Setting, ClusteredCounters> all = new LinkedHashMap<>(positions);
    all.putAll(others.positions);
    return new CounterTable(
        SettingColumns.ALL.stream()
            .filter(label -> labels.contains(label) || others.labels.contains(label))
            .toList(),
        all,
        Stream.concat(runs.stream(), others.runs.stream()).toList());
  }

  /** The run of this setting. */
  public Optional<DecodingRun> run(Setting setting) {
    return runs.stream().filter(run -> run.setting().equals(setting)).findFirst();
  }
}
