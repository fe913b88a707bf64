package isoloss.sampling.passuntil;

import isoloss.fit.Findings;
import isoloss.fit.Findings.Table;
import java.util.Arrays;
import java.util.Locale;

/** Forms of F fitted by least squares, equally weighted, beside each other. */
final class Hypotheses {
  private static final int FEWEST_POINTS_OF_TWO_LAWS = 5;

  /** A temperature at which the soft minimum is the hard one for all that can be seen. */
  private static final double HARD = 1e-3;

  private final Findings.Builder rows =
      Table.builder("hypotheses", "Forms of F compared (residuals of F, equal weights)")
          .column("form", "form")
          .column("coefficients", "coefficients")
          .column("residualSquares", "residual SS")
          .column("aicc", "AICc")
          .column("exponents", "exponents");
  private final int points;

  private Hypotheses(int points) {
    this.points = points;
  }

  /**
   * @param x of every size
   * @param passRates of every size; those of 0 or 1 are left out
   * @param temperature of the soft minimum of two circuits
   */
  static Table table(double[] x, double[] passRates, double temperature) {
    int[] usable = TaskLaw.usablePoints(passRates);
    Hypotheses table = new Hypotheses(usable.length);
    table.add(
        Arrays.stream(usable).mapToDouble(j -> x[j]).toArray(),
        Arrays.stream(usable).mapToDouble(j -> TaskLaw.f(passRates[j])).toArray(),
        temperature);
    return table.rows.build();
  }

  private void add(double[] x, double[] f, double temperature) {
    Line line = Line.through(x, f);
    row("one law (line)", 2, line.residualSquares(), -line.slope());
    if (points >= 3) {
      row("parabola", 3, Parabola.through(x, f).residualSquares());
    }
    if (points >= FEWEST_POINTS_OF_TWO_LAWS) {
      row("two steps, both needed (convex)", TwoLaws.steps(x, f));
      row(
          "two circuits, the better wins (T = %s)".formatted(temperature),
          TwoLaws.circuits(x, f, temperature));
      row("two circuits, hard minimum", TwoLaws.circuits(x, f, HARD));
    }
  }

  private void row(String form, TwoLaws.Fitted fitted) {
    row(
        form,
        4,
        fitted.residualSquares(),
        fitted.coefficients().get(1),
        fitted.coefficients().get(3));
  }

  private void row(String form, int coefficients, double squares, double... exponents) {
    rows.row(
        form,
        coefficients,
        squares,
        Curvature.aicc(points, coefficients, squares).orElse(Double.NaN),
        Arrays.stream(exponents)
            .mapToObj(each -> String.format(Locale.ROOT, "%.4g", each))
            .toList());
  }
}
