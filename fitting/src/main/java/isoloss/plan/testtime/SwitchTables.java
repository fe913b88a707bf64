package isoloss.plan.testtime;

import isoloss.cost.kinetics.Cost;
import isoloss.fit.Findings;
import isoloss.plan.testtime.Frontier.Point;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where models enter the frontier, and in which share of resamples.
 *
 * @param bootstraps empty where there are none
 * @param level of the intervals
 */
record SwitchTables(
    Map<Account, Frontier> frontiers,
    Map<Account, FrontierBootstrap> bootstraps,
    double level,
    String accuracyTitle) {

  Findings.Table switches() {
    Findings.Builder table =
        Findings.Table.builder("switches", "Where each model enters the frontier and stays")
            .column("account", "cost")
            .column("model", "model")
            .column("entersTera", "enters at", "TFLOP")
            .column("entersAccuracy", accuracyTitle)
            .column("outputTokens", "output", "tokens")
            .column("samples", "samples")
            .column("lastSmaller", "smaller last")
            .column("lastSmallerTera", "at", "TFLOP")
            .column("lastSmallerAccuracy", accuracyTitle)
            .column("staysFromTera", "none smaller from", "TFLOP");
    if (!bootstraps.isEmpty()) {
      table
          .column("entersLowTera", "entry, low", "TFLOP")
          .column("entersHighTera", "entry, high", "TFLOP")
          .column("share", "enters in share of resamples");
    }
    for (Account account : frontiers.keySet()) {
      for (Switch each : Switch.of(Objects.requireNonNull(frontiers.get(account)))) {
        table.row(cells(account, each).toArray());
      }
    }
    return table.build();
  }

  private List<Object> cells(Account account, Switch each) {
    Point entry = each.entry();
    List<Object> cells =
        new ArrayList<>(
            List.of(
                account.title(),
                entry.model(),
                entry.cost() / Cost.TERA,
                entry.accuracy(),
                entry.candidate().outputTokens(),
                entry.candidate().samples(),
                each.lastSmaller().map(Point::model).orElse("none"),
                each.lastSmaller().map(last -> last.cost() / Cost.TERA).orElse(Double.NaN),
                each.lastSmaller().map(Point::accuracy).orElse(Double.NaN),
                each.staysFrom().map(stays -> stays.cost() / Cost.TERA).orElse(Double.NaN)));
    Optional<FrontierBootstrap> draws = Optional.ofNullable(bootstraps.get(account));
    if (draws.isPresent()) {
      Optional<Quantile.Interval> interval = draws.get().entry(entry.model(), level);
      cells.add(interval.map(i -> i.low() / Cost.TERA).orElse(Double.NaN));
      cells.add(interval.map(i -> i.high() / Cost.TERA).orElse(Double.NaN));
      cells.add(draws.get().entering(entry.model()));
    }
    return cells;
  }

  Findings.Table membership() {
    Findings.Builder table =
        Findings.Table.builder(
                "membership",
                "Share of resamples of the problems in which each model is the best choice")
            .detail()
            .column("account", "cost")
            .column("budgetTera", "budget", "TFLOP")
            .column("model", "model")
            .column("share", "share");
    bootstraps.forEach((account, draws) -> {
      for (int budget = 0; budget < draws.budgets().size(); budget++) {
        List<String> models = draws.models();
        for (int model = 0; model < models.size(); model++) {
          table.row(
              account.title(),
              draws.budgets().get(budget) / Cost.TERA,
              models.get(model),
              draws.share(budget, model));
        }
      }
    });
    return table.build();
  }
}
