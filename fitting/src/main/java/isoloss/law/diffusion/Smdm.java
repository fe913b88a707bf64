package isoloss.law.diffusion;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Procedure;
import isoloss.fit.Source;
import isoloss.fit.Uncertainty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Families of models side by side at equal training compute: for each the laws of its
 * compute-optimal loss, size and tokens, {@code lg L = a + b lg C}, {@code N = c C^p}, {@code D = q
 * C^s}, and how much more compute one family needs than another for the same loss.
 *
 * <p>Made for masked diffusion against autoregressive models. C in FLOP, N in parameters, D in
 * tokens, L in nats per token; the loss of a masked diffusion model is an upper bound of its
 * negative log-likelihood. The laws have no floor and hold near the budgets they were fitted to.
 *
 * @see <a href="https://arxiv.org/abs/2410.18514">Nie et al. (2024), Scaling up Masked Diffusion
 *     Models on Text</a>
 */
public final class Smdm implements Analysis {
  static final Option BUDGETS =
      Option.text(
          "budgets",
          "computes in FLOP at which families are compared, separated by commas;"
              + " without it the largest that all families have, and ten times that");
  static final Option REFERENCE =
      Option.text(
          "reference", "the model that others are compared with; without it the one of least loss");
  static final Option LOSS_ERROR =
      Option.number(
          "loss-error", "bound of the relative error of each loss, a share; 0 for none", 1e-3, -1);
  static final Option SIZE_ERROR =
      Option.number(
          "size-error", "bound of the relative error of each N, a share; 0 for none", 1e-2, -1);
  static final Option DIGITISATION_DRAWS =
      Option.number("digitisation-draws", "draws of those errors, a whole number", 10_000, 0.5);

  private static final double USUAL_LEVEL = 0.9;

  @Override
  public String name() {
    return "smdm";
  }

  @Override
  public String formula() {
    return "lg L = a + b lg C, N = c C^p, D = q C^s; gap(C) = (L_ref(C)/10^a)^(1/b)/C";
  }

  @Override
  public Source source() {
    return new Source(
        "Nie et al. (2024), Scaling up Masked Diffusion Models on Text",
        "https://arxiv.org/abs/2410.18514");
  }

  @Override
  public String convention() {
    return "N non-embedding parameters, C = 6 N D; one row a budget is taken as its optimum, several"
        + " as runs from which the optimum is found; the loss of masked diffusion is an upper bound";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(Variable.C, Variable.N, Variable.L);
  }

  @Override
  public List<Variable> optionalInputs() {
    return List.of(Variable.D);
  }

  @Override
  public List<String> labels() {
    return List.of("model");
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "IsoFLOP optima (parabola in ln N per budget, where the table has several runs a budget)"
                + " and least squares of lg L, lg N and lg D on lg C, with an interval of the gap and"
                + " the range that errors of reading alone give",
            List.of(BUDGETS, REFERENCE, LOSS_ERROR, SIZE_ERROR, DIGITISATION_DRAWS)),
        new Variant(
            Procedure.PUBLISHED,
            "the same optima and lines as the source draws them, without intervals or errors of"
                + " reading; the authors' code for these fits is not public",
            List.of(BUDGETS, REFERENCE)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Map<String, List<Optima.Optimum>> optima = optima(data.observations());
    List<Family> families =
        optima.entrySet().stream().map(each -> Family.of(each.getKey(), each.getValue())).toList();
    Family reference = reference(families, fitter.options());
    double[] budgets = budgets(families, fitter.options());
    List<ComputeGap> gaps = new ArrayList<>();
    for (double budget : budgets) {
      families.stream()
          .filter(family -> family != reference)
          .forEach(family -> gaps.add(new ComputeGap(reference, family, budget)));
    }
    return new SmdmReport(optima, families, reference, gaps, level(fitter))
        .write(Findings.of(this, data, fitter), digitisation(fitter));
  }

  /** By model, in the order of their names. */
  private static Map<String, List<Optima.Optimum>> optima(Observations rows) {
    List<String> models =
        rows.label("model")
            .orElseThrow(() ->
                new InputException(
                    "smdm compares models and there is no column model; map one with --columns"
                        + " model=EXPRESSION"));
    Map<String, List<Optima.Optimum>> optima = new TreeMap<>();
    for (String model : models) {
      optima.computeIfAbsent(
          model, name -> Optima.of(rows.where(row -> models.get(row).equals(name))));
    }
    if (optima.size() < 2) {
      throw new InputException(
          "smdm compares at least two models; the column model has only " + optima.keySet());
    }
    return optima;
  }

  private static Family reference(List<Family> families, Map<String, String> options) {
    String wanted = REFERENCE.textIn(options);
    if (wanted.isEmpty()) {
      double shared = sharedBudget(families);
      return families.stream()
          .min(Comparator.comparingDouble(family -> family.lossAt(shared)))
          .orElseThrow();
    }
    List<String> names = families.stream().map(Family::name).toList();
    return families.stream()
        .filter(family -> family.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> new InputException("no model " + wanted + Names.suggestion(wanted, names)));
  }

  /** The largest budget that every family reaches. */
  private static double sharedBudget(List<Family> families) {
    return families.stream().mapToDouble(Family::greatestFlops).min().orElseThrow();
  }

  private static double[] budgets(List<Family> families, Map<String, String> options) {
    String text = BUDGETS.textIn(options);
    if (text.isBlank()) {
      double shared = sharedBudget(families);
      return new double[] {shared, 10 * shared};
    }
    try {
      return Arrays.stream(text.strip().split("[\\s;,]+")).mapToDouble(Smdm::positive).toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "option budgets=" + text + ": expected computes in FLOP, for example 1e20,1e21", e);
    }
  }

  private static double positive(String text) {
    double value = Double.parseDouble(text);
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  /** NaN where no interval was asked for. */
  private static double level(Fitter fitter) {
    boolean plain = fitter.procedure().equals(Procedure.PUBLISHED);
    return !plain && fitter.uncertainty() instanceof Uncertainty.Bootstrap bootstrap
        ? bootstrap.level()
        : Double.NaN;
  }

  /** The range of reading errors is drawn, not inferred, so it is there without intervals too. */
  private static double readingLevel(Fitter fitter) {
    double level = level(fitter);
    return Double.isNaN(level) ? USUAL_LEVEL : level;
  }

  private static Optional<Digitisation> digitisation(Fitter fitter) {
    if (fitter.procedure().equals(Procedure.PUBLISHED)) {
      return Optional.empty();
    }
    Map<String, String> options = fitter.options();
    double draws = DIGITISATION_DRAWS.numberIn(options);
    double lossError = LOSS_ERROR.numberIn(options);
    double sizeError = SIZE_ERROR.numberIn(options);
    if (draws != Math.rint(draws) || draws > 10_000_000) {
      throw new IllegalArgumentException(
          "option digitisation-draws=" + draws + ": expected a whole number up to 1e7");
    }
    if (!(lossError >= 0 && lossError < 1 && sizeError >= 0 && sizeError < 1)) {
      throw new IllegalArgumentException(
          "options loss-error=%s, size-error=%s: errors are shares from 0 to below 1, for example 0.001"
              .formatted(lossError, sizeError));
    }
    return lossError == 0 && sizeError == 0
        ? Optional.empty()
        : Optional.of(
            new Digitisation(
                lossError, sizeError, (int) draws, readingLevel(fitter), fitter.root()));
  }
}
