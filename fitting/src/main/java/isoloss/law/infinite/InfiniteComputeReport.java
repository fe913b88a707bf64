package isoloss.law.infinite;

import static isoloss.fit.Texts.text;

import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Findings.Fact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Writes the laws of the recipes down.
 *
 * @param thin recipes with too few rows for any law
 * @param level of the intervals; NaN for none
 */
record InfiniteComputeReport(
    List<RecipeLaws> laws,
    List<Recipe> thin,
    Optional<Recipe> reference,
    AsymptoteFit method,
    double level) {

  Findings write(Findings empty) {
    Findings found =
        empty
            .withHeadline(headline())
            .withParameters(estimates())
            .withObjective("sum of squared residuals of the asymptotes in N", sumOfSquares())
            .withFacts(facts());
    AsymptoteTables tables = new AsymptoteTables(method, level);
    found = found.with(tables.sizes(laws)).with(tables.data(laws));
    if (laws.stream().anyMatch(each -> !each.members().isEmpty())) {
      found = found.with(tables.members(laws));
    }
    found = new RecipeComparisons(laws, reference, method).addTo(found);
    return diagnosed(found.with(runs()));
  }

  /** The recipe with the most asymptotes in N; the facts are about it. */
  private RecipeLaws main() {
    return laws.stream()
        .max(Comparator.comparingInt((RecipeLaws each) -> each.limits().size()))
        .orElseThrow();
  }

  private String headline() {
    RecipeLaws main = main();
    if (main.limits().isEmpty()) {
      return text(
          "%s: no tokens at which three sizes were trained, so no limit of large models; laws in"
              + " data and in members stand in the tables.",
          main.recipe().name());
    }
    RecipeLaws.InSize first = main.limits().getFirst();
    String law =
        main.asymptotes()
            .map(each ->
                text(
                    "; over data %.4g/D^%.4g + %.4g (D in 1e9 tokens)",
                    each.coefficient(), each.exponent(), each.floor()))
            .orElse("");
    return text(
        "%s: %s %.4g nats/token at %.4g tokens, from %d sizes with %d degree%s of freedom%s.",
        main.recipe().name(),
        first.joint() ? "joint asymptote" : "asymptote of large models",
        first.law().floor(),
        first.tokens(),
        first.law().points(),
        first.law().degreesOfFreedom(),
        first.law().degreesOfFreedom() == 1 ? "" : "s",
        law);
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    RecipeLaws main = main();
    facts.add(Fact.of("series", "series", "", main.recipe().name()));
    if (!main.limits().isEmpty()) {
      RecipeLaws.InSize first = main.limits().getFirst();
      facts.add(
          Fact.of(
              first.joint() ? "jointAsymptote" : "sizeAsymptote",
              first.joint() ? "joint asymptote, K then N without end" : "asymptote, N without end",
              "nats/token",
              first.law().floor()));
      facts.add(Fact.of("asymptoteTokens", "at tokens", "tokens", first.tokens()));
      facts.add(
          Fact.of(
              "degreesOfFreedom", "its degrees of freedom", "", first.law().degreesOfFreedom()));
    }
    return facts;
  }

  /** Of the law of asymptotes of the main recipe, the floor with its profile interval. */
  private List<Estimate> estimates() {
    return main()
        .asymptotes()
        .map(law ->
            List.of(
                Estimate.point("A", law.coefficient()),
                Estimate.point("b", law.exponent()),
                floor(law)))
        .orElse(List.of());
  }

  private Estimate floor(PowerAsymptote law) {
    FloorInterval interval = FloorInterval.of(law, method, level);
    return Double.isNaN(interval.low())
        ? Estimate.point("C", law.floor())
        : new Estimate(
            "C",
            law.floor(),
            OptionalDouble.empty(),
            OptionalDouble.of(interval.low()),
            OptionalDouble.of(interval.high()),
            OptionalDouble.of(level));
  }

  private double sumOfSquares() {
    return laws.stream()
        .flatMap(each -> each.sizes().stream())
        .mapToDouble(each -> each.law().residualSumOfSquares())
        .sum();
  }

  private Findings.Table runs() {
    Findings.Builder table =
        Findings.Table.builder("runs", "Runs that the laws were fitted to")
            .detail()
            .column("series", "series")
            .column("parameters", "N", "parameters")
            .column("tokens", "D", "tokens")
            .column("members", "K", "members")
            .column("loss", "L", "nats/token");
    laws.forEach(each ->
        each.recipe()
            .runs()
            .forEach(run ->
                table.row(
                    each.recipe().name(),
                    run.parameters(),
                    run.tokens(),
                    run.members(),
                    run.loss())));
    return table.build();
  }

  private Findings diagnosed(Findings found) {
    Findings out = found;
    for (RecipeLaws each : laws) {
      out = freedom(out, each);
      out = borders(out, each);
      out = rising(out, each);
    }
    if (laws.stream().noneMatch(each -> each.recipe().hasEnsembles())) {
      out =
          remark(
              out,
              "no-ensembles",
              "Whether to grow N or K next cannot be said: the table has no column K with more than"
                  + " one member.");
    }
    if (reference.isEmpty()) {
      out =
          remark(
              out,
              "no-reference",
              "No data efficiency: no series begins with standard; name one with --option"
                  + " reference=SERIES.");
    }
    if (!thin.isEmpty()) {
      out =
          remark(
              out,
              "series-too-thin",
              "Too few rows for a law, so left out: "
                  + String.join(", ", thin.stream().map(Recipe::name).toList())
                  + ".");
    }
    return leastSquares(out);
  }

  private static Findings remark(Findings found, String code, String message) {
    return found.with(new Diagnostic.Remark(code, Severity.NOTE, message));
  }

  private static List<PowerAsymptote> all(RecipeLaws laws) {
    List<PowerAsymptote> all = new ArrayList<>();
    laws.sizes().forEach(each -> all.add(each.law()));
    laws.members().forEach(each -> all.add(each.law()));
    laws.perSize().forEach(each -> all.add(each.law()));
    laws.asymptotes().ifPresent(all::add);
    return all;
  }

  private static Findings freedom(Findings found, RecipeLaws laws) {
    List<PowerAsymptote> all = all(laws);
    long none = all.stream().filter(law -> law.degreesOfFreedom() == 0).count();
    long one = all.stream().filter(law -> law.degreesOfFreedom() == 1).count();
    if (none + one == 0) {
      return found;
    }
    List<String> parts = new ArrayList<>();
    if (one > 0) {
      parts.add(text("%d of %d laws have df = 1 (4 points, 3 parameters)", one, all.size()));
    }
    if (none > 0) {
      parts.add(text("%d of %d have df = 0 (3 points, met exactly)", none, all.size()));
    }
    return found.with(
        new Diagnostic.DesignPoor(
            Severity.WARNING,
            text(
                "%s: %s; their form is hardly tested and a bootstrap would say nothing, so a floor"
                    + " has a profile likelihood with Student's t and its range when one point is left"
                    + " out.",
                laws.recipe().name(), String.join(", ", parts))));
  }

  private static Findings borders(Findings found, RecipeLaws laws) {
    long touching =
        all(laws).stream()
            .filter(law ->
                law.floor() < 1e-9
                    || law.coefficient() < 1e-12
                    || law.exponent() > AsymptoteFit.GREATEST_EXPONENT * 0.999
                    || law.exponent() < AsymptoteFit.LEAST_EXPONENT * 1.001)
            .count();
    return touching == 0
        ? found
        : found.with(
            new Diagnostic.AtBound(
                List.of("A", "a", "E"),
                Severity.WARNING,
                text(
                    "%s: %d of %d laws lie on a bound (a floor or a power of zero, or an exponent at"
                        + " the end of its range): the points show no such law.",
                    laws.recipe().name(), touching, all(laws).size())));
  }

  /** Amounts of data at which the largest model is not the best: the law cannot follow a rise. */
  private static Findings rising(Findings found, RecipeLaws laws) {
    List<String> where = new ArrayList<>();
    for (RecipeLaws.InSize each : laws.sizes()) {
      double[] x = each.law().x().toArray();
      double[] loss = each.law().loss().toArray();
      int largest = index(x, Arrays.stream(x).max().orElseThrow());
      int best = index(loss, Arrays.stream(loss).min().orElseThrow());
      if (loss[best] < loss[largest]) {
        where.add(
            text(
                "%.4g tokens (%.4g at %.3ge9 parameters, %.4g at %.3ge9)",
                each.tokens(), loss[best], x[best], loss[largest], x[largest]));
      }
    }
    return where.isEmpty()
        ? found
        : found.with(
            new Diagnostic.Remark(
                "rises-with-size",
                Severity.WARNING,
                text(
                    "%s: the largest model is not the best at %s; over-fitted or not tuned, and no"
                        + " law that only falls describes it.",
                    laws.recipe().name(), String.join("; ", where))));
  }

  private static int index(double[] values, double wanted) {
    return IntStream.range(0, values.length).filter(i -> values[i] == wanted).findFirst().orElse(0);
  }

  /** Whether a single start ended in the least sum of squares, which the projection finds. */
  private Findings leastSquares(Findings found) {
    long above =
        laws.stream()
            .flatMap(each -> all(each).stream())
            .filter(law -> {
              double[] x = law.x().toArray();
              double least =
                  AsymptoteFit.PROJECTED.of(x, law.loss().toArray()).residualSumOfSquares();
              return law.residualSumOfSquares() > least * (1 + 1e-4) + 1e-13;
            })
            .count();
    return above == 0
        ? found
        : found.with(
            new Diagnostic.StartsDisagree(
                Severity.WARNING,
                text(
                    "%d laws ended above the least sum of squares, which the default procedure finds.",
                    above)));
  }
}
