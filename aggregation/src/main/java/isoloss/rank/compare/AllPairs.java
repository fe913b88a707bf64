package isoloss.rank.compare;

import isoloss.data.InputException;
import isoloss.data.pool.Pool;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.fit.Uncertainty;
import isoloss.optim.IndexedWork;
import isoloss.rank.evidence.Evidence;
import isoloss.stat.BenjaminiHochberg;
import isoloss.stat.Holm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Every pair of models on the samples that both have, each by its {@link DecidingTest}, with
 * p-values adjusted for their number by Holm and by Benjamini and Hochberg. Models stand in the
 * order of their mean score; pairs that share fewer than two clusters are left out and counted.
 *
 * @param models in order, best first
 * @param leftOut pairs that share too little
 */
public record AllPairs(List<Model> models, List<Pair> pairs, int leftOut, double level) {
  private static final String FORMULA =
      "p of each pair; Holm: max over j <= i of (m-j+1) p_(j); Benjamini-Hochberg: min over j >= i of m p_(j)/j";

  public AllPairs {
    models = List.copyOf(models);
    pairs = List.copyOf(pairs);
  }

  /**
   * A model and how good it is on average, places and lower-is-better scores turned around.
   *
   * @param samples of the measure that it was measured on
   */
  public record Model(String name, double mean, int samples) {}

  /**
   * A pair of models by their place in the order, the first the higher one.
   *
   * @param difference positive where the first is better
   * @param holm adjusted p-value
   * @param benjaminiHochberg adjusted p-value
   */
  public record Pair(
      int first,
      int second,
      int samples,
      double difference,
      double standardError,
      String test,
      double pValue,
      double holm,
      double benjaminiHochberg) {
    private Pair adjusted(double newHolm, double newBenjaminiHochberg) {
      return new Pair(
          first,
          second,
          samples,
          difference,
          standardError,
          test,
          pValue,
          newHolm,
          newBenjaminiHochberg);
    }
  }

  /**
   * Compares every two models of one measure.
   *
   * @param metric of the scores; empty where there is only one
   * @param level one minus the level of the tests
   * @throws InputException if there are no scores of one metric, or no two models share enough
   */
  public static AllPairs of(Evidence evidence, String metric, double level, int threads) {
    Uncertainty.requireLevel(level);
    List<Measure> measures = Measure.in(evidence.pool());
    if (measures.isEmpty()) {
      throw new InputException("there are no scores, only battles; see isoloss rank");
    }
    Measure measure = Measure.chosen(measures, metric);
    List<Ordered> order = order(evidence.pool(), measure);
    int n = order.size();
    @Nullable Pair[] found = new @Nullable Pair[n * (n - 1) / 2];
    IndexedWork.run(
        n,
        threads,
        () -> evidence,
        (of, i) -> {
          for (int j = i + 1; j < n; j++) {
            found[place(i, j, n)] = pair(of, order, i, j, measure);
          }
        });
    List<Pair> pairs = new ArrayList<>();
    for (Pair each : found) {
      if (each != null) {
        pairs.add(each);
      }
    }
    if (pairs.isEmpty()) {
      throw new InputException(
          "no two of the %d models share samples of two clusters; nothing can be compared"
              .formatted(n));
    }
    return new AllPairs(
        order.stream().map(Ordered::model).toList(),
        adjusted(pairs),
        found.length - pairs.size(),
        level);
  }

  /** A model with its index in the pool. */
  private record Ordered(int index, Model model) {}

  private static List<Ordered> order(Pool pool, Measure measure) {
    double[] sum = new double[pool.modelCount()];
    int[] count = new int[sum.length];
    for (int s = 0; s < pool.scoredCount(); s++) {
      if (measure.holds(pool.sample(s))) {
        var direction = pool.sample(s).direction();
        pool.forEachModel(
            s,
            (model, score) -> {
              sum[model] += direction.advantage(score, 0);
              count[model]++;
            });
      }
    }
    return IntStream.range(0, sum.length)
        .filter(m -> count[m] > 0)
        .mapToObj(m -> new Ordered(m, new Model(pool.models().get(m), sum[m] / count[m], count[m])))
        .sorted(Comparator.comparingDouble(each -> -each.model().mean()))
        .toList();
  }

