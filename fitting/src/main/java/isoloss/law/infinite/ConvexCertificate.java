package isoloss.law.infinite;

import isoloss.law.infinite.Recipe.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether the best run of a grid over epochs, learning rate and weight decay is a certified local
 * minimum: both neighbours in each of them (twice and half, the others equal) were run and none is
 * better. Where the loss is convex in the logarithms, that is the optimum of the grid.
 *
 * @param best the run of least loss
 * @param neighbours how many neighbours there can be: two for each hyper-parameter
 * @param missing neighbours that were not run, in words
 */
record ConvexCertificate(Run best, int neighbours, List<String> missing) {

  /** Settings within this part of each other are the same grid point. */
  private static final double SAME_SETTING = 0.01;

  ConvexCertificate {
    missing = List.copyOf(missing);
  }

  /** One for each (N, D, K) of the recipe; none where the table has no hyper-parameters. */
  static List<ConvexCertificate> of(Recipe recipe) {
    if (recipe.hyperparameters().isEmpty()) {
      return List.of();
    }
    Map<Recipe.Cell, List<Run>> cells = Recipe.byCell(recipe.all());
    return cells.values().stream().map(runs -> of(recipe.hyperparameters(), runs)).toList();
  }

  private static ConvexCertificate of(List<String> hyperparameters, List<Run> runs) {
    Run best = Recipe.best(runs);
    List<String> missing = new ArrayList<>();
    for (int h = 0; h < hyperparameters.size(); h++) {
      for (double factor : new double[] {0.5, 2}) {
        double wanted = best.setting().get(h) * factor;
        int at = h;
        if (runs.stream().noneMatch(run -> isNeighbour(best, run, at, wanted))) {
          missing.add(String.format(Locale.ROOT, "%s = %.4g", hyperparameters.get(h), wanted));
        }
      }
    }
    return new ConvexCertificate(best, 2 * hyperparameters.size(), missing);
  }

  /** The best run's hyper-parameters in words. */
  String setting(List<String> hyperparameters) {
    return IntStream.range(0, hyperparameters.size())
        .mapToObj(h ->
            String.format(Locale.ROOT, "%s = %.4g", hyperparameters.get(h), best.setting().get(h)))
        .collect(Collectors.joining(", "));
  }

  private static boolean isNeighbour(Run best, Run run, int moved, double wanted) {
    for (int h = 0; h < run.setting().size(); h++) {
      double expected = h == moved ? wanted : best.setting().get(h);
      if (!(Math.abs(run.setting().get(h) - expected) <= SAME_SETTING * expected)) {
        return false;
      }
    }
    return true;
  }

  /** The best run is the least of all, so that no neighbour can be better. */
  boolean holds() {
    return missing.isEmpty();
  }
}
