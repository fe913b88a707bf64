package isoloss.law.infinite;

import isoloss.fit.Findings;
import java.util.List;
import java.util.Optional;

/** What follows from the laws: data efficiency, what to grow next, and certificates of tuning. */
record RecipeComparisons(List<RecipeLaws> laws, Optional<Recipe> reference, AsymptoteFit method) {

  Findings addTo(Findings found) {
    Findings out = found;
    for (Optional<Findings.Table> table :
        List.of(efficiency(), doublings(), fixedTotals(), certificates())) {
      if (table.isPresent() && table.get().size() > 0) {
        out = out.with(table.get());
      }
    }
    return out;
  }

  private Optional<Findings.Table> efficiency() {
    return reference.map(standard -> {
      Findings.Builder table =
          Findings.Table.builder(
                  "dataEfficiency",
                  "Data efficiency of the limits over the best single model of "
                      + standard.name()
                      + ": by the reference's law in D, and by the recipe's own law of limits")
              .column("series", "series")
              .column("tokens", "D", "tokens")
              .column("loss", "limit", "nats/token")
              .column("referenceLoss", "reference", "nats/token")
              .column("byReference", "by the reference's law", "times")
              .column("byRecipe", "by the recipe's law", "times");
      laws.stream()
          .filter(each -> !each.recipe().name().equals(standard.name()))
          .flatMap(each -> DataEfficiency.of(each, standard, method).stream())
          .forEach(each ->
              table.row(
                  each.recipe(),
                  each.tokens(),
                  each.loss(),
                  each.referenceLoss(),
                  each.byReference(),
                  each.byRecipe()));
      return table.build();
    });
  }

  private Optional<Findings.Table> doublings() {
    Findings.Builder table =
        Findings.Table.builder(
                "nextDoubling", "Which to double next; both give the same total of parameters")
            .column("series", "series")
            .column("tokens", "D", "tokens")
            .column("parameters", "N", "parameters")
            .column("members", "K", "members")
            .column("largerModels", "loss at 2N", "nats/token")
            .column("moreMembers", "loss at 2K", "nats/token")
            .column("grow", "grow")
            .column("extrapolates", "beyond the runs");
    for (RecipeLaws each : laws) {
      for (NextDoubling next : NextDoubling.of(each, method)) {
        table.row(
            each.recipe().name(),
            next.tokens(),
            next.parameters(),
            next.members(),
            next.largerModels(),
            next.moreMembers(),
            next.advice(),
            next.extrapolates());
      }
    }
    return Optional.of(table.build());
  }

  private Optional<Findings.Table> fixedTotals() {
    Findings.Builder table =
        Findings.Table.builder(
                "fixedTotal", "The largest measured total of N K parameters, spent on each size")
            .column("series", "series")
            .column("tokens", "D", "tokens")
            .column("total", "N K", "parameters")
            .column("parameters", "N", "parameters")
            .column("members", "K", "members")
            .column("loss", "predicted loss", "nats/token")
            .column("best", "least");
    for (RecipeLaws each : laws) {
      for (FixedTotal split : FixedTotal.of(each)) {
        table.row(
            each.recipe().name(),
            split.tokens(),
            split.total(),
            split.parameters(),
            split.members(),
            split.loss(),
            split.best());
      }
    }
    return Optional.of(table.build());
  }

  private Optional<Findings.Table> certificates() {
    Findings.Builder table =
        Findings.Table.builder(
                "certificate",
                "Convex certificate: the best run has all its neighbours (twice and half each"
                    + " hyper-parameter) run and none is better")
            .column("series", "series")
            .column("tokens", "D", "tokens")
            .column("parameters", "N", "parameters")
            .column("members", "K", "members")
            .column("loss", "best loss", "nats/token")
            .column("setting", "best setting")
            .column("neighbours", "neighbours")
            .column("run", "of them run")
            .column("certified", "certified")
            .column("missing", "still to run");
    for (RecipeLaws each : laws) {
      for (ConvexCertificate one : ConvexCertificate.of(each.recipe())) {
        table.row(
            each.recipe().name(),
            one.best().tokens(),
            one.best().parameters(),
            one.best().members(),
            one.best().loss(),
            one.setting(each.recipe().hyperparameters()),
            one.neighbours(),
            one.neighbours() - one.missing().size(),
            one.holds(),
            one.missing());
      }
    }
    return Optional.of(table.build());
  }
}
