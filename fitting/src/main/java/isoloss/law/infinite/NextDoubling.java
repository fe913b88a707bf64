package isoloss.law.infinite;

import isoloss.law.infinite.Recipe.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which to double next at a measured (N, K): the size, read off the law in N at this K, or the
 * number of members, read off the law in K at this N. Both end at the same total of 2 N K
 * parameters.
 *
 * @param extrapolates whether 2N or 2K lies beyond the runs
 */
record NextDoubling(
    double tokens,
    double parameters,
    double members,
    double largerModels,
    double moreMembers,
    boolean extrapolates) {

  static List<NextDoubling> of(RecipeLaws laws, AsymptoteFit method) {
    List<NextDoubling> found = new ArrayList<>();
    for (double tokens : laws.recipe().tokens()) {
      List<Run> here = laws.recipe().at(tokens);
      double largest = here.stream().mapToDouble(Run::parameters).max().orElseThrow();
      for (double members : Recipe.distinct(here, Run::members)) {
        List<Run> equal = here.stream().filter(run -> run.members() == members).toList();
        Optional<PowerAsymptote> inSize =
            RecipeLaws.law(
                equal.stream().mapToDouble(run -> run.parameters() / Recipe.BILLION).toArray(),
                equal.stream().mapToDouble(Run::loss).toArray(),
                method);
        inSize.ifPresent(law ->
            equal.forEach(run ->
                inMembers(laws, run).ifPresent(other -> found.add(of(run, law, other, largest)))));
      }
    }
    return found;
  }

  private static Optional<PowerAsymptote> inMembers(RecipeLaws laws, Run run) {
    return laws.members().stream()
        .filter(each -> each.tokens() == run.tokens() && each.parameters() == run.parameters())
        .map(RecipeLaws.InMembers::law)
        .findFirst();
  }

  private static NextDoubling of(
      Run run, PowerAsymptote inSize, PowerAsymptote inMembers, double largest) {
    return new NextDoubling(
        run.tokens(),
        run.parameters(),
        run.members(),
        inSize.at(2 * run.parameters() / Recipe.BILLION),
        inMembers.at(2 * run.members()),
        2 * run.parameters() > largest
            || 2 * run.members() > inMembers.x().stream().max().orElseThrow());
  }

  String advice() {
    return largerModels < moreMembers ? "larger models" : "more members";
  }
}
