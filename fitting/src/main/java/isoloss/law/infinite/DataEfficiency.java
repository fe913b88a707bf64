package isoloss.law.infinite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many times the data a reference recipe would need for the loss of another at equal data.
 *
 * @param tokens D of both
 * @param loss of the recipe, in the limit of large models
 * @param referenceLoss the reference's best single model
 * @param byReference {@code Deff(loss)/Deff(referenceLoss)} with {@code Deff(l) = (A/(l -
 *     C))^(1/b)} of the reference's own law in D; NaN where it has none or the loss is below its
 *     floor
 * @param byRecipe {@code D/Deff(referenceLoss)} by the recipe's law of asymptotes: how many times
 *     fewer tokens the recipe needs for the reference's loss; NaN likewise
 */
record DataEfficiency(
    String recipe,
    double tokens,
    double loss,
    double referenceLoss,
    double byReference,
    double byRecipe) {

  static List<DataEfficiency> of(RecipeLaws laws, Recipe reference, AsymptoteFit method) {
    Optional<PowerAsymptote> standard = dataLaw(reference, method);
    List<DataEfficiency> found = new ArrayList<>();
    for (RecipeLaws.InSize limit : laws.limits()) {
      double against = reference.bestLoss(limit.tokens());
      if (!Double.isNaN(against)) {
        double loss = limit.law().floor();
        found.add(
            new DataEfficiency(
                laws.recipe().name(),
                limit.tokens(),
                loss,
                against,
                standard.map(law -> law.sizeFor(loss) / law.sizeFor(against)).orElse(Double.NaN),
                laws.asymptotes()
                    .map(law -> limit.tokens() / Recipe.BILLION / law.sizeFor(against))
                    .orElse(Double.NaN)));
      }
    }
    return found;
  }

  /** The best losses of the reference against its tokens. */
  static Optional<PowerAsymptote> dataLaw(Recipe reference, AsymptoteFit method) {
    double[] tokens = reference.tokens();
    double[] x = new double[tokens.length];
    double[] loss = new double[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      x[i] = tokens[i] / Recipe.BILLION;
      loss[i] = reference.bestLoss(tokens[i]);
      if (Double.isNaN(loss[i])) {
        return Optional.empty();
      }
    }
    return RecipeLaws.law(x, loss, method);
  }
}
