package isoloss.rank;

import isoloss.data.InputException;
import isoloss.data.pool.Pool;
import isoloss.fit.Diagnostic;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Strengths;
import isoloss.rank.structure.Components;
import isoloss.rank.structure.Measured;
import isoloss.rank.uncertainty.ErrorPlan;
import isoloss.rank.uncertainty.Uncertain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Ranks models by an aggregator, one table for each component of models that it can compare.
 * Between components nothing is ordered, as no measurement says anything about it.
 */
public record Ranker(Aggregator aggregator, ErrorPlan errors) {

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
    List<Part> parts = new ArrayList<>();
    for (List<Integer> members : membersOf(evidence, components)) {
      parts.add(part(evidence, members));
    }
    double[] standardErrors = new double[pool.modelCount()];
    Arrays.fill(standardErrors, Double.NaN);
    parts.forEach(each -> each.fillErrors(standardErrors));
    Measured measured =
        Measured.of(evidence, counts, components, standardErrors, Measured.Limits.standard());
    List<Ranking.Component> tables = new ArrayList<>();
    for (Part each : parts) {
      tables.add(each.table(tables.size() + 1, measured, errors.level()));
    }
    return new Ranking(
        aggregator.name(),
        aggregator.description(),
        logLikelihood(parts),
        errors.level(),
        tables,
        diagnostics(pool, parts, components, measured));
  }

  /** A prior that compares every model with all others leaves nobody apart. */
  private static List<List<Integer>> membersOf(Evidence evidence, Components components) {
    boolean joined =
        evidence.prior() instanceof Prior.PseudoComparisons
            || evidence.prior() instanceof Prior.EveryPair;
    List<List<Integer>> members = new ArrayList<>();
    for (int c = 0; c < components.count(); c++) {
      members.add(components.models(c));
    }
    return joined ? List.of(members.stream().flatMap(List::stream).sorted().toList()) : members;
  }

  /** The models of a component with what was found for them; nothing for a model by itself. */
  private record Part(List<Integer> members, Evidence evidence, Optional<Uncertain> found) {

    void fillErrors(double[] standardErrors) {
      found
          .filter(each -> each.standardErrors().size() > 0)
          .ifPresent(each -> {
            for (int i = 0; i < members.size(); i++) {
              standardErrors[members.get(i)] = each.standardErrors().get(i);
            }
          });
    }

    Ranking.Component table(int number, Measured measured, double level) {
      return found
          .map(each -> fitted(number, each, measured))
          .orElseGet(() -> alone(number, measured));
    }

    private Ranking.Component alone(int number, Measured measured) {
      return new Ranking.Component(
          number,
          List.of(
              new Ranking.Row(
                  evidence.pool().models().getFirst(),
                  Double.NaN,
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  1,
                  1,
                  1,
                  evidence.pool().measurements()[0],
                  measured.models().get(members.getFirst()).sources())),
          isoloss.data.pool.Direction.HIGHER_IS_BETTER,
          evidence.pool().sampleCount(),
          evidence.clusterCount(),
          isoloss.rank.uncertainty.ErrorKind.NONE,
          Double.NaN,
          0,
          List.of());
    }

    private Ranking.Component fitted(int number, Uncertain uncertain, Measured measured) {
      int[] measurements = evidence.pool().measurements();
      List<Ranking.Row> rows = new ArrayList<>();
      for (int i : uncertain.rankSets().order()) {
        double score = uncertain.strengths().scores().get(i);
        OptionalDouble error =
            uncertain.standardErrors().size() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(uncertain.standardErrors().get(i));
        rows.add(
            new Ranking.Row(
                evidence.pool().models().get(i),
                score,
                error,
                shifted(score, error, -uncertain.quantile()),
                shifted(score, error, uncertain.quantile()),
                uncertain.rankSets().low().get(i),
                uncertain.rankSets().high().get(i),
                uncertain.rankSets().group().get(i),
                measurements[i],
                measured.models().get(members.get(i)).sources()));
      }
      return new Ranking.Component(
          number,
          rows,
          uncertain.strengths().direction(),
          evidence.pool().sampleCount(),
          evidence.clusterCount(),
          uncertain.kind(),
          uncertain.rankSets().critical(),
          uncertain.rankSets().separated(),
          uncertain.strengths().parameters());
    }

    private static OptionalDouble shifted(double score, OptionalDouble error, double by) {
      return error.isPresent()
          ? OptionalDouble.of(score + by * error.getAsDouble())
          : OptionalDouble.empty();
    }
  }

  private Part part(Evidence evidence, List<Integer> members) {
    Evidence own = restricted(evidence, members);
    if (members.size() < 2) {
      return new Part(members, own, Optional.empty());
    }
    return new Part(members, own, Optional.of(errors.fit(aggregator, own, linked(own))));
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
    return drawn -> joined || Components.of(PairCounts.of(drawn), link).count() == 1;
  }

  private static OptionalDouble logLikelihood(List<Part> parts) {
    double sum = 0;
    boolean any = false;
    for (Part each : parts) {
      OptionalDouble own =
          each.found
              .map(Uncertain::strengths)
              .map(Strengths::logLikelihood)
              .orElse(OptionalDouble.empty());
      any |= own.isPresent();
      sum += own.orElse(0);
    }
    return any ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  private static List<Diagnostic> diagnostics(
      Pool pool, List<Part> parts, Components components, Measured measured) {
    Set<Diagnostic> all = new LinkedHashSet<>();
    if (parts.size() > 1) {
      all.addAll(components.diagnostics(pool.models()));
    }
    for (Part each : parts) {
      each.found.ifPresent(found -> {
        all.addAll(found.strengths().diagnostics());
        all.addAll(found.diagnostics());
      });
    }
    all.addAll(measured.diagnostics(pool.models()));
    return List.copyOf(all);
  }
}
