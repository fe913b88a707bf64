package isoloss.rank.choice;

import isoloss.data.Seed;
import isoloss.rank.choice.PredictiveLoss.Kind;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Log loss of the comparisons on samples that were held out, each cluster of samples once, a tenth
 * of them at a time. Methods without a tie model say nothing of ties, so that all are compared on
 * decisive pairs, given that they are decisive; the baseline is strengths that are all equal, ln 2.
 * Models of ties are compared on all three results as well, against the shares of ties and wins
 * among the other samples.
 */
public final class HeldOutPairs {
  /** The baseline of decisive pairs. */
  public static final String EQUAL = "equal strengths";

  /** The baseline of three results. */
  public static final String TIE_SHARE = "equal strengths and the share of ties";

  private static final int FOLDS = 10;

  /** No result is taken to be less likely. */
  private static final double LEAST_CHANCE = 1e-12;

  private final Evidence evidence;
  private final List<Aggregator> methods;
  private final int[] foldOfCluster;
  private final int folds;
  private final LossSums equal;
  private final LossSums tieShare;
  private final List<LossSums> decisive = new ArrayList<>();
  private final List<LossSums> threeResults = new ArrayList<>();

  private HeldOutPairs(Evidence evidence, List<Aggregator> methods, Seed seed) {
    this.evidence = evidence;
    this.methods = methods;
    this.folds = Math.min(FOLDS, evidence.clusterCount());
    this.foldOfCluster = folds(evidence.clusterCount(), folds, seed);
    this.equal = new LossSums(folds);
    this.tieShare = new LossSums(folds);
    for (int i = 0; i < methods.size(); i++) {
      decisive.add(new LossSums(folds));
      threeResults.add(new LossSums(folds));
    }
  }

  /**
   * @param evidence of at least two clusters of samples
   * @param methods that do not refuse it
   */
  public static HeldOutPairs of(
      Evidence evidence, List<Aggregator> methods, Seed seed, int threads) {
    HeldOutPairs pairs = new HeldOutPairs(evidence, methods, seed);
    for (int fold = 0; fold < pairs.folds; fold++) {
      pairs.holdOut(fold, threads);
    }
    return pairs;
  }

  private static int[] folds(int clusters, int folds, Seed seed) {
    int[] fold = new int[clusters];
    Arrays.setAll(fold, g -> g % folds);
    RandomGenerator random = seed.generator();
    for (int g = clusters - 1; g > 0; g--) {
      int other = random.nextInt(g + 1);
      int swapped = fold[g];
      fold[g] = fold[other];
      fold[other] = swapped;
    }
    return fold;
  }

  /**
   * The first method whose loss of decisive pairs exceeds the least by no more than one standard
   * error of the difference.
   */
  public Aggregator preferred() {
    LossSums best = decisive.stream().min(Comparator.comparingDouble(LossSums::mean)).orElseThrow();
    int first = 0;
    while (decisive.get(first).mean() - best.mean()
        > decisive.get(first).standardErrorOfDifference(best)) {
      first++;
    }
    return methods.get(first);
  }

  /** A loss of decisive pairs for each method, then one of three results for each tie model. */
  public List<PredictiveLoss> losses() {
    List<PredictiveLoss> losses = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      losses.add(decisive.get(i).against(methods.get(i).name(), Kind.DECISIVE, EQUAL, equal));
    }
    for (int i = 0; i < methods.size(); i++) {
      if (threeResults.get(i).isUsed()) {
        losses.add(
            threeResults
                .get(i)
                .against(methods.get(i).name(), Kind.THREE_RESULTS, TIE_SHARE, tieShare));
      }
    }
    return losses;
  }

  private void holdOut(int fold, int threads) {
    Evidence training = weighted(fold, false);
    PairCounts seen = PairCounts.of(training, threads);
    PairCounts unseen = PairCounts.of(weighted(fold, true), threads);
    score(unseen, fold, new double[unseen.models()], new PairChances.NoTies(), equal, true);
    score(unseen, fold, new double[unseen.models()], equalWithTies(seen), tieShare, false);
    for (int i = 0; i < methods.size(); i++) {
      Optional<Strengths> fit = Connecting.fit(methods.get(i), training, seen, threads);
      double[] theta =
          fit.map(found -> found.scores().toArray()).orElseGet(() -> new double[seen.models()]);
      PairChances chances = fit.map(PairChances::of).orElseGet(PairChances.NoTies::new);
      score(unseen, fold, theta, chances, decisive.get(i), true);
      if (!(chances instanceof PairChances.NoTies)) {
        score(unseen, fold, theta, chances, threeResults.get(i), false);
      }
    }
  }

  /** The samples of a fold, or all others; the rest weigh 0. */
  private Evidence weighted(int fold, boolean inside) {
    double[] weights = new double[evidence.pool().sampleCount()];
    for (int s = 0; s < weights.length; s++) {
      boolean is = foldOfCluster[evidence.cluster(s)] == fold;
      weights[s] = is == inside ? evidence.sampleWeight(s) : 0;
    }
    return evidence.withSampleWeights(weights);
  }

  /** Davidson's model of equal strengths whose share of ties is that of the counts, smoothed. */
  private static PairChances equalWithTies(PairCounts counts) {
    double ties = 0.5;
    double wins = 0.5;
    for (int i = 0; i < counts.models(); i++) {
      for (int j = 0; j < i; j++) {
        ties += counts.ties(i, j);
        wins += counts.wins(i, j) + counts.wins(j, i);
      }
    }
    return new PairChances.Davidson(2 * ties / wins);
  }

  private static void score(
      PairCounts counts,
      int fold,
      double[] theta,
      PairChances chances,
      LossSums sums,
      boolean decisiveOnly) {
    for (int i = 0; i < theta.length; i++) {
      for (int j = 0; j < theta.length; j++) {
        double x = theta[i] - theta[j];
        if (i != j && counts.wins(i, j) > 0) {
          double chance = decisiveOnly ? chances.decisive(x) : chances.win(x);
          sums.add(fold, counts.wins(i, j), -Math.log(Math.max(chance, LEAST_CHANCE)));
        }
        if (!decisiveOnly && j < i && counts.ties(i, j) > 0) {
          sums.add(fold, counts.ties(i, j), -Math.log(Math.max(chances.tie(x), LEAST_CHANCE)));
        }
      }
    }
  }
}
