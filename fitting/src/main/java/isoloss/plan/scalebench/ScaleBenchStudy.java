package isoloss.plan.scalebench;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds out the largest fifth of each ScaleBench table, fits on the rest, and compares the form in
 * print with the form that we would have chosen. The choice sees the rest alone, and there repeats
 * the same exercise at two rolling origins: the largest fifth of the rest predicted from what
 * remains, then the largest fifth of that. Among the form in print and our candidates whose
 * geometric mean of the two errors is within 5 % of the least, it takes the one with the fewest
 * parameters, and fits it again to all of the rest.
 */
public final class ScaleBenchStudy {
  /** Inner hold-outs by which a form is chosen. */
  private static final int ORIGINS = 2;

  /** Forms whose inner errors differ by less count as equal, and the simpler one is taken. */
  private static final double TIE = 1.05;

  private ScaleBenchStudy() {}

  /**
   * What has to be read for one table.
   *
   * @param file in the folder of the benchmark
   * @param columns roles as SQL expressions; empty where the columns bear the names of the roles
   */
  public record Wanted(
      String table,
      String file,
      String columns,
      List<Variable> variables,
      List<Variable> optional,
      List<String> labels) {
    public Wanted {
      variables = List.copyOf(variables);
      optional = List.copyOf(optional);
      labels = List.copyOf(labels);
    }
  }

  /** The tables of the benchmark. */
  public static List<Wanted> wanted() {
    return BenchTables.all().stream()
        .map(each ->
            new Wanted(
                each.name(),
                each.file(),
                each.columns(),
                each.variables(),
                each.optional(),
                each.labels()))
        .toList();
  }

  /**
   * Compares the forms.
   *
   * @param tables by {@link Wanted#table}; those that are missing are left out with a remark
   */
  public static Findings run(Map<String, Observations> tables, Fitter fitter) {
    Report report = new Report();
    List<Provenance.Input> inputs = new ArrayList<>();
    for (BenchTable table : BenchTables.all()) {
      Optional<Observations> rows = Optional.ofNullable(tables.get(table.name()));
      rows.ifPresent(each -> inputs.addAll(each.provenance().inputs()));
      if (rows.isEmpty()) {
        report.leftOut(table, table.file() + " is not in the folder");
      } else if (!table.note().isEmpty()) {
        report.leftOut(table, table.note());
      } else {
        report.add(table, compare(table, table.prepare().apply(rows.get()), fitter));
      }
    }
    return report
        .findings(fitter)
        .with(new Provenance(inputs, List.of("ScaleBench: training splits only")));
  }

  /**
   * One form on one table.
   *
   * @param inner root-mean-square error on the inner hold-outs, their geometric mean; ours is
   *     chosen by it
   * @param outer skill on the rows held out
   * @param trouble why there is none; empty where there is
   */
  record Tried(Form form, double inner, Skill outer, String trouble) {}

  /**
   * @param tried the form in print first
   * @param shown scored, never chosen
   */
  record Comparison(Split split, List<Tried> tried, List<Tried> shown) {
    Tried literature() {
      return tried.getFirst();
    }

    Tried chosen() {
      double least =
          tried.stream()
              .mapToDouble(Tried::inner)
              .filter(Double::isFinite)
              .min()
              .orElse(Double.NaN);
      return tried.stream()
          .filter(each -> each.inner() <= TIE * least)
          .min(
              Comparator.comparingInt((Tried each) -> each.form().parameters())
                  .thenComparingDouble(Tried::inner))
          .orElse(literature());
    }
  }

  static Comparison compare(BenchTable table, Observations rows, Fitter fitter) {
    Split outer = holdOut(table, rows);
    List<Split> inner = origins(table, outer.train());
    List<Tried> tried =
        Stream.concat(table.literature().stream(), table.candidates().stream())
            .map(form -> attempt(table, form, inner, outer, fitter))
            .toList();
    List<Tried> shown =
        table.shown().stream().map(form -> attempt(table, form, inner, outer, fitter)).toList();
    return new Comparison(outer, tried, shown);
  }

  /** At most two, and none that would leave one size to learn from. */
  private static List<Split> origins(BenchTable table, Observations rest) {
    List<Split> origins = new ArrayList<>();
    Observations left = rest;
    while (origins.size() < ORIGINS) {
      Split split = holdOut(table, left);
      Observations train = split.train();
      long sizes =
          IntStream.range(0, train.size())
              .mapToDouble(row -> table.size().applyAsDouble(train, row))
              .distinct()
              .count();
      if (split.heldOut().isEmpty() || sizes < 2) {
        break;
      }
      origins.add(split);
      left = train;
    }
    return origins;
  }

