package isoloss.lab;

import isoloss.cost.Accelerator;
import isoloss.cost.DecoderArchitecture;
import isoloss.cost.InferenceCost;
import isoloss.cost.ParallelStreams;
import isoloss.cost.Workload;
import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.data.importer.TableReader;
import isoloss.fit.Analysis;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.fit.Fitter;
import isoloss.fit.Procedure;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Texts;
import isoloss.fit.Uncertainty;
import isoloss.law.hyper.HyperparameterLaw.PlannedRun;
import isoloss.plan.GrowthPlan;
import isoloss.plan.HyperparameterPlan;
import isoloss.plan.ParallelLoss;
import isoloss.plan.ParallelPlan;
import isoloss.plan.StepLawCoefficients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Published numbers of learning rate and batch, parallel streams, growth, masked diffusion and
 * infinite compute, computed anew from the public tables and set beside what is in print.
 */
public final class TrainingChoices {
  private static final int LAYERS = 36;
  private static final int HEADS = 16;
  private static final int KEY_VALUE_HEADS = 2;
  private static final int VOCABULARY = 151_936;

  private final Path data;
  private final Fitter fitter;
  private final Findings.Builder rows =
      Findings.Table.builder("reproduction", "Published numbers and ours")
          .column("subject", "subject")
          .column("quantity", "quantity")
          .column("published", "in print")
          .column("measured", "measured")
          .column("difference", "difference", "%");
  private final Findings.Builder times =
      Findings.Table.builder("seconds", "Time of each part, reading included")
          .column("part", "part")
          .column("seconds", "wall time", "s");

  /**
   * @param data a folder laid out as the catalogue of public data says
   */
  public TrainingChoices(Path data, Fitter fitter) {
    this.data = data;
    this.fitter = fitter.withUncertainty(Uncertainty.Bootstrap.ofRows(400, 0.9));
  }

  /** Everything, in one process. */
  public Findings run() {
    long start = System.nanoTime();
    timed("step law, 41 cells", () -> stepLaw("scalebench/lr_bsz_train.csv", "41 cells", true));
    timed("step law, 17 cells", () -> stepLaw("step-law/dense_lr_bs_loss.csv", "17 cells", false));
    timed("learning rate and batch of a run", this::calculator);
    timed("parallel streams", this::parallelStreams);
    timed("growth", this::growth);
    timed("masked diffusion", this::maskedDiffusion);
    timed("infinite compute", this::infiniteCompute);
    return Findings.of(
            Findings.STUDY,
            "training-choices",
            "difference = measured/published - 1",
            fitter.seed(),
            fitter.command())
        .with(
            Findings.Fact.of(
                "wallSeconds", "wall time of all", "s", (System.nanoTime() - start) / 1e9))
        .with(rows.build())
        .with(times.build());
  }

  private void timed(String part, Runnable work) {
    long start = System.nanoTime();
    work.run();
    times.row(part, (System.nanoTime() - start) / 1e9);
  }

  private void compare(String subject, String quantity, double published, double measured) {
    rows.row(subject, quantity, published, measured, 100 * (measured / published - 1));
  }

  /** A number that is not in print. */
  private void state(String subject, String quantity, double measured) {
    rows.row(subject, quantity, Double.NaN, measured, Double.NaN);
  }

