package isoloss.law.projektor;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.optim.Objective;
import isoloss.optim.SimplexDescent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The loss of mixtures of data sources at a size that was never trained, and the best mixture
 * there, from tables of mixtures at two smaller sizes with their transport distances to the
 * validation data. Rows of further sizes are not fitted and score the projection.
 *
 * @see <a href="https://arxiv.org/abs/2307.02460">Kang et al. (2023), Performance Scaling via
 *     Optimal Transport</a>
 */
public final class Projektor implements Analysis {
  private static final int MOST_SOURCES = 16;
  private static final double SUM_TOLERANCE = 1e-3;

  /** Without a target the projection is to this many times the larger size. */
  private static final double FURTHER = 10;

  private static final Option TARGET =
      Option.number(
          "target",
          "size N to project to; without it ten times the larger fitted size",
          Double.NaN,
          0);

  @Override
  public String name() {
    return "projektor";
  }

  @Override
  public String formula() {
    return "L(N, p) = (ln(N/N0) L1(p) - ln(N/N1) L0(p)) / ln(N1/N0), L_k(p) = sum_i (b2_i p_i^2"
        + " + b1_i p_i) OT(p) + sum_i (c2_i p_i^2 + c1_i p_i)";
  }

  @Override
  public Source source() {
    return new Source(
        "Kang et al. (2023), Performance Scaling via Optimal Transport",
        "https://arxiv.org/abs/2307.02460");
  }

  @Override
  public String convention() {
    return "N counts training samples or parameters, the same in every row; p_i are shares that add"
        + " up to 1; OT is the transport distance from the mixture to the validation data";
  }

  private static Variable share(int source) {
    return new Variable("p" + source, "share of source " + source, "1", Variable.Sign.NON_NEGATIVE);
  }

  @Override
  public List<Variable> inputs() {
    return List.of(
        Variable.positive("N", "size", "samples or parameters"),
        new Variable(
            "OT", "transport distance to the validation data", "1", Variable.Sign.NON_NEGATIVE),
        share(1),
        share(2),
        new Variable("L", "loss or any other score", "nats/token", Variable.Sign.ANY));
  }

  @Override
  public List<Variable> optionalInputs() {
    return IntStream.rangeClosed(3, MOST_SOURCES).mapToObj(Projektor::share).toList();
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "regression on all terms of the form at two sizes; best mixture by projected gradient"
                + " of the projected loss from the middle and every measured mixture; the distance"
                + " between measured mixtures by a quadratic form",
            List.of(TARGET)),
        new Variant(
            Procedure.PUBLISHED,
            "the repository's terms and its 100 steps from the middle, yet with the projected"
                + " gradient and kept on the simplex, which the repository does not do",
            List.of(TARGET)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    boolean published = fitter.procedure().equals(Procedure.PUBLISHED);
    Table table = Table.of(data.observations());
    MixtureTerms terms = published ? MixtureTerms.REDUCED : MixtureTerms.FULL;
    Projection projection =
        new Projection(terms, table.stage(terms, table.size(0)), table.stage(terms, table.size(1)));
    double chosen = TARGET.numberIn(fitter.options());
    double target = Double.isNaN(chosen) ? FURTHER * table.size(1) : chosen;
    Objective distance = QuadraticDistance.fit(table.mixtures, table.distances);
    SimplexDescent.Minimum best =
        published
            ? projection.scheduledMixture(target, distance)
            : projection.bestMixture(target, distance, List.of(table.mixtures));
    Findings findings =
        Findings.of(this, data, fitter)
            .withHeadline(headline(projection, target, best))
            .with(Findings.Fact.of("target", "projected to N", "", target))
            .with(Findings.Fact.of("projectedLoss", "projected loss there", "", best.value()))
            .with(
                Findings.Fact.of(
                    "errorGrowth",
                    "growth of independent errors by the projection",
                    "",
                    projection.errorGrowth(target)))
            .with(stages(projection))
            .with(mixture(best))
            .with(coefficients(projection, table.sources()));
    findings = withDiagnostics(findings, projection, target);
    return table.others().length == 0 ? findings : findings.with(scores(projection, table));
  }

  private static String headline(
      Projection projection, double target, SimplexDescent.Minimum best) {
    return String.format(
        Locale.ROOT,
        "From N = %.4g and %.4g, the best mixture at N = %.4g is %s, with a projected loss of %.5g.",
        projection.first().size(),
        projection.second().size(),
        target,
        best.point().stream().mapToObj(p -> String.format(Locale.ROOT, "%.3f", p)).toList(),
        best.value());
  }

  private static Findings.Table stages(Projection projection) {
    Findings.Builder table =
        Findings.Table.builder("stages", "Regression at each size")
            .column("N", "N")
            .column("n", "mixtures")
            .column("r2", "R2")
            .column("rmse", "rmse");
    for (Projection.Stage stage : List.of(projection.first(), projection.second())) {
      table.row(stage.size(), stage.rows(), stage.r2(), stage.rmse());
    }
    return table.build();
  }