  private static int place(int i, int j, int n) {
    return i * (2 * n - i - 1) / 2 + j - i - 1;
  }

  private static @Nullable Pair pair(
      Evidence evidence, List<Ordered> order, int i, int j, Measure measure) {
    SharedScores shared =
        SharedScores.of(evidence, order.get(i).index(), order.get(j).index(), measure);
    PairedDifference difference = PairedDifference.of(shared);
    if (difference.clusters() < 2) {
      return null;
    }
    DecidingTest test = DecidingTest.of(shared, difference);
    return new Pair(
        i,
        j,
        shared.size(),
        difference.value(),
        difference.clustered(),
        test.name(),
        test.pValue(),
        Double.NaN,
        Double.NaN);
  }

  private static List<Pair> adjusted(List<Pair> pairs) {
    double[] p = pairs.stream().mapToDouble(Pair::pValue).toArray();
    double[] holm = Holm.adjusted(p);
    double[] hochberg = BenjaminiHochberg.adjusted(p);
    return IntStream.range(0, p.length)
        .mapToObj(i -> pairs.get(i).adjusted(holm[i], hochberg[i]))
        .toList();
  }

  /** How many neighbours in the order are told apart, each test by itself. */
  public int separatedNeighbours() {
    return (int)
        pairs.stream()
            .filter(each -> each.second() == each.first() + 1 && each.pValue() < 1 - level)
            .count();
  }

  private long below(ToDoubleFunction<Pair> p) {
    return pairs.stream().filter(each -> p.applyAsDouble(each) < 1 - level).count();
  }

  /** As a result of {@code diff --all-pairs}. */
  public Findings findings(long seed, String command) {
    return Findings.of(Findings.DIFF, "all-pairs", FORMULA, seed, command)
        .withHeadline(
            Texts.text(
                "%d of %d pairs of %d models are told apart at a level of %s, %d where all hold"
                    + " together (Holm); %d of %d neighbours in the order of means.",
                below(Pair::pValue),
                pairs.size(),
                models.size(),
                Texts.number(1 - level),
                below(Pair::holm),
                separatedNeighbours(),
                models.size() - 1))
        .withFacts(
            List.of(
                fact("level", "level", level),
                fact("modelCount", "models", models.size()),
                fact("pairsCompared", "pairs compared", pairs.size()),
                fact("leftOut", "pairs that share too little", leftOut),
                fact("separated", "pairs told apart, each test by itself", below(Pair::pValue)),
                fact("separatedHolm", "by Holm, all hold together", below(Pair::holm)),
                fact(
                    "separatedBenjaminiHochberg",
                    "by Benjamini-Hochberg, few are false",
                    below(Pair::benjaminiHochberg)),
                fact(
                    "separatedNeighbours",
                    "neighbours in the order told apart",
                    separatedNeighbours())))
        .with(modelTable())
        .with(pairTable());
  }

  private static Findings.Fact fact(String key, String title, Object value) {
    return Findings.Fact.of(key, title, "", value);
  }

  private Findings.Table modelTable() {
    Findings.Builder rows =
        Findings.Table.builder("models", "Models by mean score")
            .detail()
            .column("model", "model")
            .column("mean", "mean, higher is better")
            .column("samples", "samples");
    models.forEach(each -> rows.row(each.name(), each.mean(), each.samples()));
    return rows.build();
  }

  private Findings.Table pairTable() {
    Findings.Builder rows =
        Findings.Table.builder("pairs", "Pairs of models")
            .detail()
            .column("first", "first model")
            .column("second", "second model")
            .column("samples", "shared samples")
            .column("difference", "first - second")
            .column("standardError", "std. error")
            .column("test", "test")
            .column("pValue", "p")
            .column("holm", "p, Holm")
            .column("benjaminiHochberg", "p, Benjamini-Hochberg");
    pairs.forEach(each ->
        rows.row(
            models.get(each.first()).name(),
            models.get(each.second()).name(),
            each.samples(),
            each.difference(),
            each.standardError(),
            each.test(),
            each.pValue(),
            each.holm(),
            each.benjaminiHochberg()));
    return rows.build();
  }
}
