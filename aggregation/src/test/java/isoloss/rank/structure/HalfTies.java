package isoloss.rank.structure;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Pool;
import isoloss.fit.Source;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Influence;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** Bradley-Terry with half ties by Newton's steps, as short as it can be, for the tests here. */
final class HalfTies implements Aggregator {
  private final boolean knowsInfluence;

  HalfTies(boolean knowsInfluence) {
    this.knowsInfluence = knowsInfluence;
  }

  @Override
  public String name() {
    return "half-ties";
  }

  @Override
  public String description() {
    return "log-strength";
  }

  @Override
  public Source source() {
    return new Source("Bradley and Terry (1952)", "");
  }

  @Override
  public Link link() {
    return Link.WINS_AND_TIES;
  }

  @Override
  public Optional<String> refusal(Evidence evidence) {
    return evidence.pool().modelCount() < 2
        ? Optional.of("fewer than two models")
        : Optional.empty();
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    PairCounts counts = PairCounts.of(evidence);
    double[] theta =
        request.near().map(near -> near.scores().toArray()).orElse(new double[counts.models()]);
    RealMatrix covariance = covariance(counts, theta);
    double size = 1;
    for (int step = 0; size > 1e-9; step++) {
      if (step > 60) {
        throw new InputException("the strengths do not converge");
      }
      double[] along = covariance.operate(gradient(counts, theta));
      size = Arrays.stream(along).map(Math::abs).max().orElse(0);
      double shrink = Math.min(1, 2 / size);
      for (int i = 0; i < theta.length; i++) {
        theta[i] += shrink * along[i];
      }
      covariance = covariance(counts, theta);
    }
    double mean = Arrays.stream(theta).average().orElse(0);
    Strengths found =
        new Strengths(
            Values.of(Arrays.stream(theta).map(t -> t - mean).toArray()),
            Direction.HIGHER_IS_BETTER,
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Values.of());
    return knowsInfluence && request.errors()
        ? found.withInfluence(influence(evidence, theta, covariance))
        : found;
  }

  private static double chance(double[] theta, int i, int j) {
    return 1 / (1 + Math.exp(theta[j] - theta[i]));
  }

  private static double[] gradient(PairCounts counts, double[] theta) {
    double[] gradient = new double[theta.length];
    for (int i = 0; i < theta.length; i++) {
      for (int j = 0; j < theta.length; j++) {
        if (i != j && counts.compared(i, j) > 0) {
          gradient[i] +=
              counts.wins(i, j)
                  + counts.ties(i, j) / 2
                  - counts.compared(i, j) * chance(theta, i, j);
        }
      }
    }
    return gradient;
  }

  private static RealMatrix covariance(PairCounts counts, double[] theta) {
    int n = theta.length;
    double[][] h = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        h[i][j] += 1.0 / n;
        if (i != j) {
          double p = chance(theta, i, j);
          double information = counts.compared(i, j) * p * (1 - p);
          h[i][i] += information;
          h[i][j] -= information;
        }
      }
    }
    RealMatrix inverse =
        new LUDecomposition(new Array2DRowRealMatrix(h, false), 1e-300).getSolver().getInverse();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        inverse.addToEntry(i, j, -1.0 / n);
      }
    }
    return inverse;
  }

  private static Influence influence(Evidence evidence, double[] theta, RealMatrix covariance) {
    Pool pool = evidence.pool();
    double[][] score = new double[evidence.clusterCount()][theta.length];
    for (int s = 0; s < pool.scoredCount(); s++) {
      int sample = s;
      List<double[]> cells = new ArrayList<>();
      pool.forEachModel(s, (m, value) -> cells.add(new double[] {m, value}));
      double weight = evidence.comparisonWeight(s, cells.size());
      double[] into = score[evidence.cluster(s)];
      for (double[] a : cells) {
        for (double[] b : cells) {
          if (a != b) {
            double y = (1 + evidence.outcome(sample, a[1], b[1])) / 2.0;
            into[(int) a[0]] += weight * (y - chance(theta, (int) a[0], (int) b[0]));
          }
        }
      }
    }
    for (Comparison each : pool.comparisons()) {
      double[] into = score[evidence.cluster(each.sample())];
      double n = each.winsA() + each.winsB() + each.ties();
      double u =
          evidence.sampleWeight(each.sample())
              * (each.winsA() + each.ties() / 2 - n * chance(theta, each.a(), each.b()));
      into[each.a()] += u;
      into[each.b()] -= u;
    }
    float[][] effects = new float[theta.length][score.length];
    for (int g = 0; g < score.length; g++) {
      double[] effect = covariance.operate(score[g]);
      for (int i = 0; i < theta.length; i++) {
        effects[i][g] = (float) effect[i];
      }
    }
    return Influence.of(effects, score.length);
  }
}
