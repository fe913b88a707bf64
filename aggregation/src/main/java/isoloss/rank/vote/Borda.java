package isoloss.rank.vote;

import isoloss.data.pool.Comparison;
import isoloss.data.pool.Direction;
import isoloss.fit.Source;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Refusals;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.Optional;

/**
 * The share of its comparisons that a model won, {@code sum_j (W_ij + c T_ij) / sum_j N_ij}, a tie
 * worth {@code c} wins: one half, unless said otherwise. On one ballot these are Borda's points
 * divided by the opponents; a count of wins in place of a share would reward models for having been
 * measured more. It depends on whom a model met. NaN for a model that met nobody.
 *
 * <p>A ratio of sums over samples, so that the influence of a cluster is exact.
 */
public final class Borda implements Aggregator {
  private final TieCredit tie;

  private Borda(TieCredit tie) {
    this.tie = tie;
  }

  /** Ties count half. */
  public Borda() {
    this(TieCredit.HALF);
  }

  public Borda with(TieCredit newTie) {
    return new Borda(newTie);
  }

  @Override
  public String name() {
    return "borda";
  }

  @Override
  public String description() {
    return "share of comparisons won, ties " + tie.inWords();
  }

  @Override
  public Source source() {
    return new Source("de Borda (1781), Memoire sur les elections au scrutin", "");
  }

  @Override
  public Link link() {
    return Link.COMPARED;
  }

  @Override
  public Optional<String> refusal(Evidence evidence) {
    return Refusals.prior(name(), evidence);
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    Refusals.check(this, evidence);
    RatioOfSums shares =
        RatioOfSums.of(
            evidence.pool().modelCount(),
            sink -> {
              addScores(evidence, sink);
              addComparisons(evidence, sink);
            });
    Strengths strengths = Strengths.of(shares.ratios(), Direction.HIGHER_IS_BETTER);
    return request.errors() ? strengths.withInfluence(shares.influence(evidence)) : strengths;
  }

  private void addScores(Evidence evidence, RatioOfSums.Sink sink) {
    for (int s = 0; s < evidence.pool().scoredCount(); s++) {
      int sample = s;
      double weight = evidence.comparisonWeight(s, evidence.pool().measured(s));
      if (weight > 0) {
        Standings.of(
            evidence,
            s,
            (model, wins, ties, others) ->
                sink.add(sample, model, weight * (wins + tie.wins() * ties), weight * others));
      }
    }
  }

  private void addComparisons(Evidence evidence, RatioOfSums.Sink sink) {
    for (Comparison each : evidence.pool().comparisons()) {
      double weight = evidence.sampleWeight(each.sample());
      double all = weight * (each.winsA() + each.winsB() + each.ties());
      double tied = tie.wins() * each.ties();
      if (all > 0) {
        sink.add(each.sample(), each.a(), weight * (each.winsA() + tied), all);
        sink.add(each.sample(), each.b(), weight * (each.winsB() + tied), all);
      }
    }
  }

  /** Wins and half ties, not divided by anything: what evalica calls counting. */
  public static double[] counting(PairCounts counts) {
    double[] scores = new double[counts.models()];
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        scores[i] += counts.wins(i, j) + counts.ties(i, j) / 2;
      }
    }
    return scores;
  }

  /** The win rate against each opponent met, ties half, averaged over opponents. */
  public static double[] averageWinRate(PairCounts counts) {
    double[] scores = new double[counts.models()];
    for (int i = 0; i < scores.length; i++) {
      int met = 0;
      for (int j = 0; j < scores.length; j++) {
        double all = counts.compared(i, j);
        if (all > 0) {
          met++;
          scores[i] += (counts.wins(i, j) + counts.ties(i, j) / 2) / all;
        }
      }
      scores[i] /= met;
    }
    return scores;
  }
}