  private String file(String name) {
    Path file = data.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          file + ": no such file; the folder must be laid out as isoloss data list says");
    }
    return file.toString();
  }

  private Findings analysed(String name, String procedure, String table) {
    Analysis analysis = Lab.analysis(name);
    return fitter.withProcedure(procedure).run(analysis, Lab.read(analysis, file(table)));
  }

  private void stepLaw(String name, String cells, boolean isTheAuthorsTable) {
    String subject = "step law, " + cells;
    Findings published = analysed("step-law", Procedure.PUBLISHED, name);
    String[] parameters = {"c_lr", "lr_N", "lr_D", "c_B", "B_D"};
    double[] printed = {1.79, -0.713, 0.307, 0.58, 0.571};
    for (int p = 0; p < parameters.length; p++) {
      compare(subject, parameters[p], printed[p], published.estimate(parameters[p]));
    }
    Findings.Table gaps =
        isTheAuthorsTable
            ? published.table("gaps")
            : analysed("step-law", Procedure.DEFAULT, name).table("gaps");
    for (int row = 0; row < gaps.size(); row++) {
      if (gaps.texts("leftOut").get(row).equals("one cell")) {
        String method = gaps.texts("method").get(row);
        state(
            subject,
            "loss gap of left-out cells, " + method + ", mean %",
            gaps.number(row, "mean"));
        state(subject, "the same, max %", gaps.number(row, "max"));
      }
    }
  }

  private void calculator() {
    HyperparameterPlan plan = HyperparameterPlan.of(PlannedRun.dense(7e9, 1.4e12));
    Findings.Table normal = plan.findings().table("laws");
    Imported sets =
        TableReader.of(StepLawCoefficients.COLUMNS)
            .withDuplicates(TableReader.Duplicates.KEEP)
            .read(List.of(file("step-law/1004_fitted_lr_bs_scaling_model_parameters.csv")));
    Findings.Table drawn =
        plan.withCoefficients(StepLawCoefficients.Sets.of(sets.observations(), "the 1,000 sets"))
            .findings()
            .table("laws");
    String subject = "7e9 parameters, 1.4e12 tokens";
    compare(subject, "learning rate, law", 9.16557e-4, normal.number(0, "lr"));
    compare(subject, "learning rate, mean of sets", 9.34684e-4, normal.number(0, "lrDraws"));
    compare(subject, "batch, law", 4_998_815, normal.number(0, "batchTokens"));
    compare(subject, "batch, mean of sets", 4_996_961, normal.number(0, "batchTokensDraws"));
    compare(subject, "rate, low, normal", 7.62e-4, normal.number(0, "lrLow"));
    compare(subject, "rate, high, normal", 1.146e-3, normal.number(0, "lrHigh"));
    compare(subject, "rate, low, 1,000 sets", 7.65104e-4, drawn.number(0, "lrLow"));
    compare(subject, "rate, high, 1,000 sets", 1.13647e-3, drawn.number(0, "lrHigh"));
  }

  private void parallelStreams() {
    double[] objectives = {2.5209794e-5, 1.0845236e-5};
    List<String> sets = List.of("stack_v2_python", "pile");
    ScalingLaw law = Lab.law("parscale");
    for (int s = 0; s < sets.size(); s++) {
      Fit fit =
          fitter
              .withProcedure(Procedure.PUBLISHED)
              .withUncertainty(new Uncertainty.None())
              .fit(law, losses(law, sets.get(s)));
      compare("ParScale, " + sets.get(s), "objective", objectives[s], fit.objective().value());
    }
    costs();
    Findings.Table equal =
        ParallelPlan.withDefaults(ParallelLoss.published("stack"))
            .withRuns(losses(law, "stack_v2_python").observations())
            .findings(fitter.seed(), "")
            .table("equalLoss");
    advantage(equal, 2, 34.0, 16.1);
    advantage(equal, 4, 29.2, 9.6);
  }

  private Imported losses(ScalingLaw law, String dataset) {
    return TableReader.of(Lab.roles(law))
        .withWhere("dataset = '" + dataset + "'")
        .read(List.of(file("parscale/parscale_losses.csv")));
  }

  private void advantage(Findings.Table equal, int streams, double memory, double latency) {
    int row =
        IntStream.range(0, equal.size())
            .filter(r ->
                equal.texts("source").get(r).equals("measured")
                    && equal.number(r, "baseN") == 1_571_472_384
                    && equal.number(r, "P") == streams
                    && equal.number(r, "batch") == 1)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no comparison of 1.6B models"));
    String subject = "ParScale, 1.6e9 parameters, P = " + streams;
    compare(subject, "memory advantage", memory, equal.number(row, "memoryAdvantage"));
    compare(subject, "latency advantage", latency, equal.number(row, "latencyAdvantage"));
  }

  /** The largest difference over all rows of the authors' own cost script. */
  private void costs() {
    List<String> names =
        List.of(
            "params_P1",
            "hidden",
            "ffn",
            "P",
            "batch",
            "in_len",
            "out_len",
            "mem_GiB",
            "latency_s");
    List<Variable> variables = new ArrayList<>();
    names.forEach(name -> variables.add(Variable.positive(name, name, "as in the file")));
    Observations table =
        TableReader.of(variables)
            .read(List.of(file("parscale/parscale_cost_reference.csv")))
            .observations();
    double worst = 0;
    int exact = 0;
    for (int row = 0; row < table.size(); row++) {
      double[] x = table.row(row, names);
      DecoderArchitecture model =
          DecoderArchitecture.qwen2(
              LAYERS, (int) x[1], HEADS, KEY_VALUE_HEADS, (int) x[2], VOCABULARY);
      exact += model.nonEmbeddingParameters() == (long) x[0] ? 1 : 0;
      InferenceCost.Cost cost =
          InferenceCost.of(model, Accelerator.a100())
              .with(ParallelStreams.of((int) x[3]))
              .of(new Workload((int) x[4], (int) x[5], (int) x[6]));
      worst = Math.max(worst, Math.abs(cost.memoryBytes() / (1L << 30) - x[7]));
      worst = Math.max(worst, Math.abs(cost.latencySeconds() - x[8]));
    }
    compare("ParScale, costs", "rows with the exact parameter count", table.size(), exact);
    state("ParScale, costs", "largest |difference| of memory (GiB) or latency (s)", worst);
  }

  private void growth() {
    double[][] printed = {
      {8e9, 15e12, 6.58e9}, {7e9, 2e12, 11.11e9}, {13e9, 2e12, 15.84e9}, {70e9, 2e12, 42.48e9}
    };
    for (double[] row : printed) {
      compare(
          "G_stack",
          Texts.text("growth tokens, N = %.3g, D = %.3g", row[0], row[1]),
          row[2],
          new GrowthPlan(row[0], row[1], GrowthPlan.PUBLISHED_FACTOR, OptionalInt.empty())
              .growthTokens());
    }
  }

  private void maskedDiffusion() {
    Findings found = analysed("smdm", Procedure.DEFAULT, "smdm/smdm_isoflop_optima_digitised.csv");
    compare("SMDM", "compute gap at 1e20", 16, found.number("computeGap"));
    Findings.Table gaps =
        found.tables().stream()
            .filter(table -> table.hasColumn("gap") && table.hasColumn("readingLow"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no table of gaps"));
    state("SMDM", "the same, low by errors of reading", gaps.number(0, "readingLow"));
    state("SMDM", "the same, high by errors of reading", gaps.number(0, "readingHigh"));
  }

  private void infiniteCompute() {
    Findings found =
        analysed(
            "infinite-compute",
            Procedure.PUBLISHED,
            "infinite-compute/infinite_compute_hardcoded.csv");
    compare("infinite compute", "joint asymptote", 3.17, found.number("jointAsymptote"));
    state("infinite compute", "its degrees of freedom", found.number("degreesOfFreedom"));
  }
}
