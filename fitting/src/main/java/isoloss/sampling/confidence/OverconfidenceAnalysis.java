package isoloss.sampling.confidence;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Source;
import java.util.List;

/**
 * How sure a model is of its likeliest answer, how often it is right, and what that does to pass@N:
 * checkpoints that train on for pass@1 may lose at larger N.
 */
public final class OverconfidenceAnalysis implements Analysis {
  private static final Option BINS =
      Option.number("bins", "bins of confidence, of equal width", 10, 0);

  @Override
  public String name() {
    return "overconfidence";
  }

  @Override
  public String formula() {
    return "ECE = sum_bins share |accuracy - mean confidence|; "
        + "pass@N = 1 - C(n-c, N)/C(n, N); bound = max_p sum_i q_i (1 - (1 - p_i)^N)";
  }

  @Override
  public Source source() {
    return new Source(
        "Chen et al. (2025), Rethinking fine-tuning when scaling test-time compute",
        "https://arxiv.org/abs/2502.07154");
  }

  @Override
  public String convention() {
    return "confidence is the probability of the likeliest answer, correct says whether that answer"
        + " is right; n and c are samples drawn and right ones";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(
        new Variable("confidence", "confidence", "probability", Variable.Sign.NON_NEGATIVE),
        new Variable(
            "correct", "1 for a right likeliest answer", "0 or 1", Variable.Sign.NON_NEGATIVE));
  }

  @Override
  public List<Variable> optionalInputs() {
    return List.of(
        Variable.positive("n", "samples drawn", "samples"),
        new Variable("c", "right samples", "samples", Variable.Sign.NON_NEGATIVE));
  }

  @Override
  public List<String> labels() {
    return List.of("checkpoint", "problem");
  }

  @Override
  public boolean repeatsCount() {
    return true;
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            "default",
            "Bins of equal width; problems drawn with replacement, the same for all checkpoints.",
            List.of(BINS)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Observations table = data.observations();
    requireProbabilities(table);
    int bins = (int) Math.ceil(BINS.numberIn(fitter.options()));
    return new OverconfidenceFindings(Checkpoint.all(table), table, fitter, bins)
        .on(Findings.of(this, data, fitter));
  }

  private static void requireProbabilities(Observations table) {
    for (int row = 0; row < table.size(); row++) {
      double confidence = table.value(row, "confidence");
      double correct = table.value(row, "correct");
      if (confidence > 1 || correct != 0 && correct != 1) {
        throw new InputException(
            "%s: confidence %s and correct %s; confidence is a probability, correct 0 or 1"
                .formatted(table.place(row), confidence, correct));
      }
    }
  }
}
