package isoloss.sampling.coverage;

import isoloss.data.Imported;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Parameter;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.sampling.resample.DrawnEstimate;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One distribution of success probabilities, fitted to every model of a table. */
public final class DistributionAnalysis extends CountsAnalysis {
  /** A law that is this many standard errors from the observed coverage does not describe it. */
  private static final double MISFIT = 3;

  private final SuccessDistribution distribution;

  public DistributionAnalysis(SuccessDistribution distribution) {
    this.distribution = distribution;
  }

  @Override
  public String name() {
    return distribution.name();
  }

  @Override
  public String formula() {
    return distribution.formula();
  }

  @Override
  public Source source() {
    return distribution.source();
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "maximum likelihood on the raw counts from several starts, intervals by a bootstrap of"
                + " problems; the likelihood does not depend on the stopping rule",
            List.of(DESIGN, UP_TO)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Map<String, List<ProblemCounts>> models = models(data);
    Findings findings = Findings.of(this, data, fitter);
    List<Estimate> estimates = new ArrayList<>();
    Findings.Builder fits = fitsTable();
    Findings.Builder curves = CoverageTables.curves();
    List<String> sentences = new ArrayList<>();
    double total = 0;
    for (Map.Entry<String, List<ProblemCounts>> each : models.entrySet()) {
      List<ProblemCounts> problems = each.getValue();
      CoverageFit fit =
          CoverageFit.of(distribution, problems, draws(fitter), fitter.root(), fitter.threads());
      total += fit.negativeLogLikelihood();
      String suffix = models.size() == 1 ? "" : "[" + each.getKey() + "]";
      addEstimates(estimates, fit, suffix, level(fitter));
      addFit(fits, each.getKey(), problems.size(), fit);
      SamplingDesign design = design(fitter, problems);
      List<Integer> ks = ks(problems, design, fitter);
      CoverageTables.Rows rows =
          new CoverageTables.Rows(curves, each.getKey(), problems, design, ks, level(fitter));
      rows.add(fit, rows.draws(fit));
      findings = diagnosed(findings, each.getKey(), fit, problems, design, ks);
      sentences.add(sentence(each.getKey(), fit, ks.getLast(), level(fitter)));
    }
    return findings
        .withHeadline(String.join(" ", sentences.stream().limit(3).toList()))
        .withParameters(estimates)
        .withObjective("negative log-likelihood of the counts", total)
        .with(fits.build())
        .with(curves.build());
  }

  private static String sentence(String model, CoverageFit fit, int k, double level) {
    String interval = "";
    if (!fit.draws().isEmpty()) {
      Quantile.Interval ends = Quantile.centralInterval(fit.coverageDraws(k), level);
      interval =
          String.format(
              Locale.ROOT,
              " (%.0f %% interval %.3f to %.3f)",
              100 * level,
              ends.low(),
              ends.high());
    }
    return String.format(
        Locale.ROOT, "%s: forecast pass@%d = %.4f%s.", model, k, fit.coverage(k), interval);
  }

  private void addEstimates(
      List<Estimate> estimates, CoverageFit fit, String suffix, double level) {
    List<Parameter> parameters = distribution.parameters();
    for (int p = 0; p < parameters.size(); p++) {
      String name = parameters.get(p).name() + suffix;
      estimates.add(DrawnEstimate.of(name, fit.theta().get(p), fit.parameterDraws(p), level));
    }
  }

  private Findings.Builder fitsTable() {
    Findings.Builder table =
        Findings.Table.builder("fits", "Fits by maximum likelihood")
            .column("model", "model")
            .column("problems", "problems");
    distribution.parameters().forEach(p -> table.column(p.name(), p.name()));
    return table
        .column("negativeLogLikelihood", "-ln likelihood")
        .column("aic", "AIC")
        .column("bic", "BIC")
        .column("converged", "converged");
  }

  private void addFit(Findings.Builder table, String model, int problems, CoverageFit fit) {
    List<Object> cells = new ArrayList<>(List.of(model, problems));
    fit.theta().stream().forEach(cells::add);
    int free = distribution.parameters().size();
    cells.add(fit.negativeLogLikelihood());
    cells.add(2 * free + 2 * fit.negativeLogLikelihood());
    cells.add(free * Math.log(problems) + 2 * fit.negativeLogLikelihood());
    cells.add(fit.converged());
    table.row(cells.toArray());
  }

  private Findings diagnosed(
      Findings findings,
      String model,
      CoverageFit fit,
      List<ProblemCounts> problems,
      SamplingDesign design,
      List<Integer> ks) {
    Findings out = findings;
    if (!fit.converged()) {
      out =
          out.with(
              new Diagnostic.NotConverged(
                  model + ": the likelihood has no certified maximum here"));
    }
    double worst = 0;
    int at = 0;
    for (int k : ks) {
      double z = CoverageTables.deviation(fit, problems, design, k);
      if (Math.abs(z) > Math.abs(worst)) {
        worst = z;
        at = k;
      }
    }
    if (Math.abs(worst) > MISFIT) {
      out =
          out.with(
              new Diagnostic.Remark(
                  "misfit",
                  Diagnostic.Severity.WARNING,
                  String.format(
                      Locale.ROOT,
                      "%s: at k = %d the law is %.1f standard errors %s what was observed; another"
                          + " distribution fits better, or draws of a problem are not independent",
                      model,
                      at,
                      Math.abs(worst),
                      worst > 0 ? "above" : "below")));
    }
    if (!(design instanceof SamplingDesign.FixedN)) {
      out =
          out.with(
              new Diagnostic.Remark(
                  "sampling-design",
                  Diagnostic.Severity.NOTE,
                  "%s: sampled by %s (%s)".formatted(model, design.describe(), design.spelled())));
    }
    return out;
  }
}
