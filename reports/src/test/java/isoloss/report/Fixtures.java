package isoloss.report;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
import isoloss.data.Seed;
import isoloss.data.Split;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.fit.Fitter;
import isoloss.fit.Parameter;
import isoloss.fit.Prediction;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import isoloss.fit.Uncertainty;
import isoloss.law.ParScale;
import isoloss.law.hyper.HyperparameterLaw.PlannedRun;
import isoloss.law.hyper.StepLaw;
import isoloss.optim.Optimum;
import isoloss.optim.Termination;
import isoloss.plan.HyperparameterPlan;
import isoloss.plan.ParallelLoss;
import isoloss.plan.ParallelPlan;
import isoloss.rank.Aggregators;
import isoloss.rank.Ranker;
import isoloss.rank.RankingFindings;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.uncertainty.ErrorPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Results made by hand, as a fitter and a ranker would give them. */
public final class Fixtures {
  /** Hoffmann's form at Epoch's constants (2404.10102): A, B, E, alpha, beta. */
  public static final double[] EPOCH = {482.01, 2085.43, 1.8172, 0.3478, 0.3658};

  private static final double[] SPREAD = {0.2, 0.4, 0.0141, 0.0443, 0.0563};

  private Fixtures() {}

  /** Plans and analyses, at least one for each chart of findings. */
  public static List<Findings> findings() {
    return List.of(
        HyperparameterPlan.of(PlannedRun.dense(7e9, 1.4e12)).findings(),
        stepLaw(),
        parallelPlan(),
        study(),
        mixture());
  }

