package isoloss.lab;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Scores;
import isoloss.data.Seed;
import isoloss.data.Variable;
import isoloss.data.WholeFile;
import isoloss.data.importer.DuckDb;
import isoloss.data.importer.PoolReader;
import isoloss.data.importer.TableReader;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import isoloss.data.pool.Direction;
import isoloss.fit.Analysis;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.fit.FitJson;
import isoloss.fit.Fitter;
import isoloss.fit.Predict;
import isoloss.fit.Prediction;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Uncertainty;
import isoloss.law.Analyses;
import isoloss.law.Laws;
import isoloss.law.hyper.HyperparameterLaw.PlannedRun;
import isoloss.plan.HyperparameterPlan;
import isoloss.rank.Aggregators;
import isoloss.rank.Ranker;
import isoloss.rank.Ranking;
import isoloss.rank.RankingFindings;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.uncertainty.ErrorPlan;
import isoloss.report.Figure;
import isoloss.report.chapter.Composition;
import isoloss.report.chart.Charts;
import isoloss.report.chart.Drawing;
import isoloss.report.render.ReportWriter;
import isoloss.sampling.CountTable;
import isoloss.sampling.catalogue.SamplingAnalyses;
import isoloss.sampling.coverage.PassAtK;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The verbs of Isoloss with defaults wired: {@code import static isoloss.lab.Lab.*;} in a notebook
 * cell gives what the command line has.
 */
public final class Lab {
  private Lab() {}

