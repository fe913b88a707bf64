package isoloss.fit;

import isoloss.optim.LocalMinimum;
import isoloss.optim.Termination;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Judges a solution: is it a minimum, what do the data determine, is the design rich enough. */
final class Diagnosis {
  /** A standard error of the curve above this inside the data is no prediction (10 %). */
  private static final double LOOSE_CURVE = 0.1;

  /** A standard error as large as the estimate says that not even the size is known. */
  private static final double LOOSE_PARAMETER = 1;

  /** Logarithms of two inputs that correlate beyond this lie on a line. */
  private static final double ON_A_LINE = 0.999;

  private static final int FEW_LEVELS = 3;
  private static final int FEW_DEGREES = 3;

  /** So small a share of draws cannot move an interval. */
  private static final double NEGLIGIBLE_SHARE = 0.005;

  /** A smaller share of starts at the optimum is remarked upon. */
  private static final double FEW_STARTS = 0.1;

  private final ScalingLaw law;
  private final Solution solution;
  private final Rows rows;
  private final List<Diagnostic> found = new ArrayList<>();

  private Diagnosis(ScalingLaw law, Solution solution, Rows rows) {
    this.law = law;
    this.solution = solution;
    this.rows = rows;
  }

  static List<Diagnostic> of(ScalingLaw law, Solution solution, Rows rows) {
    Diagnosis diagnosis = new Diagnosis(law, solution, rows);
    diagnosis.remarks();
    diagnosis.optimum();
    diagnosis.bounds();
    diagnosis.design();
    diagnosis.identification();
    return List.copyOf(diagnosis.found);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private void remarks() {
    solution
        .remarks()
        .forEach(remark ->
            found.add(new Diagnostic.Remark("procedure", Diagnostic.Severity.NOTE, remark)));
  }

  private void optimum() {
    if (!solution.converged()) {
      found.add(
          new Diagnostic.NotConverged(
              text(
                  "the point is not a minimum: the gradient still promises %.1e of the objective"
                      + " (at most %.0e is accepted); try more starts, or a law with fewer"
                      + " parameters",
                  solution.optimum().firstOrder(), Minimiser.CONVERGED)));
    }
    int starts = solution.optimum().starts();
    int there = solution.optimum().startsAtOptimum();
    if (solution.optimum().termination() == Termination.CLOSED_FORM || starts < 2) {
      return;
    }
    if (there < 2) {
      found.add(
          new Diagnostic.StartsDisagree(
              Diagnostic.Severity.WARNING,
              text("only one of %d starts reached the best value; use more starts", starts)));
    } else if (there < FEW_STARTS * starts) {
      found.add(
          new Diagnostic.StartsDisagree(
              Diagnostic.Severity.NOTE,
              text("%d of %d starts reached the best value", there, starts)));
    }
  }

  private void bounds() {
    List<String> held = AtBorder.of(solution.coordinates(), point());
    if (!held.isEmpty()) {
      found.add(
          new Diagnostic.AtBound(
              held,
              Diagnostic.Severity.WARNING,
              text(
                  "%s %s on a bound of the search: the value is the bound's, not the data's",
                  String.join(", ", held), held.size() == 1 ? "lies" : "lie")));
    }
  }

  private double[] point() {
    return solution.optimum().point().toArray();
  }

  private void design() {
    for (int v = 0; v < rows.inputs().size(); v++) {
      int variable = v;
      long levels =
          IntStream.range(0, rows.size())
              .mapToDouble(row -> rows.input(row, variable))
              .distinct()
              .count();
      if (levels < FEW_LEVELS) {
        poor(
            text(
                "%s has %d distinct value%s; its exponent needs at least %d",
                rows.inputs().get(v).symbol(), levels, levels == 1 ? "" : "s", FEW_LEVELS));
      }
    }
    for (int first = 0; first < rows.inputs().size(); first++) {
      for (int second = first + 1; second < rows.inputs().size(); second++) {
        line(first, second);
      }
    }
    repeats();
    int degrees = rows.size() - law.parameters().size();
    if (degrees < FEW_DEGREES) {
      poor(
          text(
              "%d rows for %d parameters leave %d degree%s of freedom",
              rows.size(), law.parameters().size(), degrees, degrees == 1 ? "" : "s"));
    }
  }

  /** Rows of equal inputs that differ by more than the inputs make a difference. */
  private void repeats() {
    Repeats repeats = Repeats.of(rows);
    if (repeats.looksMixed()) {
      poor(
          text(
              "rows with equal %s differ by %.2g%s (one standard deviation) while rows with other"
                  + " inputs differ by %.2g%s; where several series are mixed, choose one with"
                  + " --where",
              String.join(", ", rows.inputs().stream().map(v -> v.symbol()).toList()),
              repeats.shown(repeats.within()),
              repeats.unit(),
              repeats.shown(repeats.between()),
              repeats.unit()));
    }
  }

  private void poor(String message) {
    found.add(new Diagnostic.DesignPoor(Diagnostic.Severity.WARNING, message));
  }

  private void line(int first, int second) {
    if (!allPositive(first) || !allPositive(second)) {
      return;
    }
    double[] u = rows.logInput(first);
    double[] v = rows.logInput(second);
    if (Math.abs(correlation(u, v)) > ON_A_LINE) {
      String a = rows.inputs().get(first).symbol();
      String b = rows.inputs().get(second).symbol();
      poor(
          text(
              "%s is nearly a power of %s in these data (correlation of logarithms %.5f), so their"
                  + " terms cannot be told apart; vary %s/%s",
              b, a, correlation(u, v), b, a));
    }
  }

  private boolean allPositive(int variable) {
    return IntStream.range(0, rows.size()).allMatch(row -> rows.input(row, variable) > 0);
  }

  /** NaN when one of them is constant, which the levels have told already. */
  private static double correlation(double[] u, double[] v) {
    double meanU = Arrays.stream(u).average().orElse(0);
    double meanV = Arrays.stream(v).average().orElse(0);
    double uv = 0;
    double uu = 0;
    double vv = 0;
    for (int i = 0; i < u.length; i++) {
      uv += (u[i] - meanU) * (v[i] - meanV);
      uu += (u[i] - meanU) * (u[i] - meanU);
      vv += (v[i] - meanV) * (v[i] - meanV);
    }
    return uv / Math.sqrt(uu * vv);
  }

  private void identification() {
    Identification local = Identification.of(solution.coordinates(), point());
    if (!(local.curveError() <= LOOSE_CURVE)) {
      found.add(
          new Diagnostic.NotIdentified(
              law.parameters().stream().map(Parameter::name).toList(),
              Diagnostic.Severity.ERROR,
              text(
                  "predictions inside the data are not determined: at %s the curve has a standard"
                      + " error of %.0f %%",
                  describe(local.loosest()), 100 * Math.min(local.curveError(), 1e6))));
    }
    ridge(local);
    solution.loss().ifPresent(this::rivals);
    solution
        .loss()
        .flatMap(loss -> FloorProfile.of(law, solution.coordinates(), loss, point()))
        .filter(FloorProfile::reachesZero)
        .ifPresent(this::floor);
  }

  /** Ends of other starts that fit as well at 95 % and yet predict otherwise inside the data. */
  private void rivals(Loss loss) {
    Coordinates coordinates = solution.coordinates();
    Deviance deviance = Deviance.at(coordinates, loss, point());
    double widest = 0;
    double[] where = point();
    for (double[] corner : Identification.corners(rows)) {
      double here = coordinates.predict(point(), corner, new double[point().length]);
      for (LocalMinimum end : solution.ends()) {
        if (deviance.of(end.value() - solution.optimum().value()) < Deviance.LIMIT_95) {
          double there =
              coordinates.predict(end.point().toArray(), corner, new double[point().length]);
          if (Math.abs(there - here) > widest) {
            widest = Math.abs(there - here);
            where = corner;
          }
        }
      }
    }
    if (widest > LOOSE_CURVE) {
      found.add(
          new Diagnostic.NotIdentified(
              law.parameters().stream().map(Parameter::name).toList(),
              Diagnostic.Severity.ERROR,
              text(
                  "predictions inside the range of the data are not determined: another solution"
                      + " fits as well at 95 %% and differs by %.0f %% at %s",
                  100 * Math.expm1(widest), describe(where))));
    }
  }

  private void ridge(Identification local) {
    List<String> loose =
        IntStream.range(0, local.relativeErrors().length)
            .filter(p -> !(local.relativeErrors()[p] <= LOOSE_PARAMETER))
            .mapToObj(p -> law.parameters().get(p).name())
            .toList();
    if (!loose.isEmpty()) {
      found.add(
          new Diagnostic.NotIdentified(
              loose,
              Diagnostic.Severity.WARNING,
              text(
                  "%s: standard errors as large as the estimates (condition of the Jacobian %.1e);"
                      + " compare predictions, not these parameters",
                  String.join(", ", loose), local.condition())));
    }
  }

  private void floor(FloorProfile profile) {
    found.add(
        new Diagnostic.NotIdentified(
            List.of(profile.parameter()),
            Diagnostic.Severity.WARNING,
            text(
                "%s is not identified: its profile likelihood is flat down to 0 (deviance %.2f"
                    + " without a floor); any %s in [0, %.4g] fits as well at 95 %%; larger N and D"
                    + " would tell",
                profile.parameter(),
                Math.max(0, profile.devianceAtZero()),
                profile.parameter(),
                profile.high())));
  }

  private String describe(double[] x) {
    return String.join(
        ", ",
        IntStream.range(0, x.length)
            .mapToObj(v -> text("%s=%.4g", rows.inputs().get(v).symbol(), x[v]))
            .toList());
  }

  /** What must be known about the draws of a bootstrap. */
  static List<Diagnostic> ofDraws(Draws draws) {
    List<Diagnostic> found = new ArrayList<>();
    int usable = draws.parameters().size();
    draws
        .atBound()
        .forEach((name, count) ->
            found.add(
                new Diagnostic.AtBound(
                    List.of(name),
                    Diagnostic.Severity.WARNING,
                    text(
                        "%d of %d bootstrap draws lie on a bound of %s; its interval ends"
                            + " there by the bound, not by the data",
                        count, usable, name))));
    if (draws.notConverged() > 0) {
      troubled(
          found,
          draws.notConverged() <= NEGLIGIBLE_SHARE * usable
              ? Diagnostic.Severity.NOTE
              : Diagnostic.Severity.WARNING,
          "%d of %d bootstrap draws do not meet the first-order condition",
          draws.notConverged(),
          usable);
    }
    if (draws.trapped() > 0) {
      troubled(
          found,
          Diagnostic.Severity.NOTE,
          "%d of %d bootstrap draws were in a worse minimum at first and were moved to a better one"
              + " found from more starts",
          draws.trapped(),
          draws.checked());
    }
    if (!draws.failures().isEmpty()) {
      troubled(
          found,
          usable < 2 ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING,
          "%d of %d bootstrap draws could not be fitted and are left out (%s)",
          draws.failures().size(),
          draws.requested(),
          draws.failures().getFirst());
    }
    return found;
  }

  private static void troubled(
      List<Diagnostic> found, Diagnostic.Severity severity, String format, Object... values) {
    found.add(new Diagnostic.DrawsTroubled(severity, text(format, values)));
  }
}
