package isoloss.lab;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.rank.Aggregators;
import isoloss.rank.Ranking;
import isoloss.rank.RankingFindings;
import isoloss.rank.TallyRanker;
import isoloss.rank.engine.CountingEngine;
import isoloss.rank.engine.CountingTask;
import isoloss.rank.engine.ModelTally;
import isoloss.rank.engine.Tally;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.CountAggregator;
import isoloss.rank.uncertainty.ErrorPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * A ranking of measurements that are counted by an engine: only counts come to this machine.
 *
 * @param command that replays this
 */
public record TallyRanking(
    CountAggregator aggregator, ErrorPlan errors, Prior prior, String command) {

  /**
   * The method of this name; {@code auto}, which tries methods on the measurements, is
   * Bradley-Terry here.
   *
   * @throws InputException if it needs more than counts of wins and ties
   */
  public static CountAggregator method(String name) {
    Aggregator named =
        name.equals(Aggregators.AUTO.get().name())
            ? Aggregators.BRADLEY_TERRY.get()
            : Aggregators.named(name);
    if (named instanceof CountAggregator counting) {
      return counting;
    }
    throw new InputException(
        "%s needs the measurements on this machine; from counts there are %s"
            .formatted(
                name,
                String.join(
                    ", ",
                    Arrays.stream(Aggregators.values())
                        .map(Aggregators::get)
                        .filter(CountAggregator.class::isInstance)
                        .map(Aggregator::name)
                        .toList())));
  }

  public Findings of(String engine, CountingTask task) {
    try (Tally tally = CountingEngine.named(engine).count(task)) {
      BitSet all = new BitSet();
      all.set(0, tally.models().size());
      Ranking ranking = new TallyRanker(aggregator, errors).rank(tally, prior);
      String formula = aggregator.description() + " (" + aggregator.source().citation() + ")";
      return RankingFindings.of(ranking, formula, errors.seed().value(), command)
          .with(account(tally, task), provenance(engine, task))
          .withFacts(facts(tally, tally.samples(all)))
          .withDiagnostics(notes(tally));
    }
  }

  private static Findings.Account account(Tally tally, CountingTask task) {
    Rejected example = new Rejected(task.files().getFirst(), 0, tally.rows().example());
    return new Findings.Account(
        (int) Math.min(Integer.MAX_VALUE, measurements(tally)),
        0,
        Collections.nCopies(Math.toIntExact(tally.rows().rejected()), example),
        0,
        List.of());
  }

  private static long measurements(Tally tally) {
    long scores = tally.models().stream().mapToLong(ModelTally::measured).sum();
    return scores + tally.models().stream().mapToLong(ModelTally::comparisons).sum() / 2;
  }

  private static Provenance provenance(String engine, CountingTask task) {
    return new Provenance(
        task.files().stream().map(file -> Provenance.Input.file(file, "")).toList(),
        List.of("counted by " + engine + " at " + task.master()));
  }

  private static List<Findings.Fact> facts(Tally tally, Tally.Samples samples) {
    List<Findings.Fact> facts = new ArrayList<>();
    facts.add(Findings.Fact.of("poolModels", "models", "", tally.models().size()));
    facts.add(Findings.Fact.of("poolSamples", "samples", "", samples.count()));
    facts.add(Findings.Fact.of("rows", "rows read", "", tally.rows().read()));
    facts.add(Findings.Fact.of("measurements", "measurements", "", measurements(tally)));
    return facts;
  }

  private static List<Diagnostic> notes(Tally tally) {
    List<Diagnostic> notes = new ArrayList<>();
    if (tally.rows().unmeasured() > 0) {
      notes.add(
          new Diagnostic.Remark(
              "reading",
              Diagnostic.Severity.NOTE,
              Texts.text(
                  "%d cells are blank, NaN, NA, null or None: not measured",
                  tally.rows().unmeasured())));
    }
    notes.addAll(PoolRanking.repeats(tally.repeats()));
    return notes;
  }
}
