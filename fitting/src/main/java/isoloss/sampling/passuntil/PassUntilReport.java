package isoloss.sampling.passuntil;

import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Uncertainty;
import isoloss.sampling.SamplingDesign;
import isoloss.sampling.SamplingDesign.StopAtSuccesses;
import isoloss.sampling.resample.DrawnEstimate;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What is said of a fitted task law: headline, parameters, tables and warnings. */
final class PassUntilReport {
  private final Settings settings;
  private final SamplingDesign design;
  private final DatasetLevel dataset;
  private final TaskLawFit fit;
  private final OptionalDouble target;
  private final Fitter fitter;
  private final double level;
  private final double[] means;

  PassUntilReport(
      Settings settings,
      SamplingDesign design,
      DatasetLevel dataset,
      TaskLawFit fit,
      OptionalDouble target,
      Fitter fitter) {
    this.settings = settings;
    this.design = design;
    this.dataset = dataset;
    this.fit = fit;
    this.target = target;
    this.fitter = fitter;
    level =
        fitter.uncertainty() instanceof Uncertainty.Bootstrap bootstrap
            ? bootstrap.level()
            : Double.NaN;
    means = dataset.means(DatasetLevel.once(dataset.ladder().problems()));
  }

  Findings add(Findings findings) {
    Findings out =
        findings
            .withHeadline(headline())
            .withParameters(
                List.of(
                    estimate("c", fit.law().coefficient(), TaskLawFit.Draw::coefficient),
                    estimate("alpha", fit.law().exponent(), TaskLawFit.Draw::exponent)))
            .withObjective(
                "residual sum of squares of F = ln(-ln PU)", fit.law().line().residualSquares())
            .with(Findings.Fact.of("problems", "problems", "", dataset.ladder().problems()))
            .with(Findings.Fact.of("design", "sampling design", "", design.describe()))
            .with(Findings.Fact.of("scale", "the law runs over", "", settings.scale().title()))
            .with(Findings.Fact.of("r2", "R2 of F", "", fit.law().line().r2()));
    PassUntilTables tables = new PassUntilTables(settings, design, dataset, fit, level);
    for (Findings.Table table : tables.all(target, observed(), fitter)) {
      out = out.with(table);
    }
    for (Diagnostic diagnostic : diagnostics()) {
      out = out.with(diagnostic);
    }
    return out;
  }

  private Estimate estimate(
      String name, double value, ToDoubleFunction<TaskLawFit.Draw> parameter) {
    double[] draws =
        Arrays.stream(fit.draws()).mapToDouble(parameter).filter(Double::isFinite).toArray();
    return DrawnEstimate.of(name, value, draws, level);
  }

  /** The mean pass rate at the target, where the table has it. */
  private double observed() {
    int rung = target.isPresent() ? dataset.ladder().sizes().indexOf(target.getAsDouble()) : -1;
    return rung < 0 ? Double.NaN : means[rung];
  }

