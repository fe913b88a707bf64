package isoloss.law.infinite;

import java.util.ArrayList;
import java.util.List;

/**
 * A total of N K parameters, the largest measured at these tokens, spent on members of each size:
 * the loss that the law in K of that size predicts.
 *
 * @param members K = total/N, not necessarily whole
 * @param best whether no other size is predicted a lower loss
 */
record FixedTotal(
    double tokens, double total, double parameters, double members, double loss, boolean best) {

  static List<FixedTotal> of(RecipeLaws laws) {
    List<FixedTotal> found = new ArrayList<>();
    for (double tokens : laws.recipe().tokens()) {
      double total =
          laws.recipe().at(tokens).stream()
              .mapToDouble(run -> run.parameters() * run.members())
              .max()
              .orElseThrow();
      List<RecipeLaws.InMembers> sizes =
          laws.members().stream()
              .filter(each -> each.tokens() == tokens && each.parameters() <= total)
              .toList();
      double least = sizes.stream().mapToDouble(each -> loss(each, total)).min().orElse(Double.NaN);
      for (RecipeLaws.InMembers size : sizes) {
        double loss = loss(size, total);
        found.add(
            new FixedTotal(
                tokens, total, size.parameters(), total / size.parameters(), loss, loss == least));
      }
    }
    return found;
  }

  private static double loss(RecipeLaws.InMembers size, double total) {
    return size.law().at(total / size.parameters());
  }
}
