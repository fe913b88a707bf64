package isoloss.sampling.coverage;

import isoloss.data.Seed;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.optim.IndexedWork;
import isoloss.sampling.CoverageCurve;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How forecasts would have done: some of the samples of each problem are kept at random, every law
 * is fitted to them, and its coverage at the full n compared with what was observed there.
 *
 * @param kept samples of each problem
 * @param repeats thinnings of each model
 */
record BackTest(int kept, int repeats, Fitter fitter) {
  private static final int GRID = 40;
  private static final double USUAL_LEVEL = 0.9;

  /** One forecast: relative error, whether its interval held, and its relative half-width. */
  private record Scored(double error, double held, double halfWidth) {
    static final Scored NONE = new Scored(Double.NaN, Double.NaN, Double.NaN);

    static Scored point(double forecast, double observed) {
      return new Scored(forecast / observed - 1, Double.NaN, Double.NaN);
    }

    static Scored of(double forecast, Quantile.Interval ends, double observed) {
      return Double.isNaN(ends.low())
          ? point(forecast, observed)
          : new Scored(
              forecast / observed - 1,
              ends.low() <= observed && observed <= ends.high() ? 1 : 0,
              ends.width() / 2 / observed);
    }
  }

  Findings.Table of(Map<String, List<ProblemCounts>> models) {
    List<List<ProblemCounts>> all = new ArrayList<>(models.values());
    List<SuccessDistribution> candidates = CoverageChoiceAnalysis.candidates();
    Scored[][] scored = new Scored[all.size() * repeats][];
    IndexedWork.run(
        scored.length,
        fitter.threads(),
        () -> all,
        (list, run) -> {
          List<ProblemCounts> problems = list.get(run / repeats);
          Seed seed = fitter.root().child("thin").child(run);
          scored[run] = scores(problems, Thinning.thin(problems, kept, seed), candidates, seed);
        });
    return table(methods(candidates), scored);
  }

  private static List<String> methods(List<SuccessDistribution> candidates) {
    List<String> methods = new ArrayList<>(List.of("blend (the default forecast)"));
    candidates.forEach(each -> methods.add(each.name()));
    methods.addAll(List.of("coverage (log-log)", "coverage (least squares)"));
    return methods;
  }

  private double level() {
    double level = CountsAnalysis.level(fitter);
    return Double.isNaN(level) ? USUAL_LEVEL : level;
  }

  private Scored[] scores(
      List<ProblemCounts> full,
      List<ProblemCounts> thinned,
      List<SuccessDistribution> candidates,
      Seed seed) {
    int target = full.stream().mapToInt(ProblemCounts::samples).min().orElseThrow();
    double observed = Thinning.coverage(full, target);
    List<Scored> out = new ArrayList<>();
    boolean solved = thinned.stream().anyMatch(problem -> problem.correct() > 0);
    BlendedForecast blend =
        BlendedForecast.of(
            thinned, new SamplingDesign.FixedN(), CountsAnalysis.draws(fitter), seed, 1);
    out.add(Scored.of(blend.coverage(target), blend.fixedInterval(target, level()), observed));
    for (SuccessDistribution candidate : candidates) {
      out.add(
          solved
              ? Scored.point(
                  CoverageFit.of(candidate, thinned, 0, seed, 1).coverage(target), observed)
              : Scored.NONE);
    }
    List<Integer> grid = CoverageCurve.logSpaced(kept, GRID);
    double[] k = grid.stream().mapToDouble(Integer::doubleValue).toArray();
    double[] curve = grid.stream().mapToDouble(at -> Thinning.coverage(thinned, at)).toArray();
    out.add(Scored.point(ExponentiatedPowerLaw.ofLogLog(k, curve).coverage(target), observed));
    out.add(
        Scored.point(ExponentiatedPowerLaw.ofLeastSquares(k, curve).coverage(target), observed));
    return out.toArray(Scored[]::new);
  }

  private Findings.Table table(List<String> methods, Scored[][] scored) {
    Findings.Builder table =
        Findings.Table.builder(
                "backTest",
                "Back-test: coverage at n forecast from %d samples of each problem, %d thinnings"
                    .formatted(kept, scored.length))
            .column("law", "law")
            .column("medianError", "median |relative error|")
            .column("meanError", "mean relative error")
            .column("rootMeanSquareError", "root mean square")
            .column("intervalsHeld", "intervals that held")
            .column("medianHalfWidth", "median half-width, relative");
    for (int m = 0; m < methods.size(); m++) {
      int method = m;
      double[] errors = finite(scored, run -> run[method].error());
      double[] held = finite(scored, run -> run[method].held());
      double[] widths = finite(scored, run -> run[method].halfWidth());
      table.row(
          methods.get(m),
          errors.length == 0
              ? Double.NaN
              : Quantile.median(Arrays.stream(errors).map(Math::abs).toArray()),
          Arrays.stream(errors).average().orElse(Double.NaN),
          Math.sqrt(Arrays.stream(errors).map(e -> e * e).average().orElse(Double.NaN)),
          Arrays.stream(held).average().orElse(Double.NaN),
          widths.length == 0 ? Double.NaN : Quantile.median(widths));
    }
    return table.build();
  }

  private static double[] finite(Scored[][] scored, ToDoubleFunction<Scored[]> of) {
    return Arrays.stream(scored).mapToDouble(of).filter(Double::isFinite).toArray();
  }
}
