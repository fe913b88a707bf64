package isoloss.law.infinite;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a recipe reaches when compute is unlimited and data are not: {@code L_D(N) = A/N^a + E_D} in
 * the size of the model, {@code A/K^a + E} in the number of members of an ensemble, the joint limit
 * (first K, then N, without end), and the law of those limits in data, {@code E(D) = A/D^b + C}.
 *
 * <p>N in parameters, D in distinct training tokens, L in nats per token. Fits and printed
 * coefficients use 1e9 parameters and 1e9 tokens. Four sizes and three parameters leave one degree
 * of freedom, which every table prints.
 *
 * @see <a href="https://arxiv.org/abs/2509.14786">Kim et al. (2025), Pre-training under infinite
 *     compute</a>
 */
public final class InfiniteCompute implements Analysis {
  static final String SERIES = "series";
  static final Option CHOSEN =
      Option.text("series", "the one series to analyse; without it each that has enough sizes");
  static final Option REFERENCE =
      Option.text(
          "reference",
          "the series of the usual recipe, for data efficiency; without it the first whose name"
              + " begins with standard");
  static final Option LOSSES =
      Option.choice(
          "losses",
          "what L is: losses of runs, or limits of many members at each size; auto takes series"
              + " with asymptote in their name for limits",
          "auto",
          "runs",
          "ensemble-limits");

  private static final Variable MEMBERS =
      Variable.positive("K", "members of the ensemble", "members");
  private static final Variable EPOCHS =
      Variable.positive(Recipe.EPOCHS, "passes over the data", "epochs");
  private static final Variable WEIGHT_DECAY =
      Variable.positive(Recipe.WEIGHT_DECAY, "weight decay", "1");
  private static final String ONE_SERIES = "all rows";

  @Override
  public String name() {
    return "infinite-compute";
  }

  @Override
  public String formula() {
    return "L(N) = A/N^a + E at each D, L(K) = A/K^a + E at each N and D, E(D) = A/D^b + C";
  }

  @Override
  public Source source() {
    return new Source(
        "Kim et al. (2025), Pre-training under infinite compute",
        "https://arxiv.org/abs/2509.14786");
  }

  @Override
  public String convention() {
    return "D distinct tokens, however often they are repeated; N in 1e9 parameters and D in 1e9"
        + " tokens inside the formulas; K members of independent seeds, their logits averaged";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(Variable.N, Variable.D, Variable.L);
  }

  @Override
  public List<Variable> optionalInputs() {
    return List.of(MEMBERS, EPOCHS, Variable.LEARNING_RATE, WEIGHT_DECAY);
  }

  @Override
  public List<String> labels() {
    return List.of(SERIES);
  }

  /** Asymptotes that others fitted stand in such tables with an infinite N or K. */
  @Override
  public List<String> inputsWithLimits() {
    return List.of("N", "K");
  }

  @Override
  public List<Variant> variants() {
    List<Option> options = List.of(CHOSEN, REFERENCE, LOSSES);
    return List.of(
        new Variant(
            Procedure.DEFAULT,
            "least squares of the loss with A, a and E not negative, by variable projection: the"
                + " exponent is searched along its whole range, A and E follow exactly",
            options),
        new Variant(
            Procedure.PUBLISHED,
            "the same sum of squares by Levenberg and Marquardt's steps from the authors' start (A,"
                + " a, E) = (1, 0.5, 2), non-negative as squares of what is searched; the authors let"
                + " the laws in K be negative and start them elsewhere",
            options));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Map<String, Recipe> recipes = recipes(data.observations());
    AsymptoteFit method =
        fitter.procedure().equals(Procedure.PUBLISHED)
            ? AsymptoteFit.FROM_ONE_START
            : AsymptoteFit.PROJECTED;
    Optional<Recipe> reference = reference(recipes, fitter.options());
    List<RecipeLaws> laws = new ArrayList<>();
    List<Recipe> thin = new ArrayList<>();
    for (Recipe recipe : chosen(recipes, fitter.options())) {
      RecipeLaws found = RecipeLaws.of(recipe, holdsLimits(recipe, fitter.options()), method);
      if (found.isEmpty()) {
        thin.add(recipe);
      } else {
        laws.add(found);
      }
    }
    if (laws.isEmpty()) {
      throw new InputException(
          "no series has three different N, D or K with the others equal, which a law with three"
              + " parameters needs; there are "
              + recipes.keySet());
    }
    return new InfiniteComputeReport(laws, thin, reference, method, level(fitter))
        .write(Findings.of(this, data, fitter));
  }

  private static Map<String, Recipe> recipes(Observations rows) {
    Map<String, Recipe> recipes = new LinkedHashMap<>();
    Optional<List<String>> series = rows.label(SERIES);
    if (series.isEmpty()) {
      recipes.put(ONE_SERIES, Recipe.of(ONE_SERIES, rows));
    } else {
      List<String> names = series.get();
      for (String name : names) {
        recipes.computeIfAbsent(
            name, each -> Recipe.of(each, rows.where(row -> names.get(row).equals(each))));
      }
    }
    return recipes;
  }

  private static List<Recipe> chosen(Map<String, Recipe> recipes, Map<String, String> options) {
    String wanted = CHOSEN.textIn(options);
    return wanted.isEmpty() ? List.copyOf(recipes.values()) : List.of(named(wanted, recipes));
  }

  private static Optional<Recipe> reference(
      Map<String, Recipe> recipes, Map<String, String> options) {
    String wanted = REFERENCE.textIn(options);
    return wanted.isEmpty()
        ? recipes.values().stream().filter(each -> each.name().startsWith("standard")).findFirst()
        : Optional.of(named(wanted, recipes));
  }

  private static Recipe named(String wanted, Map<String, Recipe> recipes) {
    Recipe found = recipes.get(wanted);
    if (found == null) {
      throw new InputException(
          "no series " + wanted + Names.suggestion(wanted, List.copyOf(recipes.keySet())));
    }
    return found;
  }

  private static boolean holdsLimits(Recipe recipe, Map<String, String> options) {
    return switch (LOSSES.textIn(options)) {
      case "runs" -> false;
      case "ensemble-limits" -> true;
      default -> recipe.name().contains("asymptote");
    };
  }

  private static double level(Fitter fitter) {
    return fitter.uncertainty() instanceof Uncertainty.Bootstrap bootstrap
        ? bootstrap.level()
        : Double.NaN;
  }
}
