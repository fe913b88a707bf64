package isoloss.sampling.passuntil;

import isoloss.fit.Findings;
import isoloss.fit.Findings.Table;
import isoloss.fit.Fitter;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.sampling.SamplingDesign.StopAtSuccesses;
import isoloss.sampling.coverage.BetaBinomial;
import isoloss.sampling.coverage.CoverageFit;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** The tables of a fitted task law. */
final class PassUntilTables {
  private static final Quantile.Interval UNKNOWN = new Quantile.Interval(Double.NaN, Double.NaN);
  private static final int GRID = 25;

  private final Settings settings;
  private final SamplingDesign design;
  private final DatasetLevel dataset;
  private final TaskLawFit fit;
  private final double level;
  private final Ladder ladder;
  private final double[] means;

  PassUntilTables(
      Settings settings,
      SamplingDesign design,
      DatasetLevel dataset,
      TaskLawFit fit,
      double level) {
    this.settings = settings;
    this.design = design;
    this.dataset = dataset;
    this.fit = fit;
    this.level = level;
    ladder = dataset.ladder();
    means = dataset.means(DatasetLevel.once(ladder.problems()));
  }

  List<Table> all(OptionalDouble target, double observed, Fitter fitter) {
    List<Table> tables = new ArrayList<>();
    tables.add(sizes(fitter));
    target.ifPresent(size -> tables.add(prediction(size, observed)));
    fit.curvature().ifPresent(curve -> tables.add(curvature(curve)));
    tables.add(Hypotheses.table(ladder.x(), means, settings.temperature()));
    tables.add(law());
    fit.forecasts()
        .filter(each -> settings.level().instances())
        .ifPresent(each -> tables.add(instances(each)));
    tables.add(passRates());
    return tables;
  }

  private Table sizes(Fitter fitter) {
    Findings.Builder rows =
        Table.builder("sizes", "Mean pass rate over problems, and F = ln(-ln PU)")
            .column("model", "model")
            .column("size", settings.scale().title(), settings.scale().unit())
            .column("passRate", "mean PU")
            .column("standardError", "std. error")
            .column("published", "mean r/K (c/n)")
            .column("mixtureMean", "mean by beta-binomial")
            .column("unsolved", "unsolved", "problems")
            .column("censored", "censored", "problems")
            .column("f", "F")
            .column("fStandardError", "std. error of F")
            .column("fitted", "F by the law")
            .column("residual", "residual of F");
    for (int j = 0; j < ladder.rungs(); j++) {
      List<ProblemCounts> own = ladder.counts().get(j);
      double error = dataset.standardError(j);
      boolean usable = TaskLaw.usable(means[j]);
      double f = usable ? TaskLaw.f(means[j]) : Double.NaN;
      double fitted = fit.law().line().at(ladder.x()[j]);
      rows.row(
          ladder.models().get(j),
          ladder.size(j),
          means[j],
          error,
          own.stream().mapToDouble(p -> PassRate.PUBLISHED.of(p, design)).average().orElseThrow(),
          mixtureMean(own, fitter),
          own.stream().filter(p -> p.correct() == 0).count(),
          own.stream().filter(this::isCensored).count(),
          f,
          usable ? DatasetLevel.standardErrorOfF(means[j], error) : Double.NaN,
          fitted,
          f - fitted);
    }
    return rows.build();
  }

  private boolean isCensored(ProblemCounts problem) {
    return design instanceof StopAtSuccesses stop && problem.correct() < stop.successes();
  }

  /**
   * {@code alpha/(alpha+beta)} of a Beta law of p by the kernel likelihood: good for any design.
   */
  private static double mixtureMean(List<ProblemCounts> problems, Fitter fitter) {
    if (problems.stream().allMatch(p -> p.correct() == 0)) {
      return 0;
    }
    return CoverageFit.of(new BetaBinomial(), problems, 0, fitter.root(), fitter.threads())
        .coverage(1);
  }

  private Table prediction(double target, double observed) {
    Findings.Builder rows =
        Table.builder("prediction", "The mean pass rate predicted from the smaller sizes")
            .column("method", "method")
            .column("size", settings.scale().title(), settings.scale().unit())
            .column("observed", "observed")
            .column("predicted", "predicted")
            .column("errorPercent", "error", "%")
            .column("low", "low")
            .column("high", "high");
    fit.predicted()
        .forEach((method, value) -> {
          Quantile.Interval ends = interval(fit.drawsOf(method));
          rows.row(
              method,
              target,
              observed,
              value,
              100 * (value / observed - 1),
              ends.low(),
              ends.high());
        });
    return rows.build();
  }

