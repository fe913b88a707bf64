package isoloss.sampling.coverage;

import isoloss.data.Seed;
import isoloss.optim.IndexedWork;
import isoloss.sampling.ProblemCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Which distribution foretells the counts of problems that it has not seen: cross-validation over
 * problems, and the mixture of distributions that foretells them best (stacking).
 *
 * @param distributions in the order of the weights
 * @param logLikelihood per distribution and problem, of the held-out counts
 * @param weights of the stacked mixture, summing to 1
 */
public record HeldOutChoice(
    List<SuccessDistribution> distributions,
    List<double[]> logLikelihood,
    double[] weights,
    int folds) {
  private static final int FOLDS = 5;
  private static final int STEPS = 2_000;

  public HeldOutChoice {
    distributions = List.copyOf(distributions);
    logLikelihood = logLikelihood.stream().map(double[]::clone).toList();
    weights = weights.clone();
  }

  @Override
  public double[] weights() {
    return weights.clone();
  }

  /** The distribution of the largest mean held-out log-likelihood. */
  public int best() {
    int best = 0;
    for (int m = 1; m < distributions.size(); m++) {
      best = mean(m) > mean(best) ? m : best;
    }
    return best;
  }

  /** Per problem. */
  public double mean(int distribution) {
    return Arrays.stream(logLikelihood.get(distribution)).average().orElse(Double.NaN);
  }

  /** Standard error of the mean difference to the best, over problems. */
  public double standardErrorOfDifference(int distribution) {
    double[] mine = logLikelihood.get(distribution);
    double[] theirs = logLikelihood.get(best());
    double mean = mean(distribution) - mean(best());
    double squares = 0;
    for (int i = 0; i < mine.length; i++) {
      double d = mine[i] - theirs[i] - mean;
      squares += d * d;
    }
    return Math.sqrt(squares / (mine.length - 1) / mine.length);
  }

  /** Problems of one cluster stay together. */
  public static HeldOutChoice of(
      List<SuccessDistribution> distributions,
      List<ProblemCounts> problems,
      Seed seed,
      int threads) {
    int[] fold = folds(problems, seed.child("folds").generator());
    double[][] scores = new double[distributions.size()][problems.size()];
    int folds = Arrays.stream(fold).max().orElse(0) + 1;
    IndexedWork.run(
        distributions.size() * folds,
        threads,
        () -> fold,
        (parts, index) ->
            score(
                distributions.get(index / folds),
                problems,
                parts,
                index % folds,
                scores[index / folds]));
    return new HeldOutChoice(distributions, List.of(scores), stacked(scores), folds);
  }

  private static void score(
      SuccessDistribution distribution,
      List<ProblemCounts> problems,
      int[] fold,
      int heldOut,
      double[] scores) {
    List<ProblemCounts> train = new ArrayList<>();
    for (int i = 0; i < fold.length; i++) {
      if (fold[i] != heldOut) {
        train.add(problems.get(i));
      }
    }
    CoverageFit fit = CoverageFit.of(distribution, train, 0, new Seed(0), 1);
    for (int i = 0; i < fold.length; i++) {
      if (fold[i] == heldOut) {
        scores[i] =
            Math.max(-1e4, distribution.logLikelihood(fit.theta().toArray(), problems.get(i)));
      }
    }
  }

  private static int[] folds(List<ProblemCounts> problems, RandomGenerator random) {
    Map<String, Integer> ofCluster = new LinkedHashMap<>();
    problems.forEach(problem -> ofCluster.put(problem.cluster(), 0));
    List<String> names = new ArrayList<>(ofCluster.keySet());
    for (int i = names.size() - 1; i > 0; i--) {
      String swapped = names.set(random.nextInt(i + 1), names.get(i));
      names.set(i, swapped);
    }
    for (int i = 0; i < names.size(); i++) {
      ofCluster.put(names.get(i), i % Math.min(FOLDS, names.size()));
    }
    return problems.stream()
        .mapToInt(problem -> ofCluster.getOrDefault(problem.cluster(), 0))
        .toArray();
  }

  /** Weights that maximise the mean log of the mixture, by the EM algorithm. */
  private static double[] stacked(double[][] scores) {
    int models = scores.length;
    double[] weights = new double[models];
    Arrays.fill(weights, 1.0 / models);
    for (int step = 0; step < STEPS; step++) {
      double[] next = new double[models];
      for (int i = 0; i < scores[0].length; i++) {
        double top = Double.NEGATIVE_INFINITY;
        for (double[] each : scores) {
          top = Math.max(top, each[i]);
        }
        double sum = 0;
        for (int m = 0; m < models; m++) {
          sum += weights[m] * Math.exp(scores[m][i] - top);
        }
        for (int m = 0; m < models; m++) {
          next[m] += weights[m] * Math.exp(scores[m][i] - top) / sum / scores[0].length;
        }
      }
      weights = next;
    }
    return weights;
  }
}
