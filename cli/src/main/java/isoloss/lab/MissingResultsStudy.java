package isoloss.lab;

import isoloss.data.Seed;
import isoloss.data.importer.PoolReader;
import isoloss.data.pool.Pool;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.rank.Aggregators;
import isoloss.rank.choice.Missing;
import isoloss.rank.choice.MissingDataStudy;
import isoloss.rank.method.Aggregator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much of the order of complete results each aggregator recovers when cells, samples or whole
 * benchmarks are missing: Kendall's tau to the full mean, over random masks.
 *
 * @param file a complete matrix of results
 * @param repetitions masks of each kind
 */
public record MissingResultsStudy(
    String file, int repetitions, Seed seed, int threads, String command) {
  private static final List<Aggregators> METHODS =
      List.of(
          Aggregators.AUTO,
          Aggregators.MEAN,
          Aggregators.PLACKETT_LUCE,
          Aggregators.BRADLEY_TERRY,
          Aggregators.COPELAND,
          Aggregators.MEAN_WIN_RATE,
          Aggregators.RASCH,
          Aggregators.TWO_PARAMETER);

  /** The kinds of the published comparison. */
  public static List<Missing> kinds() {
    List<Missing> kinds = new ArrayList<>();
    for (double removed : new double[] {0.5, 0.8, 0.9, 0.95}) {
      kinds.add(new Missing.Cells(removed));
    }
    for (double removed : new double[] {0.5, 0.8, 0.9, 0.95}) {
      kinds.add(new Missing.Samples(removed));
    }
    kinds.add(new Missing.Blocks(4));
    kinds.add(new Missing.Blocks(2));
    return kinds;
  }

  public Findings run() {
    Pool pool = PoolReader.withDefaults().read(List.of(file)).pool();
    List<Aggregator> methods = METHODS.stream().map(Aggregators::get).toList();
    List<MissingDataStudy.Recovery> found =
        new MissingDataStudy(
                Aggregators.MEAN.get(), methods, kinds(), repetitions, seed.child("missing"))
            .run(pool, threads);
    Findings.Builder table =
        Findings.Table.builder(
                "recovery", "Kendall's tau to the full mean, standard deviation over masks")
            .column("left", "what is left")
            .column("method", "method")
            .column("tau", "mean tau")
            .column("spread", "standard deviation")
            .column("top", "share of the true top ten found");
    Map<String, Map<String, Double>> taus = new LinkedHashMap<>();
    for (MissingDataStudy.Recovery each : found) {
      table.row(
          each.missing().inWords(),
          each.method(),
          each.tau().mean(),
          each.tau().standardDeviation().orElse(Double.NaN),
          each.topOverlap());
      taus.computeIfAbsent(each.missing().inWords(), key -> new LinkedHashMap<>())
          .put(each.method(), each.tau().mean());
    }
    return Findings.of(
            Findings.STUDY,
            "missing-results",
            "tau-b(order on what is left, order of the full mean)",
            seed.value(),
            command)
        .with(pool.provenance())
        .with(table.build())
        .with(wide(taus))
        .withHeadline(
            Texts.text(
                "%d masks of each kind on %d models and %d samples.",
                repetitions, pool.modelCount(), pool.sampleCount()));
  }

  private static Findings.Table wide(Map<String, Map<String, Double>> taus) {
    Findings.Builder table =
        Findings.Table.builder("taus", "Mean tau by method").column("left", "what is left");
    METHODS.forEach(each ->
        table.column(
            "by" + each.name().replace("_", "").toLowerCase(Locale.ROOT), each.get().name()));
    taus.forEach((left, byMethod) -> {
      List<Object> row = new ArrayList<>();
      row.add(left);
      METHODS.forEach(each -> row.add(byMethod.getOrDefault(each.get().name(), Double.NaN)));
      table.row(row.toArray());
    });
    return table.build();
  }
}
