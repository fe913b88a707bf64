package isoloss.sampling.verifier;

import isoloss.data.InputException;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.sampling.resample.ClusterBootstrap;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** The plan from counts: exact curves, and the distribution of K* over redrawn problems. */
final class CountsPlan {
  private final VerifierPlan plan;
  private final VerifierCounts counts;
  private final List<String> clusters;
  private final int most;

  CountsPlan(VerifierPlan plan, VerifierCounts counts, List<String> clusters) {
    this.plan = plan;
    this.counts = counts;
    this.clusters = clusters;
    this.most = Math.min(plan.maxAttempts(), counts.mostAttempts());
    if (clusters.size() != counts.problems().size()) {
      throw new IllegalArgumentException(
          clusters.size() + " clusters for " + counts.problems().size() + " problems");
    }
  }

  Findings findings() {
    Plateau plateau = Plateau.of(counts.rewards(most));
    Findings findings = facts(plan.start(VerifierPlan.FORMULA_OF_COUNTS), plateau);
    Optional<Drawn> drawn = drawn();
    if (drawn.isPresent()) {
      findings = withIntervals(findings, drawn.get());
    }
    if (plan.stronger().isPresent()) {
      double stronger = plan.stronger().getAsDouble();
      findings =
          VerifierPlan.withBreakEven(
              findings, new BreakEven(stronger, bound(), Double.NaN), counts, most);
    }
    findings = findings.with(drawn.map(Drawn::band).orElse(RewardBand.NONE).table(counts, most));
    if (drawn.isPresent()) {
      findings = findings.with(drawn.get().table());
    }
    return diagnosed(findings, plateau).withHeadline(headline(plateau));
  }

  private double bound() {
    return counts.accuracyBound();
  }

  private Findings facts(Findings start, Plateau plateau) {
    return start
        .with(Findings.Fact.of("problemCount", "problems", "", counts.problems().size()))
        .with(Findings.Fact.of("kStar", "best number of attempts K*", "", plateau.first()))
        .with(Findings.Fact.of("rewardAtKStar", "reward at K*", "", plateau.reward()))
        .with(
            Findings.Fact.of(
                "plateauEnd", "last number of attempts with that reward", "", plateau.last()))
        .with(Findings.Fact.of("atGridEdge", "K* is the end of the grid", "", plateau.atEdge()))
        .with(
            Findings.Fact.of(
                "upperBound",
                "bound of the accuracy, over problems with an accepted sample",
                "",
                bound()))
        .with(
            Findings.Fact.of(
                "upperBoundAllProblems", "the same over all problems", "", counts.upperBound()));
  }

  private Findings diagnosed(Findings start, Plateau plateau) {
    Findings findings = start;
    if (plateau.atEdge()) {
      findings =
          findings.with(
              new Diagnostic.Remark(
                  "no-interior-optimum",
                  Diagnostic.Severity.ERROR,
                  "the reward is highest at the end of the grid, K = %d: more attempts may be"
                          .formatted(most)
                      + (most < counts.mostAttempts()
                          ? " better; raise --max-attempts"
                          : " better, and the samples do not say; draw more of them")));
    } else if (plateau.last() > plateau.first()) {
      findings =
          findings.with(
              new Diagnostic.Remark(
                  "flat-optimum",
                  Diagnostic.Severity.NOTE,
                  "the reward is the same from K = %d to %d; the smallest is given as K*"
                      .formatted(plateau.first(), plateau.last())));
    }
    long ragged =
        counts.problems().stream().filter(p -> p.samples() > counts.mostAttempts()).count();
    if (ragged > 0) {
      findings =
          findings.with(
              new Diagnostic.Remark(
                  "ragged-samples",
                  Diagnostic.Severity.NOTE,
                  "%d problems have more than the %d samples that every problem has; K ends there"
                      .formatted(ragged, counts.mostAttempts())));
    }
    return findings;
  }

  private String headline(Plateau plateau) {
    String bound =
        String.format(
            Locale.ROOT, "with every problem answered the accuracy is at most %.4g", bound());
    return plateau.first() == 0
        ? "No attempt is worth making: every number of attempts loses; " + bound + "."
        : String.format(
            Locale.ROOT,
            "Stop after %d attempt%s, at a reward of %.4g; %s.",
            plateau.first(),
            plateau.first() == 1 ? "" : "s",
            plateau.reward(),
            bound);
  }

  /** What redrawn problems gave. */
  private record Drawn(
      double[] kStar, Quantile.Interval kStarInterval, Quantile.Interval bound, RewardBand band) {

    Findings.Table table() {
      TreeMap<Integer, Integer> times = new TreeMap<>();
      for (double k : kStar) {
        times.merge((int) k, 1, Integer::sum);
      }
      Findings.Builder table =
          Findings.Table.builder("kStarDistribution", "K* over redrawn problems")
              .detail()
              .column("attempts", "K*", "attempts")
              .column("share", "share of draws");
      times.forEach((k, count) -> table.row(k, (double) count / kStar.length));
      return table.build();
    }
  }

  private Optional<Drawn> drawn() {
    if (plan.draws() == 0) {
      return Optional.empty();
    }
    if (clusters.stream().distinct().count() < 2) {
      throw new InputException(
          "intervals need at least 2 problems or clusters; leave them out with --draws 0");
    }
    ClusterBootstrap bootstrap = plan.bootstrap(clusters);
    double[][] numbers = bootstrap.run(times -> numbers(counts.counted(times)));
    List<Quantile.Interval> reward = new ArrayList<>();
    List<Quantile.Interval> accuracy = new ArrayList<>();
    for (int k = 1; k <= most; k++) {
      reward.add(bootstrap.interval(numbers[2 * k]));
      accuracy.add(bootstrap.interval(numbers[2 * k + 1]));
    }
    return Optional.of(
        new Drawn(
            numbers[0],
            bootstrap.interval(numbers[0]),
            bootstrap.interval(numbers[1]),
            new RewardBand(reward, accuracy)));
  }

  /** K*, the bound, and reward and accuracy of 1, 2, ... attempts. */
  private double[] numbers(VerifierCounts drawn) {
    double[] numbers = new double[2 * most + 2];
    double[] rewards = drawn.rewards(most);
    numbers[0] = Plateau.of(rewards).first();
    numbers[1] = drawn.accuracyBound();
    for (int k = 1; k <= most; k++) {
      numbers[2 * k] = rewards[k];
      numbers[2 * k + 1] = drawn.accuracy(k);
    }
    return numbers;
  }

  private Findings withIntervals(Findings start, Drawn drawn) {
    Findings findings = start;
    for (Findings.Fact fact :
        VerifierPlan.interval("kStar", "K* over redrawn problems", drawn.kStarInterval())) {
      findings = findings.with(fact);
    }
    for (Findings.Fact fact :
        VerifierPlan.interval("upperBound", "bound of the accuracy", drawn.bound())) {
      findings = findings.with(fact);
    }
    return findings.with(Findings.Fact.of("level", "level of the intervals", "", plan.level()));
  }
}
