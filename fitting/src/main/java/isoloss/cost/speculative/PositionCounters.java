package isoloss.cost.speculative;

import isoloss.data.Values;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How often the token at each position of a draft was accepted.
 *
 * @param rounds that drafted
 * @param accepted per position from 0 the rounds that accepted there, never rising
 * @param measuredAtRisk per position the rounds that drafted it with all before it accepted, where
 *     it was counted; without it every round is taken to draft every position
 */
public record PositionCounters(double rounds, Values accepted, Optional<Values> measuredAtRisk) {
  public PositionCounters {
    if (!(rounds > 0) || accepted.size() == 0) {
      throw new IllegalArgumentException(
          rounds + " rounds with " + accepted.size() + " positions are no counters");
    }
    for (int i = 0; i < accepted.size(); i++) {
      double most = i == 0 ? rounds : accepted.get(i - 1);
      if (!(accepted.get(i) >= 0 && accepted.get(i) <= most)) {
        throw new IllegalArgumentException(
            "position %d was accepted %.0f times, after %.0f at the one before"
                .formatted(i, accepted.get(i), most));
      }
      if (measuredAtRisk.isPresent()) {
        double risk = measuredAtRisk.get().get(i);
        if (!(risk >= accepted.get(i) && risk <= most)) {
          throw new IllegalArgumentException(
              "position %d was at risk %.0f times, outside %.0f accepted to %.0f possible"
                  .formatted(i, risk, accepted.get(i), most));
        }
      }
    }
  }

  /** Counters of drafts that all have the same length. */
  public static PositionCounters of(double rounds, double... accepted) {
    return new PositionCounters(rounds, Values.of(accepted), Optional.empty());
  }

  /** Positions counted: the draft length where all drafts have the same. */
  public int length() {
    return accepted.size();
  }

  /** Rounds in which this position could be accepted or rejected. */
  public double atRisk(int position) {
    return measuredAtRisk
        .map(each -> each.get(position))
        .orElseGet(() -> position == 0 ? rounds : accepted.get(position - 1));
  }

  public double acceptedTokens() {
    return accepted.stream().sum();
  }

  double atRiskInAll() {
    return IntStream.range(0, length()).mapToDouble(this::atRisk).sum();
  }

  /** {@code a_i = accepted / at risk}; NaN where nothing was at risk. */
  public double acceptance(int position) {
    return accepted.get(position) / atRisk(position);
  }

  /** {@code 1 + sum A / R}: tokens of a drafting round, the bonus token included. */
  public double tokensPerRound() {
    return 1 + acceptedTokens() / rounds;
  }

  /** Positions at the end of the draft that no round ever accepted. */
  public int neverAcceptedAtTheEnd() {
    int empty = 0;
    while (empty < length() && accepted.get(length() - 1 - empty) == 0) {
      empty++;
    }
    return empty;
  }

  /** The sum of two counters of the same positions. */
  PositionCounters plus(PositionCounters other) {
    if (other.length() != length()) {
      throw new IllegalArgumentException(
          "drafts of " + length() + " and of " + other.length() + " positions cannot be added");
    }
    double[] sum = new double[length()];
    double[] risk = new double[length()];
    for (int i = 0; i < length(); i++) {
      sum[i] = accepted.get(i) + other.accepted.get(i);
      risk[i] = atRisk(i) + other.atRisk(i);
    }
    boolean counted = measuredAtRisk.isPresent() || other.measuredAtRisk.isPresent();
    return new PositionCounters(
        rounds + other.rounds,
        Values.of(sum),
        counted ? Optional.of(Values.of(risk)) : Optional.empty());
  }
}
