package isoloss.rank.vote;

import isoloss.fit.Source;
import isoloss.rank.evidence.PairCounts;
import isoloss.stat.StationaryDistribution;

/**
 * PageRank on the graph that leads from each model to those that beat it: where a walker is found
 * who goes from i to j in proportion {@code W_ji + T_ij/2}, and with probability 0.15, or from a
 * model that never lost, to any. Scores sum to 1: they are shares, not strengths, and what one
 * gains the others lose.
 *
 * @see <a href="https://doi.org/10.1016/S0169-7552(98)00110-X">Brin and Page (1998)</a>; on
 *     comparisons as in <a href="https://github.com/dustalov/evalica">evalica</a>
 */
public final class PageRank extends PairVote {
  private static final double DAMPING = 0.85;

  @Override
  public String name() {
    return "pagerank";
  }

  @Override
  public String description() {
    return "share of a walk from losers to winners";
  }

  @Override
  public Source source() {
    return new Source(
        "Brin and Page (1998), The anatomy of a large-scale hypertextual web search engine",
        "https://doi.org/10.1016/S0169-7552(98)00110-X");
  }

  @Override
  double[] scores(PairCounts counts) {
    int n = counts.models();
    double[][] steps = new double[n][n];
    for (int i = 0; i < n; i++) {
      double losses = 0;
      for (int j = 0; j < n; j++) {
        steps[i][j] = i == j ? 0 : counts.wins(j, i) + counts.ties(i, j) / 2;
        losses += steps[i][j];
      }
      for (int j = 0; j < n; j++) {
        double followed = losses > 0 ? steps[i][j] / losses : 1.0 / n;
        steps[i][j] = DAMPING * followed + (1 - DAMPING) / n;
      }
    }
    return StationaryDistribution.of(steps);
  }
}