  private String headline() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "PU = exp(-%.4g %s^-%.4g) over %d sizes (R2 of F %.3f).",
            fit.law().coefficient(),
            settings.scale().symbol(),
            fit.law().exponent(),
            fit.law().points(),
            fit.law().line().r2()));
    fit.curvature()
        .ifPresent(
            curve -> text.append(" Curvature of F: ").append(curve.verdict().words()).append('.'));
    if (Double.isFinite(observed())) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (double predicted : fit.predicted().values()) {
        double error = 100 * (predicted / observed() - 1);
        least = Math.min(least, error);
        most = Math.max(most, error);
      }
      text.append(
          String.format(
              Locale.ROOT,
              " From the smaller sizes, %s = %.4g is predicted with errors from %+.1f %% to %+.1f %%"
                  + " (observed: %.4g).",
              settings.scale().symbol(),
              target.orElse(Double.NaN),
              least,
              most,
              observed()));
    }
    return text.toString();
  }

  private List<Diagnostic> diagnostics() {
    List<Diagnostic> list = new ArrayList<>();
    unusableSizes(list);
    falls(list);
    uncovered(list);
    bias(list);
    openExponents(list);
    if (target.isPresent()
        && settings.scale().isLess(dataset.ladder().sizes().getLast(), target.getAsDouble())) {
      list.add(
          new Diagnostic.Extrapolates(
              "the predicted size is beyond every size of the table; its interval holds only if"
                  + " the law does"));
    }
    if (dataset.ladder().rungs() < 5) {
      list.add(
          new Diagnostic.DesignPoor(
              Severity.NOTE,
              "with %d sizes neither the F-test (from 5) nor AICc (from 7) is given"
                  .formatted(dataset.ladder().rungs())));
    }
    return list;
  }

  private void unusableSizes(List<Diagnostic> list) {
    int unusable = means.length - fit.law().points();
    if (unusable > 0) {
      list.add(
          remark(
              "sizes-without-f",
              Severity.WARNING,
              "%d of %d sizes have a mean pass rate of 0 or 1, where F does not exist, and are not in the dataset-level law"
                  .formatted(unusable, means.length)));
    }
  }

  /** The law rises with size; where the observations fall, it cannot be right. */
  private void falls(List<Diagnostic> list) {
    for (int j = 1; j < means.length; j++) {
      if (means[j] < means[j - 1]) {
        list.add(
            remark(
                "not-monotone",
                Severity.WARNING,
                String.format(
                    Locale.ROOT,
                    "the mean pass rate falls from %.4g (%s) to %.4g (%s): no law that rises with"
                        + " %s can predict this",
                    means[j - 1],
                    dataset.ladder().models().get(j - 1),
                    means[j],
                    dataset.ladder().models().get(j),
                    settings.scale().symbol().equals("L") ? "falling loss" : "size")));
      }
    }
  }

  private void uncovered(List<Diagnostic> list) {
    if (!Double.isFinite(observed()) || fit.draws().length < 2) {
      return;
    }
    List<String> missed = new ArrayList<>();
    for (Map.Entry<String, Double> each : fit.predicted().entrySet()) {
      double[] draws = fit.drawsOf(each.getKey());
      if (draws.length > 1) {
        Quantile.Interval ends = Quantile.centralInterval(draws, level);
        if (observed() < ends.low() || observed() > ends.high()) {
          missed.add(each.getKey());
        }
      }
    }
    if (!missed.isEmpty()) {
      list.add(
          remark(
              "prediction-missed",
              Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "%d of %d methods give an interval that misses the %.4g observed at the held-out"
                      + " size (%s); do not extrapolate this task by them",
                  missed.size(),
                  fit.predicted().size(),
                  observed(),
                  String.join("; ", missed))));
    }
  }

  private void openExponents(List<Diagnostic> list) {
    long open = fit.forecasts().map(Forecasts::onBorder).orElse(0L);
    if (open > 0) {
      list.add(
          remark(
              "exponents-open",
              Severity.NOTE,
              ("%d problems are solved at one end of the sizes alone, so that their likelihood has"
                      + " no maximum in alpha; it was kept within %s of 0, on which the row \"%s\""
                      + " depends; the shrunk one does not")
                  .formatted(open, InstanceLikelihood.GREATEST_EXPONENT, Forecasts.LIKELIHOOD)));
    }
  }

  private void bias(List<Diagnostic> list) {
    if (!(design instanceof StopAtSuccesses stop) || stop.successes() > 2) {
      return;
    }
    double least = Arrays.stream(means).filter(p -> p > 0).min().orElse(1);
    if (settings.estimator() == PassRate.PUBLISHED) {
      list.add(
          remark(
              "biased-estimates",
              Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "with r = %d, r/K is too large in the mean by a factor of %.2f at p = %.2g, and by"
                      + " another one at other p, which bends the law; sample until r >= 3 and use"
                      + " the default procedure",
                  stop.successes(),
                  UntilSuccesses.relativeMean(stop.successes(), least),
                  least)));
    } else if (stop.successes() == 1) {
      list.add(
          remark(
              "poor-estimates",
              Severity.WARNING,
              "with r = 1 the unbiased estimate is whether the first draw was correct: unbiased"
                  + " but poor, and never strictly between 0 and 1 for a solved problem; read the"
                  + " likelihood rows, or sample until r >= 3"));
    }
  }

  private static Diagnostic remark(String code, Severity severity, String message) {
    return new Diagnostic.Remark(code, severity, message);
  }
}
