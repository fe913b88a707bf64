package isoloss.sampling.coverage;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.sampling.resample.Clusters;
import isoloss.sampling.resample.DrawnEstimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The exponentiated power law of Large Language Monkeys on the coverage curve of each model. */
public final class PowerLawAnalysis extends CountsAnalysis {
  private static final Option METHOD =
      Option.choice(
          "method",
          "least squares on coverage, or the line through ln(-ln coverage)",
          "least-squares",
          "log-log");

  @Override
  public String name() {
    return "coverage";
  }

  @Override
  public String formula() {
    return "pass@k = exp(a k^b)";
  }

  @Override
  public Source source() {
    return new Source(
        "Brown et al. (2024), Large Language Monkeys", "https://arxiv.org/abs/2407.21787");
  }

  @Override
  public List<Variant> variants() {
    String description =
        "least squares on coverage at 40 log-spaced k, as published, with intervals by a bootstrap"
            + " of problems in place of the least-squares covariance, which is invalid here";
    return List.of(
        new Variant(Procedure.DEFAULT, description, List.of(METHOD, DESIGN, UP_TO)),
        new Variant(Procedure.PUBLISHED, description, List.of(DESIGN, UP_TO)));
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
      Curve curve = new Curve(each.getKey(), each.getValue(), fitter);
      String suffix = models.size() == 1 ? "" : "[" + each.getKey() + "]";
      estimates.addAll(curve.estimates(suffix));
      total += curve.squares();
      curve.addFit(fits);
      curve.addCoverage(curves);
      sentences.add(curve.sentence());
    }
    return findings
        .withHeadline(String.join(" ", sentences.stream().limit(3).toList()))
        .withParameters(estimates)
        .withObjective("sum of squared residuals of coverage", total)
        .with(fits.build())
        .with(curves.build());
  }

  private static Findings.Builder fitsTable() {
    return Findings.Table.builder("fits", "Fits of exp(a k^b)")
        .column("model", "model")
        .column("problems", "problems")
        .column("points", "points")
        .column("a", "a")
        .column("b", "b")
        .column("r2", "R2")
        .column("largestError", "largest |error|")
        .column("aLogLog", "a, log-log line")
        .column("bLogLog", "b, log-log line")
        .column("samplesForHalf", "k for .5")
        .column("samplesForNineTenths", "k for .9");
  }

  /** One model's curve, its law and its resampled laws. */
  private static final class Curve {
    private final String model;
    private final List<ProblemCounts> problems;
    private final Fitter fitter;
    private final SamplingDesign design;
    private final ProblemCurves curves;
    private final double[] k;
    private final double[] coverage;
    private final ExponentiatedPowerLaw law;
    private final List<ExponentiatedPowerLaw> draws = new ArrayList<>();

    Curve(String model, List<ProblemCounts> problems, Fitter fitter) {
      this.model = model;
      this.problems = problems;
      this.fitter = fitter;
      design = design(fitter, problems);
      int greatest = design.greatestK(problems);
      if (greatest < 3) {
        throw new InputException(
            model
                + ": no coverage curve can be estimated by "
                + design.describe()
                + "; fit beta-binomial, whose likelihood does not need one");
      }
      curves = ProblemCurves.of(problems, design);
      k = curves.k();
      int[] once = new int[problems.size()];
      Arrays.fill(once, 1);
      coverage = curves.mean(once);
      law = fit(coverage);
      resample();
    }

    private ExponentiatedPowerLaw fit(double[] of) {
      return METHOD.textIn(fitter.options()).equals("log-log")
          ? ExponentiatedPowerLaw.ofLogLog(k, of)
          : ExponentiatedPowerLaw.ofLeastSquares(k, of);
    }

    private void resample() {
      Seed seed = fitter.root().child("coverage");
      Clusters clusters = CoverageFit.clusters(problems);
      for (int draw = 0; draw < CountsAnalysis.draws(fitter); draw++) {
        ExponentiatedPowerLaw refit = fit(curves.mean(clusters.draw(seed.child(draw))));
        if (Double.isFinite(refit.a()) && Double.isFinite(refit.b())) {
          draws.add(refit);
        }
      }
    }

    List<Estimate> estimates(String suffix) {
      return List.of(
          DrawnEstimate.of("a" + suffix, law.a(), drawn(ExponentiatedPowerLaw::a), level(fitter)),
          DrawnEstimate.of("b" + suffix, law.b(), drawn(ExponentiatedPowerLaw::b), level(fitter)));
    }

    private double[] drawn(ToDoubleFunction<ExponentiatedPowerLaw> of) {
      return draws.stream().mapToDouble(of).toArray();
    }

    double squares() {
      double sum = 0;
      for (int j = 0; j < k.length; j++) {
        double error = law.coverage(k[j]) - coverage[j];
        sum += error * error;
      }
      return sum;
    }

    void addFit(Findings.Builder table) {
      double mean = Arrays.stream(coverage).average().orElse(0);
      double total = 0;
      double largest = 0;
      for (int j = 0; j < k.length; j++) {
        total += (coverage[j] - mean) * (coverage[j] - mean);
        largest = Math.max(largest, Math.abs(law.coverage(k[j]) - coverage[j]));
      }
      ExponentiatedPowerLaw line = ExponentiatedPowerLaw.ofLogLog(k, coverage);
      table.row(
          model,
          problems.size(),
          k.length,
          law.a(),
          law.b(),
          1 - squares() / total,
          largest,
          line.a(),
          line.b(),
          law.samples(0.5),
          law.samples(0.9));
    }

    void addCoverage(Findings.Builder table) {
      CoverageTables.Rows rows =
          new CoverageTables.Rows(
              table, model, problems, design, ks(problems, design, fitter), level(fitter));
      rows.add(
          "coverage",
          law::coverage,
          rows.ks().stream().map(at -> rows.ends(drawn(each -> each.coverage(at)))).toList());
    }

    String sentence() {
      return String.format(
          Locale.ROOT,
          "%s: coverage = exp(%.4g k^%.4g), half of the problems at k = %.3g.",
          model,
          law.a(),
          law.b(),
          law.samples(0.5));
    }
  }
}
