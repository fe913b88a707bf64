package isoloss.sampling.passuntil;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.sampling.CountTable;
import isoloss.sampling.SamplingDesign;
import java.util.List;
import java.util.OptionalDouble;

/** The law of a task's success over model size, fitted to samples of a series of models. */
public final class PassUntilAnalysis implements Analysis {

  @Override
  public String name() {
    return "pass-until";
  }

  @Override
  public String formula() {
    return "PU(N) = exp(-c N^-alpha)";
  }

  @Override
  public Source source() {
    return new Source(
        "Hu et al. (2023), predicting emergent abilities with infinite resolution evaluation",
        "https://arxiv.org/abs/2310.03262");
  }

  @Override
  public String convention() {
    return "n samples and c correct ones per model and problem; sizes from N, from --option sizes, or"
        + " nominal from the models' names; problems are the units of resampling";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(CountTable.SAMPLES, CountTable.CORRECT);
  }

  @Override
  public List<Variable> optionalInputs() {
    return List.of(Variable.N, Variable.C, Variable.L, LadderReader.GOLD_LOSS);
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
  public List<Variant> variants() {
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "unbiased pass rates for the design that ended the sampling, (r-1)/(K-1) where it"
                + " stopped at the r-th success; no censored problem is dropped",
            Settings.ALL),
        new Variant(
            Procedure.PUBLISHED,
            "pass rates r/K as in the paper, which are biased upwards; unlike there, problems"
                + " without a success are kept, since dropping them selects",
            Settings.ALL));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Settings settings = Settings.of(fitter);
    LadderReader reader = new LadderReader(settings.scale(), settings.sizes());
    Ladder ladder = reader.read(data.observations());
    SamplingDesign design = settings.design(ladder);
    DatasetLevel dataset = level(ladder, design, settings);
    requireTwoUsable(dataset, design);
    OptionalDouble target = settings.target(ladder);
    Findings findings = Findings.of(this, data, fitter);
    for (Diagnostic remark : reader.remarks()) {
      findings = findings.with(remark);
    }
    TaskLawFit fit =
        TaskLawFit.of(
            dataset,
            target.stream().mapToObj(size -> forecasts(ladder, size, design, settings)).findFirst(),
            fitter);
    return new PassUntilReport(settings, design, dataset, fit, target, fitter).add(findings);
  }

  private static DatasetLevel level(Ladder ladder, SamplingDesign design, Settings settings) {
    return new DatasetLevel(
        ladder, ladder.passRates(settings.estimator(), design), settings.byVariance());
  }

  private static Forecasts forecasts(
      Ladder ladder, double target, SamplingDesign design, Settings settings) {
    Ladder smaller = ladder.below(target);
    if (smaller.rungs() < 2) {
      throw new InputException(
          "predict=%s: %d of the sizes are smaller; a law needs at least two to learn from"
              .formatted(target, smaller.rungs()));
    }
    return new Forecasts(level(smaller, design, settings), target, settings);
  }

  private static void requireTwoUsable(DatasetLevel dataset, SamplingDesign design) {
    int usable =
        TaskLaw.usablePoints(dataset.means(DatasetLevel.once(dataset.ladder().problems()))).length;
    if (usable < 2) {
      boolean first = design instanceof SamplingDesign.StopAtSuccesses(int r, int cap) && r == 1;
      throw new InputException(
          "%d of %d sizes have a mean pass rate between 0 and 1; the law needs two, so %s"
              .formatted(
                  usable,
                  dataset.ladder().rungs(),
                  first
                      ? "sample until r >= 3 successes, or take the biased r/K by --procedure published"
                      : "draw more samples, or take problems that small models sometimes solve"));
    }
  }
}