  private static Split holdOut(BenchTable table, Observations rows) {
    return HoldOut.largestFifth(
        rows, table.measure(), row -> table.size().applyAsDouble(rows, row));
  }

  private static Tried attempt(
      BenchTable table, Form form, List<Split> inner, Split outer, Fitter fitter) {
    String trouble = "";
    double logError = 0;
    try {
      for (Split split : inner) {
        logError += Math.log(skill(table, form, split, fitter).rmse()) / inner.size();
      }
    } catch (InputException e) {
      logError = Double.NaN;
      trouble = String.valueOf(e.getMessage());
    }
    try {
      return new Tried(form, Math.exp(logError), skill(table, form, outer, fitter), trouble);
    } catch (InputException e) {
      return new Tried(form, Double.NaN, Skill.NONE, String.valueOf(e.getMessage()));
    }
  }

  private static Skill skill(BenchTable table, Form form, Split split, Fitter fitter) {
    Observations held = split.heldOut();
    List<String> series =
        table.series().flatMap(held::label).orElse(Collections.nCopies(held.size(), table.name()));
    return Skill.of(
        held.column("L"),
        form.fit(split.train(), fitter).at(held),
        series,
        held.variable("L").orElseThrow().sign());
  }

  /** The tables of the findings in the making. */
  private static final class Report {
    private final Findings.Builder summary =
        Findings.Table.builder("comparison", "The largest fifth, predicted from the rest")
            .column("table", "table")
            .column("heldOut", "held out by")
            .column("nTrain", "rows fitted")
            .column("nTest", "rows held out")
            .column("literature", "form in print")
            .column("r2Literature", "R2 in print")
            .column("rmseLiterature", "rmse in print", "nats/token")
            .column("mapeLiterature", "mean error in print", "%")
            .column("chosen", "chosen form")
            .column("r2Chosen", "R2 chosen")
            .column("rmseChosen", "rmse chosen", "nats/token")
            .column("mapeChosen", "mean error chosen", "%");
    private final Findings.Builder forms =
        Findings.Table.builder("forms", "Every form that was tried")
            .column("table", "table")
            .column("form", "form")
            .column("formula", "formula")
            .column("parameters", "parameters")
            .column("rmseInner", "rmse on the inner hold-outs", "nats/token")
            .column("r2", "R2 on the rows held out")
            .column("rmse", "rmse there", "nats/token")
            .column("role", "role")
            .detail();
    private final List<Diagnostic> remarks = new ArrayList<>();
    private int compared;
    private int better;

    void leftOut(BenchTable table, String why) {
      remarks.add(
          new Diagnostic.Remark(
              "table-left-out",
              Diagnostic.Severity.WARNING,
              "the table %s is left out: %s".formatted(table.name(), why)));
    }

    void add(BenchTable table, Comparison comparison) {
      Tried print = comparison.literature();
      Tried chosen = comparison.chosen();
      compared++;
      better += chosen.outer().rmse() < print.outer().rmse() ? 1 : 0;
      summary.row(
          table.name(),
          comparison.split().rule(),
          comparison.split().train().size(),
          comparison.split().heldOut().size(),
          print.form().name(),
          print.outer().r2(),
          print.outer().rmse(),
          print.outer().mapePercent(),
          chosen.form().name(),
          chosen.outer().r2(),
          chosen.outer().rmse(),
          chosen.outer().mapePercent());
      for (Tried each :
          Stream.concat(comparison.tried().stream(), comparison.shown().stream()).toList()) {
        forms.row(
            table.name(),
            each.form().name(),
            each.form().formula(),
            each.form().parameters(),
            each.inner(),
            each.outer().r2(),
            each.outer().rmse(),
            comparison.shown().contains(each) ? "shown only" : role(each, print, chosen));
        if (!each.trouble().isEmpty()) {
          remarks.add(
              new Diagnostic.Remark(
                  "form-left-out",
                  Diagnostic.Severity.NOTE,
                  "%s on %s: %s".formatted(each.form().name(), table.name(), each.trouble())));
        }
      }
    }

    private static String role(Tried each, Tried print, Tried chosen) {
      if (each == chosen) {
        return each == print ? "in print and chosen" : "chosen";
      }
      return each == print ? "in print" : "candidate";
    }

    Findings findings(Fitter fitter) {
      return Findings.plan(
              "scalebench",
              "R2 = 1 - sum (L - predicted)^2 / sum (L - mean)^2 on rows held out, each domain"
                  + " or data set around its own mean",
              fitter.seed(),
              fitter.command())
          .withHeadline(
              String.format(
                  Locale.ROOT,
                  "On %d of %d tables the form chosen without sight of the held-out rows"
                      + " predicts them better than the form in print.",
                  better,
                  compared))
          .with(summary.build())
          .with(forms.build())
          .withDiagnostics(remarks);
    }
  }
}
