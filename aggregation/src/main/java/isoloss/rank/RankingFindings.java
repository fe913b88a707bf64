package isoloss.rank;

import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.rank.uncertainty.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A ranking as findings, which print themselves, are saved and are drawn. */
public final class RankingFindings {
  /** Names in a sentence before "and so many others". */
  private static final int MOST_NAMES = 4;

  private RankingFindings() {}

  /** Without provenance and without an account of rows. */
  public static Findings of(Ranking ranking, String formula, long seed, String command) {
    Findings findings =
        Findings.of(Findings.RANK, "rank", formula, seed, command)
            .withHeadline(headline(ranking))
            .with(Findings.Fact.of("method", "method", "", ranking.method()))
            .with(Findings.Fact.of("score", "score", "", ranking.description()))
            .with(
                Findings.Fact.of(
                    "logLikelihood",
                    "log-likelihood (kernel)",
                    "nats",
                    ranking.logLikelihood().orElse(Double.NaN)))
            .with(
                Findings.Fact.of("level", "level of intervals and rank sets", "", ranking.level()))
            .with(
                Findings.Fact.of(
                    "errors",
                    "errors",
                    "",
                    ranking.components().stream()
                        .map(each -> each.errors().description())
                        .distinct()
                        .collect(Collectors.joining("; "))));
    return findings.with(models(ranking)).withDiagnostics(ranking.diagnostics());
  }

  private static Findings.Table models(Ranking ranking) {
    Findings.Builder table =
        Findings.Table.builder("models", "Models from best to worst, by component")
            .column("component", "component")
            .column("componentModels", "models in it")
            .column("samples", "samples")
            .column("clusters", "clusters")
            .column("direction", "direction")
            .column("jointCritical", "joint critical value", "standard errors")
            .column("separatedPairs", "pairs told apart")
            .column("model", "model")
            .column("score", "score")
            .column("standardError", "standard error")
            .column("low", "low")
            .column("high", "high")
            .column("rankLow", "best rank")
            .column("rankHigh", "worst rank")
            .column("group", "tie group")
            .column("measurements", "measurements")
            .column("sources", "sources")
            .nested("components", 7);
    for (Ranking.Component component : ranking.components()) {
      for (Ranking.Row row : component.rows()) {
        table.row(
            component.number(),
            component.rows().size(),
            component.samples(),
            component.clusters(),
            component.direction().inWords(),
            component.critical(),
            component.separated(),
            row.model(),
            row.score(),
            row.standardError().orElse(Double.NaN),
            row.low().orElse(Double.NaN),
            row.high().orElse(Double.NaN),
            row.rankLow(),
            row.rankHigh(),
            row.group(),
            row.measurements(),
            row.sources());
      }
    }
    return table.build();
  }

  private static String headline(Ranking ranking) {
    List<Ranking.Component> several =
        ranking.components().stream().filter(each -> each.rows().size() > 1).toList();
    if (several.isEmpty()) {
      return "No two models can be compared.";
    }
    List<String> sentences = new ArrayList<>();
    if (ranking.components().size() > 1) {
      sentences.add(
          Texts.text(
              "The models fall into %d components without an order between them.",
              ranking.components().size()));
    }
    sentences.add(best(ranking, several.getFirst()));
    return String.join(" ", sentences);
  }

  private static String best(Ranking ranking, Ranking.Component component) {
    int models = component.rows().size();
    String level = Texts.text("%.0f %%", 100 * ranking.level());
    if (component.errors() == ErrorKind.NONE) {
      return Texts.text(
          "%s leads %d models by %s; nothing is known of errors.",
          component.rows().getFirst().model(), models, ranking.method());
    }
    List<String> leaders = component.leaders();
    if (leaders.size() == 1) {
      return Texts.text(
          "%s is first of %d models by %s, jointly at %s.",
          leaders.getFirst(), models, ranking.method(), level);
    }
    if (leaders.size() == models) {
      return Texts.text(
          "None of %d models can be told apart by %s, jointly at %s.",
          models, ranking.method(), level);
    }
    return Texts.text(
        "%s may each be first of %d models by %s, jointly at %s.",
        named(leaders), models, ranking.method(), level);
  }

  private static String named(List<String> models) {
    if (models.size() <= MOST_NAMES) {
      return String.join(", ", models.subList(0, models.size() - 1)) + " and " + models.getLast();
    }
    return String.format(
        Locale.ROOT,
        "%s and %d others",
        String.join(", ", models.subList(0, MOST_NAMES - 1)),
        models.size() - MOST_NAMES + 1);
  }
}
