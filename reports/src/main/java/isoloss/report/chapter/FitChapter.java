package isoloss.report.chapter;

import isoloss.data.Variable;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Fit;
import isoloss.fit.Prediction;
import isoloss.report.Block;
import isoloss.report.Figure;
import isoloss.report.NumberText;
import isoloss.report.chart.Charts;
import isoloss.report.chart.Drawing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A fitted law, from the sentence that sums it up to the command that replays it. */
final class FitChapter {
  private static final List<Charts> RESIDUALS =
      List.of(
          Charts.RESIDUALS_AGAINST_N, Charts.RESIDUALS_AGAINST_D, Charts.RESIDUALS_AGAINST_FITTED);
  private static final List<Charts> PARAMETERS =
      List.of(Charts.PARAMETER_INTERVALS, Charts.PARAMETER_PAIR, Charts.PARAMETER_DENSITY);

  private final Fit fit;
  private final Map<Charts, Figure> figures = new EnumMap<>(Charts.class);
  private final List<String> leftOut = new ArrayList<>();

  private FitChapter(Fit fit) {
    this.fit = fit;
    for (Charts chart : Charts.values()) {
      if (chart.accepts(fit)) {
        switch (chart.draw(fit)) {
          case Drawing.Drawn drawn ->
              figures.put(chart, drawn.figure().named(fit.law().name() + "-" + chart.chartName()));
          case Drawing.LeftOut reason ->
              leftOut.add(reason.chart().replace('-', ' ') + ": " + reason.reason() + ".");
        }
      }
    }
  }

  static Chapter of(Fit fit) {
    FitChapter chapter = new FitChapter(fit);
    return new Chapter(chapter.headline(), chapter.cautions(), chapter.blocks());
  }

  // ---- in words

  private String headline() {
    if (!fit.converged()) {
      return "The fit of the %s law to %s did not converge; its numbers are not to be trusted."
          .formatted(fit.law().name(), runs(fit.observations().size()));
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "The %s law fits %s with a mean error of %s %%"
            .formatted(
                fit.law().name(),
                runs(fit.inSample().n()),
                NumberText.significant(fit.inSample().mapePercent(), 2)));
    fit.heldOut()
        .ifPresent(held ->
            text.append(
                " and predicts %s to %s %%"
                    .formatted(
                        Sentences.counted(held.score().n(), "held-out run", "held-out runs"),
                        NumberText.significant(held.score().mapePercent(), 2))));
    text.append('.');
    floor().ifPresent(sentence -> text.append(' ').append(sentence));
    return text.toString();
  }

  /** What is said of E, which most readers look for first. */
  private Optional<String> floor() {
    Optional<Estimate> floor =
        fit.estimates().stream().filter(estimate -> estimate.name().equals("E")).findFirst();
    List<String> unidentified = unidentified();
    if (floor.isEmpty()) {
      return Optional.empty();
    }
    if (unidentified.contains("E")) {
      return Optional.of("These runs do not determine E, the loss that no scale removes.");
    }
    Estimate estimate = floor.get();
    String interval =
        estimate.low().isPresent()
            ? " (%s interval %s)"
                .formatted(
                    NumberText.percent(estimate.level().orElse(Double.NaN)),
                    Sentences.interval(estimate.low(), estimate.high(), 4))
            : "";
    return Optional.of(
        "The loss that no scale removes is E = %s%s."
            .formatted(NumberText.significant(estimate.value(), 4), interval));
  }

  private List<String> unidentified() {
    List<String> names = new ArrayList<>();
    for (Diagnostic diagnostic : fit.diagnostics()) {
      if (diagnostic instanceof Diagnostic.NotIdentified not
          && not.severity() != Diagnostic.Severity.NOTE) {
        names.addAll(not.parameters());
      }
    }
    return names;
  }

  private List<String> cautions() {
    List<String> out = new ArrayList<>();
    fit.diagnostics().stream()
        .filter(diagnostic -> diagnostic.severity() != Diagnostic.Severity.NOTE)
        .map(diagnostic -> "The %s law: %s".formatted(fit.law().name(), diagnostic.message()))
        .forEach(out::add);
    fit.heldOut().flatMap(this::missed).ifPresent(out::add);
    if (!fit.observations().isEmpty()) {
      out.add("Measured range: " + ranges() + ". Everything beyond is extrapolation.");
    }
    if (fit.estimates().stream().allMatch(estimate -> estimate.standardError().isEmpty())) {
      out.add("No intervals were made for the %s law.".formatted(fit.law().name()));
    }
    int rejected = fit.data().rejected().size();
    if (rejected > 0) {
      out.add(
          Sentences.counted(rejected, "row was", "rows were")
              + " rejected; see the list under Data.");
    }
    return out;
  }

  /** How often the intervals failed on runs that the fit never saw. */
  private Optional<String> missed(Fit.HeldOut held) {
    int outside = 0;
    for (int row = 0; row < held.predictions().size(); row++) {
      Prediction prediction = held.predictions().get(row);
      double observed = held.observed().get(row);
      boolean isOutside =
          observed < prediction.low().orElse(Double.NEGATIVE_INFINITY)
              || observed > prediction.high().orElse(Double.POSITIVE_INFINITY);
      outside += isOutside ? 1 : 0;
    }
    return outside == 0
        ? Optional.empty()
        : Optional.of(
            "The %s law: %d of %s outside the interval that was predicted; intervals from a bootstrap do not hold that the law may be wrong."
                .formatted(
                    fit.law().name(),
                    outside,
                    Sentences.counted(
                        held.predictions().size(), "held-out run lies", "held-out runs lie")));
  }

