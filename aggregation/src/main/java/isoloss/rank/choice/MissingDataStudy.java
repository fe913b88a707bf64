package isoloss.rank.choice;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.data.pool.Pool;
import isoloss.optim.IndexedWork;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.stat.Correlation;
import isoloss.stat.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much of the order of a complete pool each method recovers from what is left of it. All
 * methods see the same masks.
 *
 * <p>Where wins and ties do not link the models that a method needs linked, a rate of 1e-4 wins is
 * added to every ordered pair; a number that rests on that means little.
 *
 * @param truth whose order on the complete pool is to be recovered
 * @param repetitions masks of each kind
 */
public record MissingDataStudy(
    Aggregator truth, List<Aggregator> methods, List<Missing> missing, int repetitions, Seed seed) {
  private static final int TOP = 10;

  /** Scores that differ by less are equal: round-off must not break ties. */
  private static final double DIGITS = 1e9;

  public MissingDataStudy {
    methods = List.copyOf(methods);
    missing = List.copyOf(missing);
    if (repetitions < 1) {
      throw new IllegalArgumentException(repetitions + " repetitions; at least 1 is needed");
    }
  }

  /**
   * What one method recovers under one kind of missing measurements.
   *
   * @param taus Kendall's tau-b to the truth, one per repetition
   * @param topOverlap mean share of the true first ten among the first ten
   */
  public record Recovery(Missing missing, String method, Values taus, double topOverlap) {
    public Moments tau() {
      return Moments.of(taus.toArray());
    }
  }

  /**
   * What goes missing in the published experiments on pools of six sources: up to 99 % of the cells
   * or samples, and up to five of the sources.
   */
  public static List<Missing> published() {
    List<Missing> all = new ArrayList<>();
    DoubleStream.of(0, 0.5, 0.8, 0.9, 0.95, 0.99).forEach(gone -> all.add(new Missing.Cells(gone)));
    DoubleStream.of(0.5, 0.8, 0.9, 0.95, 0.99).forEach(gone -> all.add(new Missing.Samples(gone)));
    IntStream.of(4, 2, 1).forEach(kept -> all.add(new Missing.Blocks(kept)));
    return all;
  }

  /** One row per kind of missing measurements and method, in the order of the study. */
  public List<Recovery> run(Pool complete, int threads) {
    if (!complete.comparisons().isEmpty()) {
      throw new IllegalArgumentException("comparisons are never masked; leave them out");
    }
    double[] whole = rounded(truth.fit(Evidence.of(complete), scores()));
    Repetition[] done = new Repetition[missing.size() * repetitions];
    IndexedWork.run(
        done.length,
        threads,
        () -> complete,
        (pool, index) -> done[index] = repetition(pool, whole, index));
    List<Recovery> rows = new ArrayList<>();
    for (int i = 0; i < missing.size(); i++) {
      List<Repetition> own = Arrays.asList(done).subList(i * repetitions, (i + 1) * repetitions);
      for (int k = 0; k < methods.size(); k++) {
        rows.add(recovery(i, k, own));
      }
    }
    return rows;
  }

  private Recovery recovery(int kind, int method, List<Repetition> own) {
    return new Recovery(
        missing.get(kind),
        methods.get(method).name(),
        Values.of(own.stream().mapToDouble(each -> each.tau[method]).toArray()),
        own.stream().mapToDouble(each -> each.topOverlap[method]).average().orElseThrow());
  }

  private static Request scores() {
    return new Request(false, Optional.empty(), 1);
  }

  /** By method. */
  private record Repetition(double[] tau, double[] topOverlap) {}

  private Repetition repetition(Pool complete, double[] whole, int index) {
    Missing kind = missing.get(index / repetitions);
    Seed own = seed.child(kind.inWords()).child(index % repetitions);
    Evidence left = Evidence.of(kind.from(complete, own.generator()));
    PairCounts counts = PairCounts.of(left);
    double[] tau = new double[methods.size()];
    double[] topOverlap = new double[methods.size()];
    for (int k = 0; k < tau.length; k++) {
      Aggregator method = methods.get(k);
      double[] found = rounded(method.fit(Connecting.of(left, counts, method.link()), scores()));
      tau[k] = Correlation.kendall(found, whole);
      topOverlap[k] = topOverlap(found, whole);
    }
    return new Repetition(tau, topOverlap);
  }

  private static double[] rounded(Strengths strengths) {
    return strengths.scores().stream().map(score -> Math.rint(score * DIGITS) / DIGITS).toArray();
  }

  private static double topOverlap(double[] found, double[] whole) {
    BitSet both = top(found);
    both.and(top(whole));
    return both.cardinality() / (double) Math.min(TOP, found.length);
  }

  private static BitSet top(double[] scores) {
    BitSet top = new BitSet();
    IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -scores[i]))
        .limit(TOP)
        .forEach(top::set);
    return top;
  }
}
