package isoloss.sampling.coverage;

import isoloss.data.Imported;
import isoloss.data.Seed;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All distributions of success probabilities beside each other: which foretells problems that it
 * has not seen, what they foretell together far beyond n, and how such forecasts did on thinned
 * samples of the same data.
 */
public final class CoverageChoiceAnalysis extends CountsAnalysis {
  private static final Option THIN =
      Option.number(
          "thin",
          "back-test: forecast coverage at n from so many samples of each problem; 0 for none",
          0,
          -0.5);
  private static final Option REPEATS =
      Option.number("repeats", "how often the back-test thins each model", 10, 0.5);

  @Override
  public String name() {
    return "coverage-choice";
  }

  @Override
  public String formula() {
    return "pass@k = sum of w_m pass@k of distribution m";
  }

  @Override
  public Source source() {
    return new BetaBinomial().source();
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "five-fold cross-validation over problems; the weights w maximise the held-out"
                + " likelihood (stacking); intervals join the bootstrap draws of all distributions",
            List.of(DESIGN, UP_TO, THIN, REPEATS)));
  }

  /** The distributions with a likelihood of the counts. */
  static List<SuccessDistribution> candidates() {
    return List.of(
        new BetaBinomial(), new ZeroInflated(), ScaledDensity.beta(), ScaledDensity.kumaraswamy());
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Map<String, List<ProblemCounts>> models = models(data);
    Findings findings = Findings.of(this, data, fitter);
    Findings.Builder choice = choiceTable();
    Findings.Builder curves = CoverageTables.curves();
    List<String> sentences = new ArrayList<>();
    for (Map.Entry<String, List<ProblemCounts>> each : models.entrySet()) {
      Forecast forecast =
          Forecast.of(each.getValue(), draws(fitter), fitter.root(), fitter.threads());
      addChoice(choice, each.getKey(), each.getValue().size(), forecast);
      SamplingDesign design = design(fitter, each.getValue());
      List<Integer> ks = ks(each.getValue(), design, fitter);
      addCurves(
          new CoverageTables.Rows(
              curves, each.getKey(), each.getValue(), design, ks, level(fitter)),
          forecast);
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s: %s foretells unseen problems best; the mixture gives pass@%d = %.4f.",
              each.getKey(),
              forecast.fits().get(forecast.choice().best()).distribution().name(),
              ks.getLast(),
              forecast.coverage(ks.getLast())));
    }
    findings =
        findings
            .withHeadline(String.join(" ", sentences.stream().limit(3).toList()))
            .with(choice.build())
            .with(curves.build());
    int kept = (int) THIN.numberIn(fitter.options());
    return kept > 0
        ? findings.with(
            new BackTest(kept, (int) REPEATS.numberIn(fitter.options()), fitter).of(models))
        : findings;
  }

  /** Every distribution fitted, and how they are weighted. */
  record Forecast(List<CoverageFit> fits, HeldOutChoice choice) {
    static Forecast of(List<ProblemCounts> problems, int draws, Seed seed, int threads) {
      List<SuccessDistribution> candidates = candidates();
      return new Forecast(
          candidates.stream()
              .map(each -> CoverageFit.of(each, problems, draws, seed, threads))
              .toList(),
          HeldOutChoice.of(candidates, problems, seed, threads));
    }

    double coverage(double k) {
      double[] weights = choice.weights();
      double sum = 0;
      for (int m = 0; m < fits.size(); m++) {
        sum += weights[m] * fits.get(m).coverage(k);
      }
      return sum;
    }

    Quantile.Interval interval(double k, double level) {
      return interval(fits.stream().map(fit -> fit.coverageDraws(k)).toList(), level);
    }

    /**
     * Of the draws of all distributions, each counting by its weight; NaN where there are none.
     *
     * @param draws of each distribution
     */
    Quantile.Interval interval(List<double[]> draws, double level) {
      double[] weights = choice.weights();
      List<Weighted> ascending =
          IntStream.range(0, draws.size())
              .boxed()
              .flatMap(m ->
                  Arrays.stream(draws.get(m))
                      .mapToObj(value -> new Weighted(value, weights[m] / draws.get(m).length)))
              .sorted(Comparator.comparingDouble(Weighted::value))
              .toList();
      return new Quantile.Interval(
          quantile(ascending, (1 - level) / 2), quantile(ascending, (1 + level) / 2));
    }

    private record Weighted(double value, double weight) {}

    private static double quantile(List<Weighted> ascending, double p) {
      double sum = 0;
      for (Weighted each : ascending) {
        sum += each.weight();
        if (sum >= p) {
          return each.value();
        }
      }
      return ascending.isEmpty() ? Double.NaN : ascending.getLast().value();
    }
  }

  private static Findings.Builder choiceTable() {
    return Findings.Table.builder("choice", "Choice by the likelihood of held-out problems")
        .column("model", "model")
        .column("law", "law")
        .column("heldOutLogLikelihood", "held-out ln likelihood per problem")
        .column("standardErrorOfDifference", "std. error of difference to the best")
        .column("weight", "weight in the mixture")
        .column("negativeLogLikelihood", "-ln likelihood, all problems")
        .column("bic", "BIC")
        .column("chosen", "best");
  }

  private static void addChoice(
      Findings.Builder table, String model, int problems, Forecast forecast) {
    for (int m = 0; m < forecast.fits().size(); m++) {
      CoverageFit fit = forecast.fits().get(m);
      table.row(
          model,
          fit.distribution().name(),
          forecast.choice().mean(m),
          m == forecast.choice().best()
              ? Double.NaN
              : forecast.choice().standardErrorOfDifference(m),
          forecast.choice().weights()[m],
          fit.negativeLogLikelihood(),
          fit.distribution().parameters().size() * Math.log(problems)
              + 2 * fit.negativeLogLikelihood(),
          m == forecast.choice().best());
    }
  }

  /** Every distribution, then their mixture. */
  private static void addCurves(CoverageTables.Rows rows, Forecast forecast) {
    List<List<double[]>> draws = forecast.fits().stream().map(rows::draws).toList();
    for (int m = 0; m < draws.size(); m++) {
      rows.add(forecast.fits().get(m), draws.get(m));
    }
    rows.add(
        "mixture",
        forecast::coverage,
        IntStream.range(0, rows.ks().size())
            .mapToObj(j ->
                forecast.interval(draws.stream().map(law -> law.get(j)).toList(), rows.level()))
            .toList());
  }
}
