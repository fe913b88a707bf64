package isoloss.lab;

import isoloss.data.Seed;
import isoloss.fit.Findings;
import isoloss.fit.Texts;
import isoloss.rank.Aggregators;
import isoloss.rank.study.RankCoverage;
import isoloss.rank.study.SimulatedPool;
import isoloss.rank.uncertainty.ErrorKind;
import java.util.List;

/**
 * Simulated pools of known truth: do rank sets and intervals of differences hold what they promise?
 *
 * @param pools drawn of each kind
 */
public record RankCoverageStudy(int pools, Seed seed, int threads, String command) {
  private static final double LEVEL = 0.95;
  private static final int DRAWS = 500;

  private record Design(int models, int samples, double density) {}

  private static final List<Design> DESIGNS =
      List.of(new Design(10, 200, 1), new Design(20, 400, 0.6), new Design(30, 300, 0.3));

  public Findings run() {
    Findings.Builder table =
        Findings.Table.builder("coverage", "What held on simulated pools, Bradley-Terry, half ties")
            .column("models", "models")
            .column("samples", "samples")
            .column("density", "share of cells measured")
            .column("pools", "pools")
            .column("rankSets", "pools in which all true places were in their sets")
            .column("differences", "intervals of single differences that held")
            .column("critical", "mean joint critical value")
            .column("bonferroni", "Bonferroni's")
            .column("meanWidth", "mean width of rank sets", "places");
    boolean held = true;
    for (Design each : DESIGNS) {
      RankCoverage.Seen seen =
          new RankCoverage(
                  SimulatedPool.normal(each.models, 1, each.samples, each.density),
                  Aggregators.BRADLEY_TERRY.get(),
                  ErrorKind.CLUSTERED,
                  DRAWS,
                  LEVEL)
              .over(pools, seed.child(each.models), threads);
      table.row(
          each.models,
          each.samples,
          each.density,
          seen.pools(),
          seen.rankSets(),
          seen.differences(),
          seen.critical(),
          seen.bonferroni(),
          seen.meanWidth());
      held &= seen.rankSets() >= LEVEL;
    }
    return Findings.of(
            Findings.STUDY,
            "rank-coverage",
            "share of pools in which every rank set holds the true place",
            seed.value(),
            command)
        .with(table.build())
        .withHeadline(
            Texts.text(
                "Joint rank sets at 95 %% %s on %d simulated pools of each kind.",
                held ? "held all true places in at least 95 % of cases" : "fell short of 95 %",
                pools));
  }
}