  private Quantile.Interval interval(double[] draws) {
    return draws.length < 2 ? UNKNOWN : Quantile.centralInterval(draws, level);
  }

  private static Table curvature(Curvature curve) {
    Quantile.Interval ends = curve.interval().orElse(UNKNOWN);
    return Table.builder(
            "curvature", "Quadratic coefficient of F in x, with a 95 % bootstrap over problems")
        .column("quadratic", "coefficient of x^2")
        .column("low", "low")
        .column("high", "high")
        .column("shareAbove", "share of draws above 0")
        .column("lineSquares", "residual SS, line")
        .column("parabolaSquares", "residual SS, parabola")
        .column("pValue", "p of the F-test")
        .column("verdict", "verdict")
        .row(
            curve.parabola().curvature(),
            ends.low(),
            ends.high(),
            curve.shareAbove(),
            curve.line().residualSquares(),
            curve.parabola().residualSquares(),
            curve.pValue().orElse(Double.NaN),
            curve.verdict().words())
        .build();
  }

  /** The law with its band, for drawing: over all sizes and the target. */
  private Table law() {
    Findings.Builder rows =
        Table.builder("lawCurve", "F by the law and by the parabola")
            .detail()
            .column("size", settings.scale().title(), settings.scale().unit())
            .column("f", "F by the law")
            .column("low", "low")
            .column("high", "high")
            .column("parabola", "F by the parabola")
            .column("passRate", "PU by the law");
    double least = Math.min(ladder.size(0), ladder.size(ladder.rungs() - 1));
    double most = Math.max(ladder.size(0), ladder.size(ladder.rungs() - 1));
    for (int i = 0; i < GRID; i++) {
      double size = least * Math.pow(most / least, i / (GRID - 1.0));
      double x = settings.scale().x(size);
      Quantile.Interval ends =
          interval(
              Arrays.stream(fit.draws())
                  .mapToDouble(draw -> draw.intercept() - draw.exponent() * x)
                  .filter(Double::isFinite)
                  .toArray());
      rows.row(
          size,
          fit.law().line().at(x),
          ends.low(),
          ends.high(),
          fit.curvature().map(curve -> curve.parabola().at(x)).orElse(Double.NaN),
          fit.law().at(size));
    }
    return rows.build();
  }

  /** Per problem; exponents by the likelihood of the sizes that predict. */
  private Table instances(Forecasts forecasts) {
    Findings.Builder rows =
        Table.builder("instances", "Problems: exponents and predicted pass rates")
            .detail()
            .column("problem", "problem")
            .column("usableSizes", "sizes with 0 < PU < 1")
            .column("exponent", "alpha by likelihood")
            .column("leastSquares", "predicted, least squares")
            .column("likelihood", "predicted, likelihood")
            .column("shrunk", "predicted, shrunk");
    double[] lines = forecasts.perProblem().getOrDefault(Forecasts.TWO_POINTS, new double[0]);
    double[] likelihood = forecasts.perProblem().getOrDefault(Forecasts.LIKELIHOOD, new double[0]);
    double[] shrunk = forecasts.shrunk(DatasetLevel.once(ladder.problems()));
    for (int i = 0; i < shrunk.length; i++) {
      rows.row(
          ladder.counts().getFirst().get(i).problem(),
          TaskLaw.usablePoints(InstanceLaws.own(forecasts.passRates(), i)).length,
          InstanceLaws.everSolved(forecasts.ladder(), i)
              ? forecasts.maxima()[i].exponent()
              : Double.NaN,
          lines[i],
          likelihood[i],
          shrunk[i]);
    }
    return rows.build();
  }

  /** Every model and problem with its estimates and exact interval. */
  private Table passRates() {
    double ofInterval = Double.isNaN(level) ? Curvature.LEVEL : level;
    Findings.Builder rows =
        Table.builder(
                "passRates",
                "Pass rates of problems with exact intervals at level %s".formatted(ofInterval))
            .detail()
            .column("model", "model")
            .column("problem", "problem")
            .column("n", "n", "samples")
            .column("c", "c", "samples")
            .column("published", "r/K (c/n)")
            .column("unbiased", "unbiased")
            .column("low", "low")
            .column("high", "high");
    for (int j = 0; j < ladder.rungs(); j++) {
      for (ProblemCounts problem : ladder.counts().get(j)) {
        Quantile.Interval ends = PassRate.interval(problem, design, ofInterval);
        rows.row(
            ladder.models().get(j),
            problem.problem(),
            problem.samples(),
            problem.correct(),
            PassRate.PUBLISHED.of(problem, design),
            PassRate.UNBIASED.of(problem, design),
            ends.low(),
            ends.high());
      }
    }
    return rows.build();
  }
}