  /** The version of this build. */
  public static String version() {
    try (InputStream in =
        Objects.requireNonNull(Lab.class.getResourceAsStream("version.txt"), "version.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The law of this name.
   *
   * @throws IllegalArgumentException naming the nearest where there is none
   */
  public static ScalingLaw law(String name) {
    List<String> known =
        Stream.concat(
                Laws.all().stream().map(ScalingLaw::name), analyses().stream().map(Analysis::name))
            .toList();
    return Laws.find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("no law " + name + Names.suggestion(name, known)));
  }

  /**
   * What {@code fit} can do under this name: a law or an analysis.
   *
   * @throws IllegalArgumentException naming the nearest where there is neither
   */
  public static boolean isAnalysis(String name) {
    if (analyses().stream().noneMatch(each -> each.name().equals(name))) {
      law(name);
      return false;
    }
    return true;
  }

  /** Every analysis: of training choices and of repeated sampling. */
  public static List<Analysis> analyses() {
    return Stream.concat(Analyses.all().stream(), SamplingAnalyses.all().stream()).toList();
  }

  /**
   * The analysis of this name.
   *
   * @throws IllegalArgumentException naming the nearest where there is none
   */
  public static Analysis analysis(String name) {
    List<String> known = analyses().stream().map(Analysis::name).toList();
    return analyses().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("no analysis " + name + Names.suggestion(name, known)));
  }

  /** Reads what an analysis needs; columns are found by name or by known aliases. */
  public static Imported read(Analysis analysis, String... files) {
    return reader(analysis).read(List.of(files));
  }

  /** A reader of the columns that an analysis needs and of those that it can use. */
  public static TableReader reader(Analysis analysis) {
    List<Variable> optional = new ArrayList<>(List.of(TableReader.WEIGHT));
    optional.addAll(analysis.optionalInputs());
    List<String> labels = new ArrayList<>(List.of("cluster", "seed", "model"));
    analysis.labels().stream().filter(label -> !labels.contains(label)).forEach(labels::add);
    return TableReader.of(analysis.inputs())
        .withOptional(optional)
        .withLabels(labels)
        .withLimitsSetAside(analysis.inputsWithLimits())
        .withDuplicates(
            analysis.repeatsCount() ? TableReader.Duplicates.KEEP : TableReader.Duplicates.DROP);
  }

  /** A reader of counts (model, problem, n, c) or of single samples (model, problem, score). */
  public static TableReader countReader() {
    return TableReader.of(List.of())
        .withOptional(List.of(CountTable.SAMPLES, CountTable.CORRECT, CountTable.SCORE))
        .withLabels(CountTable.LABELS)
        .withDuplicates(TableReader.Duplicates.KEEP);
  }

  /** pass@k of every model in a file of counts or samples, with 95 % intervals. */
  public static Findings passAtK(String... files) {
    Imported data = countReader().read(List.of(files));
    return PassAtK.withDefaults().of(CountTable.of(data.observations()), "").with(data);
  }

  /** Works out an analysis by its default procedure, with a bootstrap where it has one. */
  public static Findings analyse(String name, Imported data) {
    return Fitter.withDefaults()
        .withUncertainty(Uncertainty.Bootstrap.ofRows(400, 0.9))
        .run(analysis(name), data);
  }

  /** Learning rate and batch of a dense run, with what the other laws say. */
  public static Findings planHyperparameters(double parameters, double tokens) {
    return HyperparameterPlan.of(PlannedRun.dense(parameters, tokens)).findings();
  }

  /** The columns that a fit of the law needs: its inputs and its response. */
  public static List<Variable> roles(ScalingLaw law) {
    List<Variable> roles = new ArrayList<>(law.inputs());
    roles.add(law.response());
    return roles;
  }

  /** Reads measurements for a law; columns are found by name or by known aliases. */
  public static Imported read(ScalingLaw law, String... files) {
    return TableReader.of(roles(law)).read(List.of(files));
  }

  /** Fits a law of the catalogue by its default procedure. */
  public static Fit fit(String law, Imported data) {
    return fit(law(law), data);
  }

  /** Fits any law, one written in a notebook cell too, by the default procedure. */
  public static Fit fit(ScalingLaw law, Imported data) {
    return Fitter.withDefaults().fit(law, data);
  }

  /** The law's value at a point, by the symbols of its inputs, with the interval of a new run. */
  public static Prediction predict(Fit fit, Map<String, Double> inputs) {
    return fit.predict(Predict.withDefaults(), inputs);
  }

  /**
   * Ranks models by sparse results in these files, see {@link PoolReader}, as {@code rank} does.
   */
  public static Findings rank(String method, String... files) {
    return new PoolRanking(
            Aggregators.named(method),
            ErrorPlan.withDefaults(),
            evidence -> evidence,
            Optional.empty(),
            EnumSet.of(PoolRanking.Part.STRUCTURE, PoolRanking.Part.AGREEMENT),
            "")
        .of(PoolReader.withDefaults().read(List.of(files)));
  }

  /**
   * Ranks models by the mean of their scores, weighted as the samples are.
   *
   * @param direction which scores are good
   */
  public static Findings rank(Scores scores, Direction direction, Seed seed) {
    Ranking ranking =
        new Ranker(Aggregators.MEAN.get(), ErrorPlan.withDefaults().with(seed).withDraws(2_000))
            .rank(Evidence.of(ScorePool.of(scores, direction)));
    return RankingFindings.of(
            ranking, "mean of the scores, weighted as the samples are", seed.value(), "")
        .with(scores.provenance());
  }

  /** Every figure that a result allows. */
  public static List<Figure> figures(Object result) {
    List<Figure> figures = new ArrayList<>();
    for (Drawing drawing : Charts.drawAll(result)) {
      if (drawing instanceof Drawing.Drawn drawn) {
        figures.add(drawn.figure());
      }
    }
    return figures;
  }

  /**
   * The figure of this name, for example {@code loss-against-compute}.
   *
   * @throws IllegalArgumentException listing those that the result allows
   */
  public static Figure figure(Object result, String name) {
    List<Figure> figures = figures(result);
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no figure "
                    + name
                    + Names.suggestion(name, figures.stream().map(Figure::name).toList())));
  }

  /** Writes a report of fits; returns the page. */
  public static Path report(String title, List<Fit> fits, Path directory) {
    Composition composition = Composition.titled(title);
    for (Fit fit : fits) {
      composition = composition.with(fit);
    }
    return ReportWriter.write(composition.report(), directory, true).files().getLast();
  }

  /**
   * A fit that was saved.
   *
   * @throws InputException if the file is none
   */
  public static Fit loadFit(Path file) {
    return FitJson.read(document(file), Lab::lawOfDocument);
  }

  /**
   * What an analysis or a plan found, as it was saved.
   *
   * @throws InputException if the file is none
   */
  public static Findings loadFindings(Path file) {
    return Findings.from(document(file));
  }

  /** Whether a saved result holds findings rather than a fit. */
  public static boolean holdsFindings(Path file) {
    String schema = document(file).text("schema");
    return Findings.KINDS.stream().anyMatch(kind -> schema.startsWith("isoloss/" + kind + "/"));
  }

  private static JsonObject document(Path file) {
    try {
      return Json.parseObject(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file; save a result with --out", e);
    } catch (IOException e) {
      if (Files.isDirectory(file)) {
        throw new InputException(file + ": is a directory; name a result saved with --out", e);
      }
      throw new InputException(
          file + ": cannot be read as UTF-8 text; give a result saved with --out", e);
    }
  }

  private static ScalingLaw lawOfDocument(String name) {
    return Laws.find(name)
        .orElseThrow(
            () -> new InputException("the document's law " + name + " is not in this version"));
  }

  /** Saves a fit as JSON; an existing file is replaced. */
  public static void save(Fit fit, Path file) throws IOException {
    WholeFile.write(file, Json.pretty(FitJson.write(fit)), true);
  }

  /** DuckDB's own version, asked of a live database. */
  static String duckDbVersion() {
    return DuckDb.version();
  }
}
