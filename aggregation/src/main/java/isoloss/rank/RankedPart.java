package isoloss.rank;

import isoloss.data.pool.Direction;
import isoloss.fit.Diagnostic;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Strengths;
import isoloss.rank.structure.Components;
import isoloss.rank.structure.Measured;
import isoloss.rank.uncertainty.ErrorKind;
import isoloss.rank.uncertainty.Uncertain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The models of a component with what was found for them; nothing for a model by itself.
 *
 * @param members numbers of the models among all
 * @param names of the members
 * @param measurements of the members
 * @param samples with a measurement of one of the members
 * @param clusters of those samples
 */
record RankedPart(
    List<Integer> members,
    List<String> names,
    int[] measurements,
    int samples,
    int clusters,
    Optional<Uncertain> found) {

  /** Of all models; NaN where there are none. */
  static double[] standardErrors(List<RankedPart> parts, int models) {
    double[] errors = new double[models];
    Arrays.fill(errors, Double.NaN);
    parts.forEach(each -> each.fillErrors(errors));
    return errors;
  }

  private void fillErrors(double[] standardErrors) {
    found
        .filter(each -> each.standardErrors().size() > 0)
        .ifPresent(each -> {
          for (int i = 0; i < members.size(); i++) {
            standardErrors[members.get(i)] = each.standardErrors().get(i);
          }
        });
  }

  /** Tables of all parts, in their order. */
  static Ranking ranking(
      Aggregator aggregator,
      List<RankedPart> parts,
      Components components,
      Measured measured,
      List<String> names,
      double level) {
    List<Ranking.Component> tables = new ArrayList<>();
    for (RankedPart each : parts) {
      tables.add(each.table(tables.size() + 1, measured));
    }
    return new Ranking(
        aggregator.name(),
        aggregator.description(),
        logLikelihood(parts),
        level,
        tables,
        diagnostics(parts, components, measured, names));
  }

  private Ranking.Component table(int number, Measured measured) {
    return found
        .map(each -> fitted(number, each, measured))
        .orElseGet(() -> alone(number, measured));
  }

  private Ranking.Component alone(int number, Measured measured) {
    return new Ranking.Component(
        number,
        List.of(
            new Ranking.Row(
                names.getFirst(),
                Double.NaN,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1,
                1,
                1,
                measurements[0],
                measured.models().get(members.getFirst()).sources())),
        Direction.HIGHER_IS_BETTER,
        samples,
        clusters,
        ErrorKind.NONE,
        Double.NaN,
        0,
        List.of());
  }

  private Ranking.Component fitted(int number, Uncertain uncertain, Measured measured) {
    List<Ranking.Row> rows =
        uncertain.rankSets().order().stream().map(i -> row(i, uncertain, measured)).toList();
    return new Ranking.Component(
        number,
        rows,
        uncertain.strengths().direction(),
        samples,
        clusters,
        uncertain.kind(),
        uncertain.rankSets().critical(),
        uncertain.rankSets().separated(),
        uncertain.strengths().parameters());
  }

  private Ranking.Row row(int i, Uncertain uncertain, Measured measured) {
    double score = uncertain.strengths().scores().get(i);
    OptionalDouble error =
        uncertain.standardErrors().size() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(uncertain.standardErrors().get(i));
    return new Ranking.Row(
        names.get(i),
        score,
        error,
        shifted(score, error, -uncertain.quantile()),
        shifted(score, error, uncertain.quantile()),
        uncertain.rankSets().low().get(i),
        uncertain.rankSets().high().get(i),
        uncertain.rankSets().group().get(i),
        measurements[i],
        measured.models().get(members.get(i)).sources());
  }

  private static OptionalDouble shifted(double score, OptionalDouble error, double by) {
    return error.isPresent()
        ? OptionalDouble.of(score + by * error.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble logLikelihood(List<RankedPart> parts) {
    double sum = 0;
    boolean any = false;
    for (RankedPart each : parts) {
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
      List<RankedPart> parts, Components components, Measured measured, List<String> names) {
    Set<Diagnostic> all = new LinkedHashSet<>();
    if (parts.size() > 1) {
      all.addAll(components.diagnostics(names));
    }
    for (RankedPart each : parts) {
      each.found.ifPresent(found -> {
        all.addAll(found.strengths().diagnostics());
        all.addAll(found.diagnostics());
      });
    }
    all.addAll(measured.diagnostics(names));
    return List.copyOf(all);
  }
}
