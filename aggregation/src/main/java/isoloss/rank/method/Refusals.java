package isoloss.rank.method;

import isoloss.data.InputException;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reasons for which several aggregators refuse evidence: what it asks and they cannot heed. */
public final class Refusals {
  private Refusals() {}

  /**
   * @throws InputException with the aggregator's refusal, if there is one
   */
  public static void check(Aggregator aggregator, Evidence evidence) {
    aggregator
        .refusal(evidence)
        .ifPresent(reason -> {
          throw new InputException(reason);
        });
  }

  /** The first reason that holds; later ones are not looked for. */
  @SafeVarargs
  public static Optional<String> first(Supplier<Optional<String>>... reasons) {
    return Stream.of(reasons).flatMap(each -> each.get().stream()).findFirst();
  }

  /** Of an aggregator of scores. */
  public static Optional<String> noScores(String name, Evidence evidence) {
    return when(
        evidence.pool().scoredCount() == 0,
        name + " needs scores, and there are only comparisons; say --method davidson");
  }

  /** Of an aggregator without log-strengths. */
  public static Optional<String> prior(String name, Evidence evidence) {
    return when(
        !(evidence.prior() instanceof Prior.None), name + " knows no prior; leave --prior out");
  }

  /** Of an aggregator that does not compare scores one by one. */
  public static Optional<String> margin(String name, Evidence evidence) {
    return when(
        evidence.margin() != 0,
        name + " does not compare scores of one sample, so no margin; leave --margin out");
  }

  /** Of an aggregator that counts something else than comparisons. */
  public static Optional<String> weighting(String name, String counted, Evidence evidence) {
    return when(
        evidence.weighting() != Weighting.COMPARISONS,
        name + " weighs " + counted + ", not comparisons; leave --weighting out");
  }

  private static Optional<String> when(boolean refused, String reason) {
    return refused ? Optional.of(reason) : Optional.empty();
  }
}
