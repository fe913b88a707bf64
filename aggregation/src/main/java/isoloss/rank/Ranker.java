package isoloss.rank;

import isoloss.data.InputException;
import isoloss.data.pool.Pool;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.structure.Components;
import isoloss.rank.structure.Measured;
import isoloss.rank.uncertainty.ErrorPlan;
import isoloss.rank.uncertainty.Uncertain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Ranks models by an aggregator, one table for each component of models that it can compare.
 * Between components nothing is ordered, as no measurement says anything about it.
 */
public record Ranker(Aggregator aggregator, ErrorPlan errors) {
  private static final int MOST_HUBS = 5;

  public Ranker withErrors(ErrorPlan newErrors) {
    return new Ranker(aggregator, newErrors);
  }

  /**
   * @throws InputException if there is no measurement, or the aggregator refuses these
   */
  public Ranking rank(Evidence evidence) {
    Pool pool = evidence.pool();
    if (pool.scoreCount() == 0 && pool.comparisons().isEmpty()) {
      throw new InputException("there is no measurement to rank by");
    }
    aggregator
        .refusal(evidence)
        .ifPresent(reason -> {
          throw new InputException(reason);
        });
    PairCounts counts = PairCounts.of(evidence, errors.threads());
    Components components = Components.of(counts, aggregator.link());
    List<RankedPart> parts = new ArrayList<>();
    for (List<Integer> members : membersOf(evidence.prior(), components)) {
      parts.add(part(evidence, members));
    }
    Measured measured =
        Measured.of(
            evidence,
            counts,
            components,
            RankedPart.standardErrors(parts, pool.modelCount()),
            Measured.Limits.standard());
    return RankedPart.ranking(
        aggregator, parts, components, measured, pool.models(), errors.level());
  }

  /** A prior that compares every model with all others leaves nobody apart. */
  static List<List<Integer>> membersOf(Prior prior, Components components) {
    boolean joined = prior instanceof Prior.PseudoComparisons || prior instanceof Prior.EveryPair;
    List<List<Integer>> members = new ArrayList<>();
    for (int c = 0; c < components.count(); c++) {
      members.add(components.models(c));
    }
    return joined ? List.of(members.stream().flatMap(List::stream).sorted().toList()) : members;
  }

  private RankedPart part(Evidence evidence, List<Integer> members) {
    Evidence own = restricted(evidence, members);
    Optional<Uncertain> found =
        members.size() < 2
            ? Optional.empty()
            : Optional.of(errors.fit(aggregator, own, linked(own)));
    return new RankedPart(
        members,
        own.pool().models(),
        own.pool().measurements(),
        own.pool().sampleCount(),
        own.clusterCount(),
        found);
  }

  /** Only those samples that tell something about these models. */
  private static Evidence restricted(Evidence evidence, List<Integer> members) {
    Pool pool = evidence.pool();
    BitSet models = new BitSet();
    members.forEach(models::set);
    BitSet samples = new BitSet();
    for (int s = 0; s < pool.scoredCount(); s++) {
      int sample = s;
      pool.forEachModel(
          s,
          (m, value) -> {
            if (models.get(m)) {
              samples.set(sample);
            }
          });
    }
    pool.comparisons().stream()
        .filter(each -> models.get(each.a()) && models.get(each.b()))
        .forEach(each -> samples.set(each.sample()));
    boolean whole =
        models.cardinality() == pool.modelCount() && samples.cardinality() == pool.sampleCount();
    return whole ? evidence : evidence.restrictedTo(models, samples);
  }

  private Predicate<Evidence> linked(Evidence own) {
    boolean joined =
        own.prior() instanceof Prior.PseudoComparisons || own.prior() instanceof Prior.EveryPair;
    Link link = aggregator.link();
    return drawn -> joined || isLinked(PairCounts.of(drawn), link);
  }

  /** A model that is linked both ways with every other links all; looked for before components. */
  private static boolean isLinked(PairCounts counts, Link link) {
    for (int hub = 0; hub < Math.min(MOST_HUBS, counts.models()); hub++) {
      boolean all = true;
      for (int other = 0; all && other < counts.models(); other++) {
        all = other == hub || linksBothWays(counts, link, hub, other);
      }
      if (all) {
        return true;
      }
    }
    return Components.of(counts, link).count() == 1;
  }

  private static boolean linksBothWays(PairCounts counts, Link link, int i, int j) {
    boolean bothWon = counts.wins(i, j) > 0 && counts.wins(j, i) > 0;
    return switch (link) {
      case COMPARED -> counts.compared(i, j) > 0;
      case WINS_AND_TIES -> bothWon || counts.ties(i, j) > 0;
      case WINS_ONLY -> bothWon;
    };
  }
}
