package isoloss.rank;

import isoloss.data.InputException;
import isoloss.rank.engine.ModelTally;
import isoloss.rank.engine.Tally;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.CountAggregator;
import isoloss.rank.method.CountedFit;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.structure.Components;
import isoloss.rank.structure.Measured;
import isoloss.rank.uncertainty.ErrorKind;
import isoloss.rank.uncertainty.ErrorPlan;
import isoloss.rank.uncertainty.Uncertain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Ranks models by measurements that are counted elsewhere: scores are those of {@link Ranker}, bit
 * for bit where counts are whole, and clustered errors the same to rounding. The joint critical
 * value comes from other draws of the same distribution. Models with identical scores are not
 * looked for.
 */
public record TallyRanker(CountAggregator aggregator, ErrorPlan errors) {

  /**
   * @throws InputException if there is no measurement, the aggregator refuses these, or errors are
   *     asked for that need the samples here
   */
  public Ranking rank(Tally tally, Prior prior) {
    if (tally.models().isEmpty()) {
      throw new InputException("there is no measurement to rank by");
    }
    errors.requireNoSamples();
    BitSet all = new BitSet();
    all.set(0, tally.models().size());
    PairCounts counts = tally.counts(all);
    Components components = Components.of(counts, aggregator.link());
    List<RankedPart> parts = new ArrayList<>();
    for (List<Integer> members : Ranker.membersOf(prior, components)) {
      boolean whole = members.size() == all.cardinality();
      parts.add(part(tally, members, whole ? Optional.of(counts) : Optional.empty(), prior));
    }
    List<String> names = tally.models().stream().map(ModelTally::model).toList();
    Measured measured =
        Measured.of(
            tally.models().stream().mapToInt(each -> Math.toIntExact(each.samples())).toArray(),
            tally.models().stream().mapToInt(ModelTally::sources).toArray(),
            tally.sources(),
            counts,
            components,
            RankedPart.standardErrors(parts, names.size()),
            tally.samples(all).uninformative());
    return RankedPart.ranking(aggregator, parts, components, measured, names, errors.level());
  }

  private RankedPart part(
      Tally tally, List<Integer> members, Optional<PairCounts> known, Prior prior) {
    BitSet models = new BitSet();
    members.forEach(models::set);
    Tally.Samples samples = tally.samples(models);
    int clusters = Math.toIntExact(samples.clusters());
    Optional<Uncertain> found =
        members.size() < 2
            ? Optional.empty()
            : Optional.of(
                fit(tally, models, known.orElseGet(() -> tally.counts(models)), clusters, prior));
    List<ModelTally> own = members.stream().map(tally.models()::get).toList();
    return new RankedPart(
        members,
        own.stream().map(ModelTally::model).toList(),
        own.stream().mapToInt(each -> Math.toIntExact(each.measurements())).toArray(),
        Math.toIntExact(samples.count()),
        clusters,
        found);
  }

  private Uncertain fit(Tally tally, BitSet models, PairCounts counts, int clusters, Prior prior) {
    boolean wanted = errors.kind() != ErrorKind.NONE;
    CountedFit fit =
        aggregator.fit(counts, prior, new Request(wanted, Optional.empty(), errors.threads()));
    Strengths strengths = fit.strengths();
    boolean clustered = errors.kind() == ErrorKind.CLUSTERED && strengths.fisher().isPresent();
    return errors.of(
        aggregator,
        clustered
            ? strengths.withInfluence(
                fit.influence(tally.pullProducts(models, fit.pull()), clusters))
            : strengths);
  }
}
