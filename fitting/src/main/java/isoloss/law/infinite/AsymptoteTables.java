package isoloss.law.infinite;

import isoloss.fit.Findings;
import isoloss.fit.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The laws as tables, each with its degrees of freedom and what they allow to say of its floor.
 *
 * @param level of the profile intervals; NaN for none
 */
record AsymptoteTables(AsymptoteFit method, double level) {

  Findings.Table sizes(List<RecipeLaws> laws) {
    Findings.Builder table =
        Findings.Table.builder(
                "sizeAsymptotes", "Limit of large models, A/N^a + E at each D, N in 1e9" + how())
            .column("series", "series")
            .column("tokens", "D", "tokens")
            .column("limit", "limit of");
    lawColumns(table, "a", "E");
    for (RecipeLaws each : laws) {
      for (RecipeLaws.InSize size : each.sizes()) {
        row(
            table,
            size.law(),
            each.recipe().name(),
            size.tokens(),
            size.joint() ? "K, then N" : "N");
      }
    }
    return table.build();
  }

  Findings.Table data(List<RecipeLaws> laws) {
    Findings.Builder table =
        Findings.Table.builder(
                "dataLaws",
                "Laws in data, A/D^b + C, D in 1e9: of the limits above, and of each size" + how())
            .column("series", "series")
            .column("of", "of")
            .column("parameters", "N", "parameters");
    lawColumns(table, "b", "C");
    for (RecipeLaws each : laws) {
      String name = each.recipe().name();
      each.asymptotes().ifPresent(law -> row(table, law, name, "limits", Double.NaN));
      each.perSize().forEach(size -> row(table, size.law(), name, "one size", size.parameters()));
    }
    return table.build();
  }

  Findings.Table members(List<RecipeLaws> laws) {
    Findings.Builder table =
        Findings.Table.builder(
                "memberAsymptotes", "Limit of many members, A/K^a + E at each N and D" + how())
            .column("series", "series")
            .column("tokens", "D", "tokens")
            .column("parameters", "N", "parameters");
    lawColumns(table, "a", "E");
    for (RecipeLaws each : laws) {
      for (RecipeLaws.InMembers one : each.members()) {
        row(table, one.law(), each.recipe().name(), one.tokens(), one.parameters());
      }
    }
    return table.build();
  }

  private String how() {
    return Double.isNaN(level)
        ? ""
        : "; low and high: profile likelihood at %s %%; least and greatest: one point left out"
            .formatted(Texts.digits(100 * level, 6));
  }

  private void lawColumns(Findings.Builder table, String exponent, String floor) {
    table
        .column("coefficient", "A")
        .column("exponent", exponent)
        .column("floor", floor, "nats/token");
    if (!Double.isNaN(level)) {
      table.column("low", "low").column("high", "high");
    }
    table
        .column("jackknifeLow", "least")
        .column("jackknifeHigh", "greatest")
        .column("points", "points")
        .column("degreesOfFreedom", "df")
        .column("largestResidual", "largest residual", "nats/token");
  }

  private void row(Findings.Builder table, PowerAsymptote law, Object... first) {
    List<Object> cells = new ArrayList<>(Arrays.asList(first));
    FloorInterval interval = FloorInterval.of(law, method, level);
    cells.addAll(List.of(law.coefficient(), law.exponent(), law.floor()));
    if (!Double.isNaN(level)) {
      cells.addAll(List.of(interval.low(), interval.high()));
    }
    cells.addAll(
        List.of(
            interval.jackknifeLow(),
            interval.jackknifeHigh(),
            law.points(),
            law.degreesOfFreedom(),
            law.largestResidual()));
    table.row(cells.toArray());
  }
}
