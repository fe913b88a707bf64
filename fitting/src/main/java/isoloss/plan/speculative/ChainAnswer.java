package isoloss.plan.speculative;

import isoloss.cost.speculative.DraftLength;
import isoloss.cost.speculative.RoundTime;
import isoloss.stat.Quantile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The best draft length with what is not known of it.
 *
 * @param lengths what every length from 0 to the longest gives
 * @param bestInterval of the best length, over the draws
 * @param speedUpInterval of the speed-up at the best length
 * @param helping share of the draws in which some draft is faster than none
 * @param stillRising whether the longest draft is the best and one token more would be better
 */
public record ChainAnswer(
    ChainQuestion question,
    List<DraftLength> lengths,
    DraftLength best,
    Optional<Quantile.Interval> bestInterval,
    Optional<Quantile.Interval> speedUpInterval,
    double helping,
    boolean stillRising,
    double level) {

  public ChainAnswer {
    lengths = List.copyOf(lengths);
  }

  public static ChainAnswer to(ChainQuestion question, int longest, double level) {
    RoundTime time = question.time();
    DraftLength[] lengths = DraftLength.upTo(longest, question.acceptance(), time);
    DraftLength best = DraftLength.best(longest, question.acceptance(), time);
    double[] bestLengths =
        question.draws().stream()
            .mapToDouble(each -> DraftLength.best(longest, each, time).length())
            .sorted()
            .toArray();
    boolean rising =
        best.length() == longest
            && DraftLength.upTo(longest + 1, question.acceptance(), time)[longest + 1].speedUp()
                > best.speedUp();
    return new ChainAnswer(
        question,
        List.of(lengths),
        best,
        bestLengths.length == 0 ? Optional.empty() : Optional.of(whole(bestLengths, level)),
        tokens(question, best.length(), level).map(each -> speedUp(question, best.length(), each)),
        bestLengths.length == 0
            ? (best.length() > 0 ? 1 : 0)
            : Arrays.stream(bestLengths).filter(each -> each > 0).count()
                / (double) bestLengths.length,
        rising,
        level);
  }

  /** The central interval of whole numbers, its ends among them. */
  private static Quantile.Interval whole(double[] sorted, double level) {
    Quantile.Interval interval = Quantile.centralInterval(sorted, level);
    return new Quantile.Interval(Math.floor(interval.low()), Math.ceil(interval.high()));
  }

  private static Quantile.Interval speedUp(
      ChainQuestion question, int gamma, Quantile.Interval tokens) {
    double time = question.time().ofChain(gamma);
    return new Quantile.Interval(tokens.low() / time, tokens.high() / time);
  }

  private static Optional<Quantile.Interval> tokens(
      ChainQuestion question, int gamma, double level) {
    if (question.draws().isEmpty()) {
      return Optional.empty();
    }
    double[] tokens =
        question.draws().stream().mapToDouble(each -> each.expectedTokens(gamma)[gamma]).toArray();
    return Optional.of(Quantile.centralInterval(tokens, level));
  }

  /** Of the tokens of a round of this draft length. */
  Optional<Quantile.Interval> tokensInterval(int gamma) {
    return tokens(question, gamma, level);
  }

  /** Of the speed-up of this draft length, from that of its tokens. */
  Quantile.Interval speedUpInterval(int gamma, Quantile.Interval tokens) {
    return speedUp(question, gamma, tokens);
  }

  /** Whether the draws agree that drafting helps, or that it does not. */
  boolean isHelpDetermined() {
    double tail = (1 - level) / 2;
    return helping <= tail || helping >= 1 - tail;
  }

  /** The lengths worth showing: to twice the best, at least ten, where there are so many. */
  int[] shown() {
    int last = Math.min(lengths.size() - 1, Math.max(10, 2 * best.length()));
    return IntStream.rangeClosed(0, last).toArray();
  }

  /** Acceptance that is held beyond the measured positions. */
  boolean extrapolates() {
    int measured = question.measuredPositions();
    return measured > 0 && best.length() > measured;
  }
}
