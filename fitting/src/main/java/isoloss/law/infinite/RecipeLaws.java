package isoloss.law.infinite;

import isoloss.law.infinite.Recipe.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The laws of one recipe, tier by tier: in K at each (N, D), in N at each D, in D of what the
 * second tier gave, and in D at each N.
 *
 * @param members {@code A/K^a + E} per (N, D)
 * @param sizes {@code A/N^a + E} per D, N in 1e9
 * @param asymptotes the law of the floors of {@code sizes} (the joint ones where there are any),
 *     {@code A/D^b + C}, D in 1e9
 * @param perSize {@code A/D^b + C} per N
 */
record RecipeLaws(
    Recipe recipe,
    List<InMembers> members,
    List<InSize> sizes,
    Optional<PowerAsymptote> asymptotes,
    List<PerSize> perSize) {

  /** The limit of many members at one size. */
  record InMembers(double parameters, double tokens, PowerAsymptote law) {}

  /**
   * The limit of large models.
   *
   * @param joint whether the losses are themselves limits of many members
   */
  record InSize(double tokens, boolean joint, PowerAsymptote law) {}

  /** A law in data of one size. */
  record PerSize(double parameters, PowerAsymptote law) {}

  /**
   * @param limits whether the losses of the table are limits of many members already
   */
  static RecipeLaws of(Recipe recipe, boolean limits, AsymptoteFit method) {
    List<InMembers> members = inMembers(recipe, method);
    List<InSize> sizes = new ArrayList<>();
    for (double tokens : recipe.tokens()) {
      List<Run> single = recipe.at(tokens).stream().filter(run -> run.members() == 1).toList();
      law(billions(single), losses(single), method)
          .ifPresent(law -> sizes.add(new InSize(tokens, limits, law)));
      List<InMembers> here = members.stream().filter(each -> each.tokens() == tokens).toList();
      double[] x = here.stream().mapToDouble(each -> each.parameters() / Recipe.BILLION).toArray();
      double[] y = here.stream().mapToDouble(each -> each.law().floor()).toArray();
      law(x, y, method).ifPresent(law -> sizes.add(new InSize(tokens, true, law)));
    }
    return new RecipeLaws(recipe, members, sizes, ofFloors(sizes, method), perSize(recipe, method));
  }

  private static List<InMembers> inMembers(Recipe recipe, AsymptoteFit method) {
    List<InMembers> found = new ArrayList<>();
    for (double tokens : recipe.tokens()) {
      for (double parameters : Recipe.distinct(recipe.at(tokens), Run::parameters)) {
        List<Run> runs =
            recipe.at(tokens).stream().filter(run -> run.parameters() == parameters).toList();
        law(runs.stream().mapToDouble(Run::members).toArray(), losses(runs), method)
            .ifPresent(law -> found.add(new InMembers(parameters, tokens, law)));
      }
    }
    return found;
  }

  private static Optional<PowerAsymptote> ofFloors(List<InSize> sizes, AsymptoteFit method) {
    List<InSize> used = limits(sizes);
    return law(
        used.stream().mapToDouble(each -> each.tokens() / Recipe.BILLION).toArray(),
        used.stream().mapToDouble(each -> each.law().floor()).toArray(),
        method);
  }

  private static List<PerSize> perSize(Recipe recipe, AsymptoteFit method) {
    List<PerSize> found = new ArrayList<>();
    for (double parameters : Recipe.distinct(recipe.runs(), Run::parameters)) {
      List<Run> runs =
          recipe.runs().stream()
              .filter(run -> run.parameters() == parameters && run.members() == 1)
              .toList();
      law(
              runs.stream().mapToDouble(run -> run.tokens() / Recipe.BILLION).toArray(),
              losses(runs),
              method)
          .ifPresent(law -> found.add(new PerSize(parameters, law)));
    }
    return found;
  }

  private static double[] billions(List<Run> runs) {
    return runs.stream().mapToDouble(run -> run.parameters() / Recipe.BILLION).toArray();
  }

  private static double[] losses(List<Run> runs) {
    return runs.stream().mapToDouble(Run::loss).toArray();
  }

  /** A law where there are at least as many different sizes as parameters. */
  static Optional<PowerAsymptote> law(double[] x, double[] loss, AsymptoteFit method) {
    return Arrays.stream(x).distinct().count() < PowerAsymptote.PARAMETERS
        ? Optional.empty()
        : Optional.of(method.of(x, loss));
  }

  /** The limits in size, the joint ones where there are any. */
  List<InSize> limits() {
    return limits(sizes);
  }

  private static List<InSize> limits(List<InSize> sizes) {
    boolean joint = sizes.stream().anyMatch(InSize::joint);
    return sizes.stream().filter(each -> each.joint() == joint).toList();
  }

  /** Whether anything could be fitted. */
  boolean isEmpty() {
    return members.isEmpty() && sizes.isEmpty() && perSize.isEmpty();
  }
}
