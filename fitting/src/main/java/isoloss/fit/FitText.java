package isoloss.fit;

import static isoloss.fit.FindingsText.inWords;
import static isoloss.fit.FindingsText.line;

import java.util.Locale;
import java.util.OptionalDouble;

/** A fit as people read it in a terminal. */
record FitText(Fit fit) {

  String print() {
    StringBuilder out = new StringBuilder();
    heading(out);
    parameters(out);
    evidence(out);
    FindingsText.diagnostics(out, fit.diagnostics());
    return out.toString();
  }

  private void heading(StringBuilder out) {
    ScalingLaw law = fit.law();
    line(out, "%s  %s", law.name(), law.formula());
    line(out, "%s", inWords(Findings.Account.of(fit.data())));
    line(out, "procedure %s: %s", fit.procedure(), description());
    if (!fit.options().isEmpty()) {
      line(out, "options %s", fit.options());
    }
  }

  private String description() {
    return fit.law().procedures().stream()
        .filter(each -> each.name().equals(fit.procedure()))
        .map(Procedure::description)
        .findFirst()
        .orElse("");
  }

  private void parameters(StringBuilder out) {
    out.append('\n');
    boolean intervals = fit.estimates().stream().anyMatch(e -> e.low().isPresent());
    line(
        out,
        intervals ? "  %-8s %14s %12s   %s" : "  %-8s %14s",
        "",
        "estimate",
        "std. error",
        "interval");
    for (Estimate estimate : fit.estimates()) {
      line(out, "  %-8s %14s%s", estimate.name(), number(estimate.value()), interval(estimate));
    }
  }

  private static String interval(Estimate estimate) {
    if (estimate.low().isEmpty()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        " %12s   %s to %s (%.0f %%)",
        number(estimate.standardError()),
        number(estimate.low()),
        number(estimate.high()),
        100 * estimate.level().orElse(Double.NaN));
  }

  private static String number(OptionalDouble value) {
    return number(value.orElse(Double.NaN));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  private void evidence(StringBuilder out) {
    out.append('\n');
    line(out, "%s = %.10g", fit.objective().name(), fit.objective().value());
    if (!fit.publishedObjective().equals(fit.objective())) {
      line(
          out,
          "published objective here, %s = %.10g",
          fit.publishedObjective().name(),
          fit.publishedObjective().value());
    }
    if (Double.isNaN(fit.optimum().firstOrder())) {
      line(out, "no optimiser: %d evaluations on grids", fit.optimum().evaluations());
    } else {
      line(
          out,
          "%s: first-order measure %.1e; %d of %d starts at the optimum, %d evaluations",
          fit.converged() ? "converged" : "NOT converged",
          fit.optimum().firstOrder(),
          fit.optimum().startsAtOptimum(),
          fit.optimum().starts(),
          fit.optimum().evaluations());
    }
    line(
        out,
        "in sample: mean error %.4g %%, R2 %.6f",
        fit.inSample().mapePercent(),
        fit.inSample().r2());
    fit.heldOut()
        .ifPresent(held ->
            line(
                out,
                "held out (%s): %d rows, mean error %.4g %%, R2 %.6f",
                held.rule(),
                held.score().n(),
                held.score().mapePercent(),
                held.score().r2()));
  }
}
