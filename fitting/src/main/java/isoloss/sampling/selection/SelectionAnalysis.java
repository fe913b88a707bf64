package isoloss.sampling.selection;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Source;
import isoloss.fit.Uncertainty;
import isoloss.sampling.resample.ClusterBootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Selection of one answer from N samples: exact curves of oracle, majority vote and best-of-N, what
 * of the oracle's gain each method gets, and whether problems with diverse answers gain more.
 */
public final class SelectionAnalysis implements Analysis {
  private static final Option LARGEST =
      Option.number("max-n", "the largest number of samples", Double.POSITIVE_INFINITY, 0);
  private static final Option UTILITY =
      Option.choice(
          "utility",
          "of minimum Bayes risk, between texts of answers",
          "off",
          "equality",
          "token-f1");
  private static final Option SUBSETS =
      Option.number(
          "subsets",
          "rules without closed form visit all subsets up to so many, else random ones",
          SubsetMean.Effort.STANDARD.mostSubsets(),
          0);
  private static final Option RANDOM =
      Option.number(
          "random-subsets", "how many random subsets", SubsetMean.Effort.STANDARD.draws(), 1);

  /** Every N up to here, then steps of a tenth. */
  private static final int DENSE = 20;

  @Override
  public String name() {
    return "selection";
  }

  @Override
  public String formula() {
    return "accuracy(N) = mean over problems and over subsets of N samples";
  }

  @Override
  public Source source() {
    return new Source("Gu et al. (2024), CRUXEval", "https://arxiv.org/abs/2401.03065");
  }

  @Override
  public String convention() {
    return "several answers of a problem may be right; ties share their credit";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(
        Variable.positive("count", "samples with this answer", "samples"),
        new Variable("correct", "1 for a right answer", "0 or 1", Variable.Sign.NON_NEGATIVE));
  }

  @Override
  public List<Variable> optionalInputs() {
    return List.of(new Variable("score", "score of a reward model", "score", Variable.Sign.ANY));
  }

  @Override
  public List<String> labels() {
    return List.of("problem", "answer");
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
            "Exact expectations over subsets; problems drawn with replacement.",
            List.of(LARGEST, UTILITY, SUBSETS, RANDOM)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    List<SampledProblem> problems = Histogram.problems(data.observations());
    int least = problems.stream().mapToInt(SampledProblem::samples).min().orElseThrow();
    if (least < 2) {
      throw new InputException("a problem has one sample; selection needs at least 2 per problem");
    }
    int largest = (int) Math.min(least, LARGEST.numberIn(fitter.options()));
    if (largest < 2) {
      throw new InputException("--option max-n=" + largest + " leaves nothing to select from");
    }
    SelectionCurves curves =
        SelectionCurves.of(
            problems,
            sizes(largest),
            data.observations().variable("score").isPresent(),
            Utility.named(UTILITY.textIn(fitter.options())),
            new SubsetMean.Effort(
                (long) SUBSETS.numberIn(fitter.options()),
                (int) Math.ceil(RANDOM.numberIn(fitter.options()))),
            fitter.root(),
            fitter.threads());
    Findings findings =
        new SelectionFindings(problems, curves, bootstrap(data, problems, fitter))
            .on(Findings.of(this, data, fitter));
    long longer = problems.stream().filter(p -> p.samples() > least).count();
    return longer == 0
        ? findings
        : findings.with(
            new Diagnostic.Remark(
                "ragged-samples",
                Diagnostic.Severity.NOTE,
                "%d problems have more than the %d samples that every problem has; N ends there"
                    .formatted(longer, least)));
  }

  static List<Integer> sizes(int largest) {
    List<Integer> sizes = new ArrayList<>();
    for (int n = 1; n < largest; n = n < DENSE ? n + 1 : n + n / 10) {
      sizes.add(n);
    }
    sizes.add(largest);
    return sizes;
  }

  /** Of problems, or of whatever label {@code --by} names, which a problem must not straddle. */
  private static Optional<ClusterBootstrap> bootstrap(
      Imported data, List<SampledProblem> problems, Fitter fitter) {
    if (!(fitter.uncertainty() instanceof Uncertainty.Bootstrap how)) {
      return Optional.empty();
    }
    List<String> names = problems.stream().map(SampledProblem::name).toList();
    List<String> keys = names;
    if (!how.cluster().isEmpty()) {
      List<String> rows = ClusterBootstrap.keys(data.observations(), how.cluster());
      List<String> rowProblems = data.observations().label("problem").orElseThrow();
      Map<String, String> keyOf = new LinkedHashMap<>();
      for (int row = 0; row < rows.size(); row++) {
        keyOf.putIfAbsent(rowProblems.get(row), rows.get(row));
      }
      keys = names.stream().map(name -> keyOf.getOrDefault(name, name)).toList();
    }
    return Optional.of(
        ClusterBootstrap.byKey(
            keys, how.draws(), how.level(), fitter.root().child("selection"), fitter.threads()));
  }
}