  private String ranges() {
    List<String> ranges = new ArrayList<>();
    for (Variable input : fit.law().inputs()) {
      double[] column = fit.observations().column(input.symbol());
      ranges.add(
          "%s from %s to %s"
              .formatted(
                  input.symbol(),
                  NumberText.prefixed(Arrays.stream(column).min().orElseThrow()),
                  NumberText.prefixed(Arrays.stream(column).max().orElseThrow())));
    }
    return Sentences.list(ranges);
  }

  private static String runs(long count) {
    return Sentences.counted(count, "run", "runs");
  }

  // ---- blocks

  private List<Block> blocks() {
    List<Block> out = new ArrayList<>();
    out.add(new Block.Heading(2, "The " + fit.law().name() + " law"));
    out.add(new Block.Formula(fit.law().formula()));
    picture(out, Charts.LOSS_AGAINST_COMPUTE);
    Optional.ofNullable(figures.get(Charts.LOSS_AGAINST_COMPUTE))
        .ifPresent(figure -> out.add(new Block.Interactive(figure)));
    picture(out, Charts.LOSS_BY_STREAMS);
    out.add(new Block.Heading(3, "Parameters"));
    out.add(ParameterTable.of(fit));
    out.add(new Block.Paragraph(MethodsText.intervals(fit)));
    gallery(out, PARAMETERS);
    if (!fit.diagnostics().isEmpty()) {
      out.add(new Block.Heading(3, "Diagnostics"));
      out.add(new Block.Diagnostics(fit.diagnostics()));
    }
    out.add(new Block.Heading(3, "Shape and residuals"));
    picture(out, Charts.ISO_LOSS);
    picture(out, Charts.PREDICTED_AGAINST_OBSERVED);
    gallery(out, RESIDUALS);
    if (!leftOut.isEmpty()) {
      out.add(new Block.Paragraph("Left out: " + String.join(" ", leftOut)));
    }
    fit.heldOut().ifPresent(held -> heldOut(out, held));
    out.add(new Block.Heading(3, "Convergence"));
    out.add(convergence());
    DataTables.add(out, fit);
    out.add(new Block.Heading(3, "Methods"));
    out.add(new Block.Paragraph(MethodsText.paragraph(fit)));
    out.add(new Block.Details("Reporting checklist", List.of(MethodsText.checklist(fit))));
    out.add(new Block.Heading(3, "Provenance"));
    out.add(provenance());
    if (!fit.manifest().command().isBlank()) {
      out.add(new Block.Code("The command that replays this fit", fit.manifest().command()));
    }
    return out;
  }

  private void picture(List<Block> out, Charts chart) {
    Optional.ofNullable(figures.get(chart))
        .ifPresent(figure -> out.add(new Block.Pictures(List.of(figure))));
  }

  private void gallery(List<Block> out, List<Charts> charts) {
    List<Figure> shown = charts.stream().map(figures::get).filter(Objects::nonNull).toList();
    if (!shown.isEmpty()) {
      out.add(new Block.Pictures(shown));
    }
  }

  private void heldOut(List<Block> out, Fit.HeldOut held) {
    out.add(new Block.Heading(3, "Held-out runs"));
    out.add(
        new Block.Paragraph(
            "Kept out of the fit by %s: %s, mean absolute error %s %%, R² %s."
                .formatted(
                    held.rule(),
                    runs(held.score().n()),
                    NumberText.significant(held.score().mapePercent(), 3),
                    NumberText.significant(held.score().r2(), 4))));
    out.add(DataTables.heldOut(fit, held));
  }

  private Block convergence() {
    var optimum = fit.optimum();
    double share = optimum.starts() > 0 ? optimum.startsAtOptimum() / (double) optimum.starts() : 0;
    return new Block.KeyValues(
        "Evidence that the estimate is a minimum",
        List.of(
            new Block.Entry("Verdict", fit.converged() ? "converged" : "not converged"),
            new Block.Entry("First-order measure", NumberText.significant(optimum.firstOrder(), 2)),
            new Block.Entry(
                "Starts at the optimum",
                "%s of %s (%s)"
                    .formatted(
                        NumberText.count(optimum.startsAtOptimum()),
                        NumberText.count(optimum.starts()),
                        NumberText.percent(share))),
            new Block.Entry("Iterations, all starts", NumberText.count(optimum.iterations())),
            new Block.Entry("Evaluations, all starts", NumberText.count(optimum.evaluations())),
            new Block.Entry("The winning start ended by", MethodsText.words(optimum.termination())),
            new Block.Entry(
                fit.objective().name(), NumberText.significant(fit.objective().value(), 8)),
            new Block.Entry(
                "Published objective here: " + fit.publishedObjective().name(),
                NumberText.significant(fit.publishedObjective().value(), 8))));
  }

  private Block provenance() {
    List<Block.Entry> entries = ProvenanceEntries.of(fit.observations().provenance());
    entries.add(new Block.Entry("Seed", String.valueOf(fit.manifest().seed())));
    ProvenanceEntries.addIf(entries, "Isoloss", fit.manifest().version());
    ProvenanceEntries.addIf(entries, "Java", fit.manifest().java());
    entries.add(
        new Block.Entry("CPU time", NumberText.significant(fit.manifest().cpuSeconds(), 3) + " s"));
    return new Block.KeyValues("Where the numbers come from", entries);
  }
}