  private static Findings.Table mixture(SimplexDescent.Minimum best) {
    Findings.Builder table =
        Findings.Table.builder("bestMixture", "The best mixture at the target")
            .column("source", "source")
            .column("share", "share");
    for (int i = 0; i < best.point().size(); i++) {
      table.row("p" + (i + 1), best.point().get(i));
    }
    return table.build();
  }

  private static Findings.Table coefficients(Projection projection, int sources) {
    Findings.Builder table =
        Findings.Table.builder("coefficients", "Coefficients of the regressions")
            .column("term", "term")
            .column("first", "at N0")
            .column("second", "at N1")
            .detail();
    List<String> names = projection.terms().names(sources);
    for (int k = 0; k < names.size(); k++) {
      table.row(
          names.get(k),
          projection.first().coefficients().get(k),
          projection.second().coefficients().get(k));
    }
    return table.build();
  }

  private static Findings withDiagnostics(Findings findings, Projection projection, double target) {
    int terms = projection.first().coefficients().size();
    int rank = Math.min(projection.first().rank(), projection.second().rank());
    Findings found =
        target > projection.second().size() || target < projection.first().size()
            ? findings.with(
                new Diagnostic.Extrapolates(
                    String.format(
                        Locale.ROOT,
                        "N = %.4g lies outside the fitted sizes; errors of the regressions grow"
                            + " %.2g-fold and any bend in ln N goes unseen",
                        target,
                        projection.errorGrowth(target))))
            : findings;
    return rank < terms
        ? found.with(
            new Diagnostic.NotIdentified(
                List.of(),
                Diagnostic.Severity.WARNING,
                ("only %d of %d coefficients are determined by these mixtures; the solution of"
                        + " least norm is given, so trust fitted mixtures more than others")
                    .formatted(rank, terms)))
        : found;
  }

  private static Findings.Table scores(Projection projection, Table table) {
    Findings.Builder rows =
        Findings.Table.builder("projected", "Rows of further sizes, projected")
            .column("N", "N")
            .column("observed", "observed")
            .column("predicted", "projected");
    for (int row : table.others()) {
      rows.row(
          table.sizes[row],
          table.losses[row],
          projection.at(table.sizes[row], table.mixtures[row], table.distances[row]));
    }
    return rows.build();
  }

  /** The columns of the table. */
  private record Table(double[] sizes, double[][] mixtures, double[] distances, double[] losses) {

    static Table of(Observations rows) {
      int sources =
          (int)
              IntStream.rangeClosed(1, MOST_SOURCES)
                  .takeWhile(i -> rows.variable("p" + i).isPresent())
                  .count();
      double[][] mixtures = new double[rows.size()][];
      for (int row = 0; row < mixtures.length; row++) {
        int at = row;
        mixtures[row] =
            IntStream.rangeClosed(1, sources).mapToDouble(i -> rows.value(at, "p" + i)).toArray();
        double sum = Arrays.stream(mixtures[row]).sum();
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
          throw new InputException(
              "row %d: the shares p1 to p%d add up to %s, not to 1; give every source"
                  .formatted(row + 1, sources, sum));
        }
      }
      Table table = new Table(rows.column("N"), mixtures, rows.column("OT"), rows.column("L"));
      if (table.distinct().length < 2) {
        throw new InputException(
            "all rows have one N; projektor needs mixtures trained at two sizes");
      }
      return table;
    }

    private double[] distinct() {
      return Arrays.stream(sizes).distinct().sorted().toArray();
    }

    double size(int index) {
      return distinct()[index];
    }

    int sources() {
      return mixtures[0].length;
    }

    /** Rows of sizes beyond the two that are fitted. */
    int[] others() {
      double second = size(1);
      return IntStream.range(0, sizes.length).filter(row -> sizes[row] > second).toArray();
    }

    Projection.Stage stage(MixtureTerms terms, double size) {
      int[] rows = IntStream.range(0, sizes.length).filter(row -> sizes[row] == size).toArray();
      int needed = terms.names(sources()).size();
      if (rows.length <= needed) {
        throw new InputException(
            "N = %s has %d mixtures for %d terms; at least %d are needed%s"
                .formatted(
                    size,
                    rows.length,
                    needed,
                    needed + 1,
                    terms == MixtureTerms.FULL
                        ? ", or --procedure published with fewer terms"
                        : ""));
      }
      List<double[]> picked = new ArrayList<>();
      Arrays.stream(rows).forEach(row -> picked.add(mixtures[row]));
      return Projection.Stage.fit(
          terms,
          size,
          picked.toArray(double[][]::new),
          Arrays.stream(rows).mapToDouble(row -> distances[row]).toArray(),
          Arrays.stream(rows).mapToDouble(row -> losses[row]).toArray());
    }
  }
}
