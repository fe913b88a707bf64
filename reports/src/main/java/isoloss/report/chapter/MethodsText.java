package isoloss.report.chapter;

import isoloss.fit.Fit;
import isoloss.fit.Uncertainty;
import isoloss.optim.Termination;
import isoloss.report.Block;
import isoloss.report.NumberText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a fit was made, in sentences ready for a paper. */
final class MethodsText {
  private MethodsText() {}

  static String intervals(Fit fit) {
    return switch (fit.uncertainty()) {
      case Uncertainty.None none -> "No uncertainty was asked for.";
      case Uncertainty.Bootstrap bootstrap ->
          "Standard errors and intervals: bootstrap of %s, %s draws, seed %d."
              .formatted(
                  resampled(bootstrap), NumberText.count(bootstrap.draws()), fit.manifest().seed());
    };
  }

  private static String resampled(Uncertainty.Bootstrap bootstrap) {
    return bootstrap.cluster().isEmpty()
        ? "rows"
        : "whole groups of rows with equal " + bootstrap.cluster();
  }

  static String paragraph(Fit fit) {
    return String.join(
            " ",
            "We fitted %s (%s) to %s."
                .formatted(fit.law().formula(), fit.law().source().citation(), rows(fit)),
            "The objective was the %s (%s procedure%s), minimised from %s; %s of them ended at the same optimum, where the scaled first-order measure is %s."
                .formatted(
                    fit.objective().name(),
                    fit.procedure(),
                    options(fit),
                    Sentences.counted(fit.optimum().starts(), "start", "starts"),
                    NumberText.count(fit.optimum().startsAtOptimum()),
                    NumberText.significant(fit.optimum().firstOrder(), 2)),
            intervals(fit),
            "In sample the mean absolute error is %s %% (R² %s)."
                .formatted(
                    NumberText.significant(fit.inSample().mapePercent(), 3),
                    NumberText.significant(fit.inSample().r2(), 5)),
            fit.heldOut()
                .map(held ->
                    "On %s (%s) it is %s %%."
                        .formatted(
                            Sentences.counted(held.score().n(), "held-out run", "held-out runs"),
                            held.rule(),
                            NumberText.significant(held.score().mapePercent(), 3)))
                .orElse(""))
        .strip();
  }

  private static String rows(Fit fit) {
    String kept = Sentences.counted(fit.observations().size(), "run", "runs");
    String filtered =
        fit.data().filteredOut().stream()
            .map(rule ->
                Sentences.counted(rule.rows(), "run was", "runs were")
                    + " left out by "
                    + rule.rule())
            .collect(Collectors.joining("; "));
    return filtered.isEmpty() ? kept : kept + " (" + filtered + ")";
  }

  private static String options(Fit fit) {
    return fit.options().isEmpty()
        ? ""
        : ", "
            + fit.options().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(option -> option.getKey() + " = " + option.getValue())
                .collect(Collectors.joining(", "));
  }

  /** The questions that every scaling-law fit should answer (arXiv 2502.18969). */
  static Block checklist(Fit fit) {
    return new Block.KeyValues(
        "After Li et al. (2025), (Mis)Fitting, arXiv 2502.18969",
        List.of(
            new Block.Entry("Form", fit.law().formula()),
            new Block.Entry(
                "Inputs and units",
                fit.law().inputs().stream()
                    .map(v -> v.symbol() + ": " + v.name() + unit(v.name(), v.unit()))
                    .collect(Collectors.joining("; "))),
            new Block.Entry(
                "Response", fit.law().response().name() + unit("", fit.law().response().unit())),
            new Block.Entry("Compute convention", "C = 6 N D in figures; the fit does not use C"),
            new Block.Entry("Runs fitted", String.valueOf(fit.observations().size())),
            new Block.Entry(
                "Rows dropped",
                "%d rejected, %d exact duplicates, %d by rules"
                    .formatted(
                        fit.data().rejected().size(),
                        fit.data().duplicatesDropped(),
                        fit.data().filteredOut().stream().mapToInt(f -> f.rows()).sum())),
            new Block.Entry("Objective", fit.objective().name() + ", summed over rows"),
            new Block.Entry("Procedure", fit.procedure() + options(fit)),
            new Block.Entry(
                "Starts, and share at the optimum",
                "%d, %d at the optimum"
                    .formatted(fit.optimum().starts(), fit.optimum().startsAtOptimum())),
            new Block.Entry("Intervals", intervals(fit)),
            new Block.Entry(
                "Held out",
                fit.heldOut()
                    .map(held -> held.score().n() + " by " + held.rule())
                    .orElse("nothing")),
            new Block.Entry("Source of the form", fit.law().source().citation())));
  }

  private static String unit(String name, String unit) {
    return unit.isBlank() || unit.equals(name) ? "" : " (" + unit + ")";
  }

  static String words(Termination termination) {
    return termination.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
