package isoloss.lab;

import isoloss.data.WholeFile;
import isoloss.data.json.Json;
import isoloss.data.pool.Direction;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.fit.FitJson;
import isoloss.fit.Fitter;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Uncertainty;
import isoloss.law.Laws;
import isoloss.report.chapter.Composition;
import isoloss.report.render.ReportWriter;
import isoloss.run.Ladder;
import isoloss.run.LadderPlan;
import isoloss.run.task.Corpus;
import isoloss.run.task.GeneratedCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The main job from end to end: train and run a ladder of models, read its log back, fit laws to
 * it, rank the models, write the report. Every number of the report comes from models trained in
 * this call.
 */
public final class Demo {
  /** This share of the runs, those with the most compute, is kept out of the fit and predicted. */
  private static final double HELD_OUT_SHARE = 0.1;

  private static final double LEVEL = 0.9;

  private final Path directory;
  private final LadderPlan plan;
  private final Ladder.Settings settings;
  private final int draws;
  private final String command;

  /**
   * @param directory where everything is written
   * @param draws bootstrap draws of each fit
   * @param command what replays this, for the provenance
   */
  public Demo(
      Path directory, LadderPlan plan, Ladder.Settings settings, int draws, String command) {
    this.directory = directory;
    this.plan = plan;
    this.settings = settings;
    this.draws = draws;
    this.command = command;
  }

  /** What came out. */
  public record Result(
      ReportWriter.Written written,
      Path log,
      Ladder.Result ladder,
      List<Fit> fits,
      Findings ranking) {

    /** The page. */
    public Path report() {
      return written.files().getLast();
    }
  }

  public Result run(boolean overwrite) throws IOException {
    WholeFile.refuseExisting(directory.resolve("report.html"), overwrite);
    Corpus corpus = GeneratedCorpus.heavyTailed(settings.seed().child("corpus"));
    Path runs = directory.resolve("runs");
    Ladder.Result ladder = Ladder.run(plan, corpus, runs, settings);
    LadderLog log = new LadderLog(ladder.log());
    List<Fit> fits = new ArrayList<>();
    for (Laws law : List.of(Laws.CHINCHILLA, Laws.SKALING)) {
      fits.add(fit(law.law(), log, overwrite));
    }
    Findings ranking =
        Lab.rank(log.scoresOfLongestTraining(), Direction.LOWER_IS_BETTER, settings.seed());
    Composition composition =
        Composition.titled("What a small ladder of models says")
            .with(log.summary(), Optional.of(fits.getFirst()));
    for (Fit fit : fits) {
      composition = composition.with(fit);
    }
    composition =
        composition
            .with(ranking)
            .withFooter("Written by Isoloss " + Lab.version() + ". Replay: " + command);
    ReportWriter.Written written =
        ReportWriter.write(composition.report(), directory.resolve("report.html"), overwrite);
    return new Result(written, ladder.log(), ladder, fits, ranking);
  }

  private Fit fit(ScalingLaw law, LadderLog log, boolean overwrite) throws IOException {
    Fit fit =
        Fitter.withDefaults()
            .withUncertainty(Uncertainty.Bootstrap.ofRows(draws, LEVEL))
            .withSeed(settings.seed().value())
            .withThreads(settings.threads())
            .withCommand(command)
            .fit(law, log.observations(law, HELD_OUT_SHARE));
    WholeFile.write(
        directory.resolve("fit-" + law.name() + ".json"),
        Json.pretty(FitJson.write(fit)),
        overwrite);
    return fit;
  }
}
