package isoloss.plan.speculative;

import isoloss.cost.speculative.ClusteredCounters;
import isoloss.cost.speculative.DecodingRun.Setting;
import isoloss.cost.speculative.PositionCounters;
import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.law.speculative.CounterTable;
import isoloss.law.speculative.SettingColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Counters from what {@code fit speculative} saved. */
public final class SavedAcceptance {
  private SavedAcceptance() {}

  /**
   * Counters by position. Where clusters widened an interval, counts are divided by their design
   * effect, so that they allow as much.
   *
   * @throws InputException if the findings hold no counters by position
   */
  public static CounterTable read(Findings findings) {
    if (!findings.hasTable("positions") || !findings.hasTable("acceptance")) {
      throw new InputException(
          "the findings of %s hold no acceptance by position; save those of fit speculative"
              .formatted(findings.name()));
    }
    Findings.Table table = findings.table("positions");
    Map<Setting, List<Integer>> settings = new LinkedHashMap<>();
    for (int row = 0; row < table.size(); row++) {
      settings.computeIfAbsent(setting(table, row), s -> new ArrayList<>()).add(row);
    }
    Map<Setting, ClusteredCounters> positions = new LinkedHashMap<>();
    Findings.Table acceptance = findings.table("acceptance");
    settings.forEach((setting, rows) ->
        positions.put(
            setting,
            new ClusteredCounters(
                List.of(counters(table, rows, designEffect(acceptance, setting))))));
    return new CounterTable(
        SettingColumns.ALL.stream().filter(table::hasColumn).toList(), positions, List.of());
  }

  private static double designEffect(Findings.Table acceptance, Setting setting) {
    int rows = acceptance.hasColumn("designEffect") ? acceptance.size() : 0;
    for (int row = 0; row < rows; row++) {
      double effect = acceptance.number(row, "designEffect");
      if (setting(acceptance, row).equals(setting) && effect > 1) {
        return effect;
      }
    }
    return 1;
  }

  private static PositionCounters counters(
      Findings.Table table, List<Integer> rows, double designEffect) {
    double rounds = table.number(rows.getFirst(), "rounds") / designEffect;
    Values accepted = column(table, rows, "accepted", designEffect);
    Values atRisk = column(table, rows, "atRisk", designEffect);
    double[] expected =
        Stream.concat(Stream.of(rounds), accepted.stream().limit(accepted.size() - 1L).boxed())
            .mapToDouble(Double::doubleValue)
            .toArray();
    boolean counted = !atRisk.equals(Values.of(expected));
    return new PositionCounters(rounds, accepted, counted ? Optional.of(atRisk) : Optional.empty());
  }

  private static Values column(
      Findings.Table table, List<Integer> rows, String key, double divisor) {
    return Values.of(rows.stream().mapToDouble(row -> table.number(row, key) / divisor).toArray());
  }

  private static Setting setting(Findings.Table table, int row) {
    return SettingColumns.setting(
        label -> table.hasColumn(label) ? table.texts(label).get(row) : "");
  }
}
