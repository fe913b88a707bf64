package isoloss.report.chart;

import isoloss.data.Values;
import isoloss.fit.Findings;
import isoloss.report.Axis;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The best models of the largest component of a ranking, from best to worst.
 *
 * @param table of models
 * @param all rows of the component, best first
 * @param shown how many of them a chart has room for
 */
@SuppressWarnings("ArrayRecordComponent")
record RankedModels(Findings findings, Findings.Table table, int[] all, int shown) {
  /** More rows than this cannot be read in one figure. */
  private static final int MOST = 50;

  private static final int MOST_TICKS = 8;

  /** Whether the findings are a ranking. */
  static boolean suits(Findings findings) {
    return suits(findings, "models");
  }

  static boolean suits(Findings findings, String table) {
    return findings.kind().equals(Findings.RANK) && findings.hasTable(table);
  }

  static RankedModels of(Findings findings) {
    Findings.Table table = findings.table("models");
    double[] components = table.numbers("component");
    double[] sizes = table.numbers("componentModels");
    int largest =
        IntStream.range(0, table.size())
            .reduce((one, other) -> sizes[other] > sizes[one] ? other : one)
            .orElse(-1);
    int[] rows =
        IntStream.range(0, table.size())
            .filter(row -> components[row] == components[largest])
            .toArray();
    return new RankedModels(findings, table, rows, Math.min(MOST, rows.length));
  }

  /** Whether there is an order to draw. */
  boolean isOrder() {
    return all.length > 1;
  }

  static Drawing noOrder(String chart) {
    return new Drawing.LeftOut(chart, "no two models can be compared.");
  }

  String model(int place) {
    return table.texts("model").get(all[place]);
  }

  double number(int place, String column) {
    return table.number(all[place], column);
  }

  /** {@code 3 to 9}, or {@code 3}. */
  String ranks(int place) {
    return ranks(number(place, "rankLow"), number(place, "rankHigh"));
  }

  static String ranks(double low, double high) {
    String first = NumberText.count(Math.round(low));
    return low == high ? first : first + " to " + NumberText.count(Math.round(high));
  }

  /** An axis of ranks from 1 to the worst, with whole numbers. */
  static Axis rankAxis(String label, double worst) {
    long last = Math.round(worst);
    long step = step(last);
    List<Axis.Tick> ticks = new ArrayList<>(List.of(new Axis.Tick(1, "1")));
    for (long rank = step == 1 ? 2 : step; rank <= last; rank += step) {
      ticks.add(new Axis.Tick(rank, NumberText.count(rank)));
    }
    double margin = Math.max(0.3, 0.03 * last);
    return Axis.linear(label, "").within(1 - margin, last + margin).withTicks(ticks);
  }

  /** 1, 2 or 5 times a power of ten. */
  private static long step(long last) {
    long unit = 1;
    while (last > MOST_TICKS * 5 * unit) {
      unit *= 10;
    }
    return last <= MOST_TICKS * unit ? unit : last <= MOST_TICKS * 2 * unit ? 2 * unit : 5 * unit;
  }

  /** Where a model lies on an axis that has the best on top. */
  double height(int place) {
    return shown - place;
  }

  /** With a model's name at each place and its possible ranks at the other side. */
  Axis axis() {
    List<Axis.Tick> names = new ArrayList<>();
    List<Axis.Tick> ranks = new ArrayList<>();
    List<String> models = table.texts("model");
    for (int place = 0; place < shown; place++) {
      names.add(new Axis.Tick(height(place), models.get(all[place])));
      ranks.add(new Axis.Tick(height(place), ranks(place)));
    }
    return Axis.linear("model", "").within(0.4, shown + 0.6).withTicks(names).facing("rank", ranks);
  }

  /** Tie groups among the shown, the best first. */
  int[] groups() {
    return IntStream.range(0, shown)
        .map(place -> (int) number(place, "group"))
        .distinct()
        .sorted()
        .toArray();
  }

  /** Places of the shown models of a tie group. */
  int[] places(int group) {
    return IntStream.range(0, shown).filter(place -> number(place, "group") == group).toArray();
  }

  Values heights(int[] places) {
    return Values.of(Arrays.stream(places).mapToDouble(this::height).toArray());
  }

  Values numbers(int[] places, String column) {
    return Values.of(Arrays.stream(places).mapToDouble(place -> number(place, column)).toArray());
  }

  /** The level of intervals and rank sets in words; empty where the findings do not say. */
  String level() {
    return findings.fact("level").isPresent() ? NumberText.percent(findings.number("level")) : "";
  }

  /** Which models, by what, and of how many samples. */
  String caption() {
    double components = Arrays.stream(table.numbers("component")).distinct().count();
    String models =
        shown < all.length
            ? "The best %d of %s models".formatted(shown, NumberText.count(all.length))
            : NumberText.count(all.length) + " models";
    return "%s%s by %s, %s; n = %s samples in %s clusters."
        .formatted(
            models,
            components > 1
                ? " in the largest of %s components".formatted(NumberText.count((long) components))
                : "",
            FindingsRows.text(findings, "method"),
            table.texts("direction").get(all[0]),
            NumberText.count((long) number(0, "samples")),
            NumberText.count((long) number(0, "clusters")));
  }
}
