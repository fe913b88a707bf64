package isoloss.sampling.coverage;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Uncertainty;
import isoloss.sampling.CountTable;
import isoloss.sampling.CoverageCurve;
import isoloss.sampling.DesignCheck;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What analyses of counts of samples and successes share. */
abstract class CountsAnalysis implements Analysis {
  static final Option DESIGN =
      Option.text(
          "design",
          "how sampling ended: fixed, stop:SUCCESSES:CAP, batch:SIZE:CAP or adaptive; for the"
              + " observed coverage beside the law (the likelihood is the same for all)",
          "recognised");

  static final Option UP_TO = Option.number("up-to", "largest k of the forecast", 1_000_000, 0.5);

  private static final int GRID = 13;

  @Override
  public List<Variable> inputs() {
    return List.of(CountTable.SAMPLES, CountTable.CORRECT);
  }

  @Override
  public List<String> labels() {
    return CountTable.LABELS;
  }

  @Override
  public boolean repeatsCount() {
    return true;
  }

  @Override
  public String convention() {
    return "n samples and c correct ones per model and problem; problems are the units of resampling";
  }

  static Map<String, List<ProblemCounts>> models(Imported data) {
    Map<String, List<ProblemCounts>> models = CountTable.of(data.observations()).models();
    models.forEach((model, problems) -> {
      if (problems.size() < 3) {
        throw new InputException(
            "%s: %d problems are too few for a law of coverage; at least 3 are needed"
                .formatted(model, problems.size()));
      }
      if (problems.stream().allMatch(problem -> problem.correct() == 0)) {
        throw new InputException(
            model
                + ": no sample of any problem is correct; coverage has no law to be fitted to, only"
                + " an upper bound (see passk)");
      }
    });
    return models;
  }

  static int draws(Fitter fitter) {
    return fitter.uncertainty() instanceof Uncertainty.Bootstrap bootstrap ? bootstrap.draws() : 0;
  }

  static double level(Fitter fitter) {
    return fitter.uncertainty() instanceof Uncertainty.Bootstrap bootstrap
        ? bootstrap.level()
        : Double.NaN;
  }

  /** The design that was named, else the one that the counts look like. */
  static SamplingDesign design(Fitter fitter, List<ProblemCounts> problems) {
    String text = DESIGN.textIn(fitter.options());
    if (!text.equals("recognised")) {
      return SamplingDesign.parse(text);
    }
    Optional<DesignCheck.Suspicion> suspicion = DesignCheck.of(problems);
    return suspicion
        .map(each -> SamplingDesign.parse(each.spelled()))
        .orElseGet(SamplingDesign.FixedN::new);
  }

  /** Coverage at k where the design admits an estimate; NaN where it does not. */
  static double observed(List<ProblemCounts> problems, SamplingDesign design, int k) {
    if (k > design.greatestK(problems)) {
      return Double.NaN;
    }
    return problems.stream()
        .mapToDouble(problem -> 1 - design.failure(problem, k))
        .average()
        .orElse(Double.NaN);
  }

  /** Whole k in equal ratios up to the data's end and beyond it to the end of the forecast. */
  static List<Integer> ks(List<ProblemCounts> problems, SamplingDesign design, Fitter fitter) {
    int end = Math.max(1, design.greatestK(problems));
    int most = (int) Math.min(Integer.MAX_VALUE, UP_TO.numberIn(fitter.options()));
    TreeSet<Integer> ks = new TreeSet<>(CoverageCurve.logSpaced(Math.min(end, most), GRID));
    for (double k = 10; k <= most; k *= 10) {
      ks.add((int) k);
    }
    ks.add(most);
    return new ArrayList<>(ks);
  }
}
