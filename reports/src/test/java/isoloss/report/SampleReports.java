package isoloss.report;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Split;
import isoloss.data.Variable;
import isoloss.fit.Fit;
import isoloss.fit.ScalingLaw;
import isoloss.report.chapter.Composition;
import isoloss.report.render.ReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes reports to look at: {@code java ... isoloss.report.SampleReports DIRECTORY [DATA]}. */
public final class SampleReports {
  private SampleReports() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    write(full(), directory.resolve("fixture"));
    for (int[] size : new int[][] {{5, 4}, {50, 12}, {150, 30}}) {
      write(
          Composition.titled("A ranking").with(RankingFixtures.of(size[0], size[1])).report(),
          directory.resolve("ranking-" + size[0]));
    }
    if (args.length > 1) {
      write(measured(Path.of(args[1])), directory.resolve("measured"));
    }
  }

  private static void write(Report report, Path directory) {
    ReportWriter.write(report, directory, true);
  }

  /** Everything that a report can hold. */
  public static Report full() {
    Fit fit = Fixtures.fit();
    return Composition.titled("A small ladder and its laws")
        .with(Fixtures.ladder(), Optional.of(fit))
        .with(fit)
        .with(Fixtures.leaderboard("rung-"))
        .withFooter("Written by Isoloss 0.1.0.")
        .report();
  }

  /** The 240 points of the Chinchilla replication at its published constants. */
  private static Report measured(Path data) throws IOException {
    List<double[]> rows = new ArrayList<>();
    List<Observations.Origin> origins = new ArrayList<>();
    List<String> lines =
        Files.readAllLines(data.resolve("chinchilla-epoch/svg_extracted_data.csv"));
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      double n = Double.parseDouble(cells[3]);
      double loss = Double.parseDouble(cells[6]);
      if (loss < 3.44) {
        rows.add(new double[] {n, Double.parseDouble(cells[4]) / (6 * n), loss});
        origins.add(new Observations.Origin("svg_extracted_data.csv", i + 1));
      }
    }
    double[][] columns = new double[3][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int c = 0; c < 3; c++) {
        columns[c][i] = rows.get(i)[c];
      }
    }
    Observations all =
        Observations.of(
            List.of(Variable.N, Variable.D, Variable.L),
            columns,
            Map.of(),
            origins,
            Provenance.NONE);
    ScalingLaw law = Fixtures.law("chinchilla");
    Fit fit = Fixtures.fit(law, Fixtures.EPOCH, Split.none(all), 4000);
    Fit clean =
        new Fit(
            law,
            "published",
            Map.of(),
            new Imported(Split.none(all), List.of(), 0, fit.data().filteredOut()),
            fit.estimates(),
            fit.objective(),
            fit.publishedObjective(),
            fit.optimum(),
            true,
            fit.uncertainty(),
            fit.draws(),
            List.of(),
            fit.inSample(),
            Optional.empty(),
            fit.manifest());
    return Composition.titled("Chinchilla, read from its figure").with(clean).report();
  }
}
