package isoloss.law.diffusion;

import static isoloss.fit.Texts.text;

import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Findings;
import java.util.List;
import java.util.Map;

/** What a reader of a comparison of families must know beside its numbers. */
record SmdmDiagnosis(
    Map<String, List<Optima.Optimum>> optima,
    List<Family> families,
    Family reference,
    List<ComputeGap> gaps) {

  Findings addTo(Findings found) {
    Findings out =
        found.with(
            new Diagnostic.Remark(
                "loss-may-be-a-bound",
                Severity.NOTE,
                "The loss of a masked diffusion model is an upper bound of its negative"
                    + " log-likelihood, that of an autoregressive model is exact: a gap between the"
                    + " two kinds compares a bound with a value and is itself an upper bound."));
    for (Family family : families) {
      if (family.loss().degreesOfFreedom() < 5) {
        out =
            out.with(
                new Diagnostic.DesignPoor(
                    Severity.WARNING,
                    text(
                        "%s: a line through %d budgets has %d degree%s of freedom.",
                        family.name(),
                        family.optima().size(),
                        family.loss().degreesOfFreedom(),
                        family.loss().degreesOfFreedom() == 1 ? "" : "s")));
      }
      double surplus = family.parameters().slope() + family.tokens().slope() - 1;
      if (Math.abs(surplus) > 0.02) {
        out =
            out.with(
                new Diagnostic.Remark(
                    "exponents-do-not-add",
                    Severity.WARNING,
                    text(
                        "%s: the exponents of N and D add to %.3f, not 1: C is not 6ND in this"
                            + " table.",
                        family.name(), 1 + surplus)));
      }
    }
    for (String model : optima.keySet()) {
      long refused = optima.get(model).stream().filter(each -> !each.isUsable()).count();
      if (refused > 0) {
        out =
            out.with(
                new Diagnostic.Remark(
                    "budgets-left-out",
                    Severity.WARNING,
                    text("%s: %d budgets have no optimum; the table says why.", model, refused)));
      }
    }
    return extrapolation(out);
  }

  private Findings extrapolation(Findings found) {
    Findings out = found;
    for (ComputeGap gap : gaps) {
      if (!gap.isInside()) {
        out =
            out.with(
                new Diagnostic.Extrapolates(
                    text(
                        "%.3g FLOP lies outside the budgets of %s and %s.",
                        gap.flops(), reference.name(), gap.other().name())));
      } else if (gap.equivalentFlops() > gap.other().greatestFlops()) {
        out =
            out.with(
                new Diagnostic.Extrapolates(
                    text(
                        "At %.3g FLOP the gap reads the line of %s at %.3g FLOP, beyond its budgets.",
                        gap.flops(), gap.other().name(), gap.equivalentFlops())));
      }
    }
    return out;
  }
}