  /** {@code E + A/N^alpha + B/D^beta}. */
  public static ScalingLaw law(String name) {
    return new ScalingLaw() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String formula() {
        return "L(N, D) = E + A/N^alpha + B/D^beta";
      }

      @Override
      public Source source() {
        return new Source("Hoffmann et al. (2022)", "https://arxiv.org/abs/2203.15556");
      }

      @Override
      public List<Variable> inputs() {
        return List.of(Variable.N, Variable.D);
      }

      @Override
      public Variable response() {
        return Variable.L;
      }

      @Override
      public List<Parameter> parameters() {
        return List.of(
            Parameter.positive("A", "size of the term in N"),
            Parameter.positive("B", "size of the term in D"),
            Parameter.positive("E", "loss that no scale removes"),
            Parameter.positive("alpha", "exponent of N"),
            Parameter.positive("beta", "exponent of D"));
      }

      @Override
      public double value(double[] t, double[] x) {
        return t[2] + t[0] / Math.pow(x[0], t[3]) + t[1] / Math.pow(x[1], t[4]);
      }
    };
  }

  /** A law of one input only, which most charts over N and D cannot draw. */
  public static ScalingLaw lawOfComputeAlone() {
    ScalingLaw two = law("compute-only");
    return new ScalingLaw() {
      @Override
      public String name() {
        return two.name();
      }

      @Override
      public String formula() {
        return "E + (k/C)^gamma";
      }

      @Override
      public Source source() {
        return two.source();
      }

      @Override
      public List<Variable> inputs() {
        return List.of(Variable.C);
      }

      @Override
      public Variable response() {
        return Variable.L;
      }

      @Override
      public List<Parameter> parameters() {
        return List.of(
            Parameter.positive("E", "floor"),
            Parameter.positive("k", "scale"),
            Parameter.positive("gamma", "exponent"));
      }

      @Override
      public double value(double[] t, double[] x) {
        return t[0] + Math.pow(t[1] / x[0], t[2]);
      }
    };
  }

  /** Five sizes by six token counts with a seeded 1 % of noise. */
  public static Observations grid(ScalingLaw law, double[] theta, String modelName) {
    RandomGenerator random = new Seed(7).child("noise").generator();
    double[] sizes = {4e7, 1.3e8, 4.2e8, 1.4e9, 4.5e9};
    double[] tokens = {6e8, 2e9, 6e9, 2e10, 6e10, 2e11};
    int rows = sizes.length * tokens.length;
    double[] n = new double[rows];
    double[] d = new double[rows];
    double[] l = new double[rows];
    List<String> models = new ArrayList<>();
    List<Observations.Origin> origins = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      n[i] = sizes[i / tokens.length];
      d[i] = tokens[i % tokens.length];
      l[i] = law.value(theta, new double[] {n[i], d[i]}) * Math.exp(0.01 * random.nextGaussian());
      models.add(modelName + " " + (i / tokens.length));
      origins.add(new Observations.Origin("runs.csv", i + 2));
    }
    return Observations.of(
        List.of(Variable.N, Variable.D, Variable.L),
        new double[][] {n, d, l},
        Map.of("model", models),
        origins,
        new Provenance(
            List.of(
                new Provenance.Input(
                    "runs.csv",
                    "0b37c1e7a6ee4c2f6a1e0d3f6a3c0c9be1f1a3bb3e9b2b8c0ce0d7c1f1a2b3c4",
                    "https://example.org/runs",
                    "CC-BY-4.0")),
            List.of("columns N, D, L")));
  }

  /** A fit at Epoch's constants with 400 drawn parameters, held-out rows and diagnostics. */
  public static Fit fit() {
    ScalingLaw law = law("chinchilla");
    Observations all = grid(law, EPOCH, "rung");
    return fit(
        law,
        EPOCH,
        new Split(all.where(row -> row < 24), all.where(row -> row >= 24), "N > 2e9"),
        400);
  }

  public static Fit fit(ScalingLaw law, double[] theta, Split split, int drawCount) {
    List<Values> draws = draws(theta, drawCount);
    List<Estimate> estimates = new ArrayList<>();
    for (int p = 0; p < theta.length; p++) {
      estimates.add(estimate(law.parameters().get(p).name(), theta[p], p, draws));
    }
    Optional<Fit.HeldOut> heldOut =
        split.heldOut().isEmpty()
            ? Optional.empty()
            : Optional.of(heldOut(law, theta, split.heldOut(), split.rule()));
    return new Fit(
        law,
        "default",
        Map.of("loss", "huber"),
        new Imported(
            split,
            List.of(
                new Rejected("runs.csv", 32, "L is empty"),
                new Rejected("runs.csv", 35, "N = -3.0 is not positive")),
            2,
            List.of(new Imported.Filtered("--drop-highest L=5", 5))),
        estimates,
        new Fit.ObjectiveValue("sum Huber(1e-3) of log residuals", 0.0010182744),
        new Fit.ObjectiveValue("sum Huber(1e-3) of log residuals", 0.0010182744),
        new Optimum(
            Values.of(theta),
            0.0010182744,
            3.1e-11,
            64,
            61,
            1893,
            2711,
            Termination.GRADIENT_SMALL),
        true,
        drawCount == 0 ? new Uncertainty.None() : new Uncertainty.Bootstrap("", drawCount, 0.9),
        draws,
        List.of(
            new Diagnostic.NotIdentified(
                List.of("A", "alpha"),
                Diagnostic.Severity.WARNING,
                "A and alpha move together along a ridge (correlation 0.998): predictions inside"
                    + " the data are determined, the two numbers apart are not."),
            new Diagnostic.Remark(
                "duplicates", Diagnostic.Severity.NOTE, "2 exact duplicates were dropped.")),
        score(law, theta, split.train()),
        heldOut,
        new Fit.Manifest(
            42,
            "0.1.0",
            "25.0.1",
            "isoloss fit chinchilla runs.csv --option loss=huber --uncertainty bootstrap",
            1.84));
  }

  /** ParScale's published surface at four sizes and three numbers of streams, .1 % of noise. */
  public static Fit parallelFit() {
    ScalingLaw law = new ParScale();
    double[] theta = {0.6912, 1.131e7, 0.1894, 0.3935};
    RandomGenerator random = new Seed(11).child("noise").generator();
    double[] n = new double[12];
    double[] p = new double[12];
    double[] loss = new double[12];
    for (int i = 0; i < 12; i++) {
      n[i] = 5e8 * Math.pow(2, i / 3);
      p[i] = Math.pow(2, i % 3);
      loss[i] =
          law.value(theta, new double[] {n[i], p[i]}) * Math.exp(1e-3 * random.nextGaussian());
    }
    Observations rows =
        Observations.of(List.of(Variable.N, Variable.P, Variable.L), new double[][] {n, p, loss});
    return fit(
        law,
        theta,
        new Split(rows.where(row -> p[row] < 4), rows.where(row -> p[row] == 4), "P"),
        0);
  }

  /** Streams against growth by published constants. */
  public static Findings parallelPlan() {
    return ParallelPlan.withDefaults(ParallelLoss.published("stack"))
        .findings(42, "isoloss plan parallel");
  }

  private static List<Values> draws(double[] theta, int count) {
    RandomGenerator random = new Seed(11).child("draws").generator();
    return IntStream.range(0, count)
        .mapToObj(draw -> {
          double common = random.nextGaussian();
          double[] t = new double[theta.length];
          for (int p = 0; p < t.length; p++) {
            double shock = 0.8 * common + 0.6 * random.nextGaussian();
            t[p] = theta[p] * Math.exp(SPREAD[p % SPREAD.length] * shock);
          }
          return Values.of(t);
        })
        .toList();
  }

  private static Estimate estimate(String name, double value, int parameter, List<Values> draws) {
    if (draws.isEmpty()) {
      return Estimate.point(name, value);
    }
    double[] sorted = draws.stream().mapToDouble(d -> d.get(parameter)).sorted().toArray();
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double variance =
        Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum() / (sorted.length - 1);
    return new Estimate(
        name,
        value,
        OptionalDouble.of(Math.sqrt(variance)),
        OptionalDouble.of(sorted[sorted.length / 20]),
        OptionalDouble.of(sorted[sorted.length - 1 - sorted.length / 20]),
        OptionalDouble.of(0.9));
  }

  private static Fit.HeldOut heldOut(
      ScalingLaw law, double[] theta, Observations rows, String rule) {
    List<String> inputs = law.inputs().stream().map(Variable::symbol).toList();
    List<Prediction> predictions = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      double[] x = rows.row(row, inputs);
      double value = law.value(theta, x);
      predictions.add(
          new Prediction(
              Values.of(x),
              value,
              OptionalDouble.of(0.98 * value),
              OptionalDouble.of(1.02 * value),
              OptionalDouble.of(0.9),
              Prediction.Interval.BOOTSTRAP,
              false,
              Math.log(3)));
    }
    return new Fit.HeldOut(
        rule,
        score(law, theta, rows),
        predictions,
        Values.of(rows.column(law.response().symbol())));
  }

  private static Fit.Score score(ScalingLaw law, double[] theta, Observations rows) {
    List<String> inputs = law.inputs().stream().map(Variable::symbol).toList();
    double[] observed = rows.column(law.response().symbol());
    double mean = Arrays.stream(observed).average().orElseThrow();
    double error = 0;
    double residual = 0;
    double total = 0;
    for (int row = 0; row < rows.size(); row++) {
      double fitted = law.value(theta, rows.row(row, inputs));
      error += 100 * Math.abs(fitted - observed[row]) / observed[row];
      residual += (fitted - observed[row]) * (fitted - observed[row]);
      total += (observed[row] - mean) * (observed[row] - mean);
    }
    return new Fit.Score(rows.size(), error / rows.size(), 1 - residual / total);
  }

  /** Five models on 120 shared samples, low scores good; the middle two are tied. */
  public static Findings leaderboard(String prefix) {
    RandomGenerator random = new Seed(3).child("scores").generator();
    double[] skill = {1.9, 2.0, 2.002, 2.1, 2.3};
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < 120; s++) {
      double difficulty = random.nextGaussian();
      int sample =
          builder.sample(
              Sample.named("document " + s, Kind.NUMERIC).with(Direction.LOWER_IS_BETTER));
      for (int model = 0; model < skill.length; model++) {
        builder.score(
            builder.model(prefix + model),
            sample,
            skill[model] + 0.3 * difficulty + 0.05 * random.nextGaussian());
      }
    }
    Pool pool = builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
    return RankingFindings.of(
        new Ranker(Aggregators.MEAN.get(), ErrorPlan.withDefaults()).rank(Evidence.of(pool)),
        "mean",
        42,
        "");
  }

  public static LadderSummary ladder() {
    return new LadderSummary(
        "a seeded heavy-tailed source of known entropy",
        List.of(
            new LadderSummary.Rung("d16-l1", 12_300, 1e6, 2.51, OptionalDouble.of(0.004), 3.1),
            new LadderSummary.Rung("d32-l2", 48_900, 4e6, 2.18, OptionalDouble.of(0.004), 17.5),
            new LadderSummary.Rung("d64-l2", 171_000, 1e7, 2.02, OptionalDouble.empty(), 61.9)),
        Optional.of(
            new LadderSummary.KnownEntropy(
                1.7423, "conditional on the 64 tokens that the models see")));
  }

  /** Step law fitted to six cells whose runs lie on a bowl around a known law. */
  public static Findings stepLaw() {
    List<double[]> rows = new ArrayList<>();
    for (double n : new double[] {1e8, 1e9}) {
      for (double d : new double[] {2e9, 1e10, 4e10}) {
        addGrid(rows, n, d);
      }
    }
    double[][] columns = new double[5][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int v = 0; v < columns.length; v++) {
        columns[v][i] = rows.get(i)[v];
      }
    }
    Observations table =
        Observations.of(
            List.of(Variable.N, Variable.D, Variable.LEARNING_RATE, Variable.BATCH, Variable.L),
            columns);
    return withoutFurtherLaws(
        Fitter.withDefaults()
            .run(new StepLaw(), new Imported(Split.none(table), List.of(), 0, List.of())));
  }

  /** Without the published rules beside step law, so that a new one leaves figures as they are. */
  private static Findings withoutFurtherLaws(Findings found) {
    Set<String> kept =
        Set.of(
            "step-law",
            "usual constant",
            "best constant",
            "near-optimal",
            "argmin",
            "quadratic",
            "joint");
    List<Findings.Table> tables = new ArrayList<>();
    for (Findings.Table table : found.tables()) {
      tables.add(
          table.hasColumn("law")
              ? new Findings.Table(
                  table.key(),
                  table.caption(),
                  table.detail(),
                  table.nesting(),
                  table.columns(),
                  IntStream.range(0, table.size())
                      .filter(i -> {
                        String law = table.texts("law").get(i);
                        return law.startsWith("fitted") || kept.contains(law);
                      })
                      .mapToObj(table.rows()::get)
                      .toList())
              : table);
    }
    return new Findings(
        found.kind(),
        found.name(),
        found.formula(),
        found.procedure(),
        found.options(),
        found.headline(),
        found.parameters(),
        found.objective(),
        found.facts(),
        tables,
        found.diagnostics(),
        found.account(),
        found.provenance(),
        found.manifest());
  }

  private static void addGrid(List<double[]> rows, double n, double d) {
    double best = 1.7 + 400 / Math.pow(n, 0.34) + 410 / Math.pow(d, 0.28);
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 6; j++) {
        double lr = Math.pow(2, -12 + i / 2.0);
        double batch = 65_536 * Math.pow(2, j);
        double x = Math.log(lr) - Math.log(1.8) + 0.7 * Math.log(n) - 0.3 * Math.log(d);
        double y = Math.log(batch) - Math.log(0.6) - 0.57 * Math.log(d);
        double rise = (0.0125 * x * x - 0.0086 * x * y + 0.0099 * y * y) / 2 + 0.0015 * x * x * x;
        double waves = 3e-4 * Math.sin(7 * i + 3 * j + Math.log(n * d));
        rows.add(new double[] {n, d, lr, batch, best * Math.exp(rise + waves)});
      }
    }
  }

  /** Two tables of a study, one with a form that is worse than the axis shows. */
  public static Findings study() {
    return Findings.plan("scalebench", "R2 = 1 - SS/SS0", 42, "")
        .with(
            Findings.Table.builder("comparison", "Compared")
                .column("table", "table")
                .column("nTest", "rows")
                .column("literature", "in print")
                .column("r2Literature", "R2")
                .column("rmseLiterature", "rmse")
                .column("chosen", "chosen")
                .column("r2Chosen", "R2")
                .column("rmseChosen", "rmse")
                .row("moe", 38, "moe-routed", -2.4, 0.08, "moe-power", 0.47, 0.05)
                .row("data_constrained", 33, "data-constrained", 0.5, 0.2, "ours", 0.8, 0.1)
                .build());
  }

  /** Two domains of two mixtures each. */
  public static Findings mixture() {
    return Findings.plan("domain-mixture", "L_i(r) = c_i + exp(sum_j t_ij r_j)", 42, "")
        .with(
            Findings.Table.builder("predictions", "Predicted")
                .column("group", "group")
                .column("domain", "domain")
                .column("observed", "observed")
                .column("predicted", "predicted")
                .column("leftOut", "left out")
                .row("70M", 1, 2.5, 2.51, 2.52)
                .row("70M", 1, 2.7, 2.69, 2.68)
                .row("70M", 2, 3.1, 3.11, 3.13)
                .row("70M", 2, 3.4, 3.38, 3.37)
                .build());
  }
}
