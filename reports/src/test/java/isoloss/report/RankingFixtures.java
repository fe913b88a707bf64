package isoloss.report;

import isoloss.data.Seed;
import isoloss.data.pool.Direction;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.rank.Ranking;
import isoloss.rank.RankingFindings;
import isoloss.rank.uncertainty.ErrorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Rankings of made-up models, with every table that a ranking may have. */
public final class RankingFixtures {
  private static final double CRITICAL = 3.4;

  private static final List<String> OWNERS =
      List.of("CorticalStack", "MaziyarPanahi", "paulml", "jsfs11", "udkai", "meta-llama", "Qwen");

  private static final List<String> STEMS =
      List.of(
          "neurotic-crown-clown-7b-tak-stack-dpo",
          "Llama-3-70B-Instruct-DPO-v0.1",
          "OmniBeagleSquaredMBX-v3-7B",
          "MixtureofMerges-MoE-2x7b-v6",
          "Turdus",
          "Mistral-7b-instruct-v0.2-summ-sft-dpo-ed2");

  private static final List<String> SOURCES =
      List.of("arc", "gsm8k", "hellaswag", "mmlu", "truthfulqa", "winogrande");

  private RankingFixtures() {}

  /** Five models that are compared, two more that are compared with each other, one alone. */
  public static List<Findings> all() {
    return List.of(of(5, 4));
  }

  /** A ranking with so many models in its largest component, from so many sources. */
  public static Findings of(int models, int sources) {
    List<Ranking.Component> components = new ArrayList<>();
    components.add(component(1, models, 0, 1260));
    components.add(component(2, 2, models, 40));
    components.add(component(3, 1, models + 2, 12));
    Ranking ranking =
        new Ranking(
            "bradley-terry",
            "log-strength, mean 0 in a component",
            OptionalDouble.of(-24242.34),
            0.95,
            components,
            List.of(
                new Diagnostic.Remark(
                    "components",
                    Diagnostic.Severity.WARNING,
                    "the models fall into 3 components; between them there is no order")));
    return RankingFindings.of(
            ranking, "P(i beats j) = 1/(1 + exp(theta_j - theta_i))", 42, "isoloss rank pool.csv")
        .with(matrix(models, Math.max(8, Math.min(120, 2 * models))))
        .with(robustness())
        .with(agreement(sources))
        .with(disagreements(models, sources))
        .with(nodes(sources))
        .with(edges(sources))
        .with(custom(models));
  }

  /** Distinct for each number. */
  public static String model(int number) {
    String stem = STEMS.get(number % STEMS.size());
    int round = number / (OWNERS.size() * STEMS.size());
    return OWNERS.get(number % OWNERS.size()) + "/" + stem + (round == 0 ? "" : "-v" + round);
  }

  private static String source(int number) {
    return number < SOURCES.size()
        ? SOURCES.get(number)
        : "helm:" + SOURCES.get(number % SOURCES.size()) + "-" + number;
  }

  private static Ranking.Component component(int number, int models, int from, int samples) {
    double[] scores = new double[models];
    double error = 0.8 / Math.sqrt(models + 10.0);
    Arrays.setAll(scores, i -> models < 2 ? Double.NaN : 1.1 - 2.2 * i / (models - 1.0));
    List<Ranking.Row> rows = new ArrayList<>();
    int group = 0;
    int leader = 0;
    long separated = 0;
    for (int i = 0; i < models; i++) {
      if (i == 0 || scores[leader] - scores[i] > CRITICAL * error) {
        group++;
        leader = i;
      }
      int at = i;
      int better = count(scores, other -> other - scores[at] > CRITICAL * error);
      int worse = count(scores, other -> scores[at] - other > CRITICAL * error);
      separated += better;
      rows.add(
          new Ranking.Row(
              model(from + i),
              scores[i],
              models < 2 ? OptionalDouble.empty() : OptionalDouble.of(error),
              models < 2 ? OptionalDouble.empty() : OptionalDouble.of(scores[i] - 1.96 * error),
              models < 2 ? OptionalDouble.empty() : OptionalDouble.of(scores[i] + 1.96 * error),
              1 + better,
              models - worse,
              group,
              samples - 7 * i % samples,
              1 + i % 6));
    }
    return new Ranking.Component(
        number,
        rows,
        Direction.HIGHER_IS_BETTER,
        samples,
        samples / 2,
        ErrorKind.CLUSTERED,
        CRITICAL,
        separated,
        List.of());
  }

  private static int count(double[] scores, DoublePredicate isSuch) {
    return (int) Arrays.stream(scores).filter(isSuch).count();
  }

  private static Findings.Table matrix(int models, int columns) {
    RandomGenerator random = new Seed(5).child("matrix").generator();
    Findings.Builder table =
        Findings.Table.builder("matrix", "Scores of models on samples")
            .detail()
            .column("row", "row")
            .column("model", "model")
            .column("column", "column")
            .column("sample", "sample")
            .column("value", "mean score")
            .column("missing", "share not measured");
    for (int row = 0; row < models; row++) {
      for (int column = 0; column < columns; column++) {
        boolean isMissing = random.nextDouble() < 0.15 || row > models / 2 && column < columns / 4;
        double ease = 4.0 * (0.5 - column / (double) columns) + 2.0 * (0.5 - row / (double) models);
        double score = 1 / (1 + Math.exp(-ease)) + 0.12 * random.nextGaussian();
        table.row(
            row,
            model(row),
            column,
            columns == 120 ? "10 samples" : "sample " + column,
            isMissing ? Double.NaN : Math.clamp(score, 0, 1),
            isMissing ? 1 : random.nextInt(3) / 10.0);
      }
    }
    return table.build();
  }

  private static Findings.Table robustness() {
    Findings.Builder table =
        Findings.Table.builder("robustness", "Order kept when measurements are removed")
            .column("removedKind", "removed")
            .column("method", "method")
            .column("removed", "share")
            .column("tau", "tau")
            .column("tauSpread", "spread")
            .column("repetitions", "repetitions");
    List<String> methods = List.of("mean", "bradley-terry", "plackett-luce", "rasch", "copeland");
    for (String kind : List.of("cells", "samples")) {
      for (int m = 0; m < methods.size(); m++) {
        for (double removed : new double[] {0, 0.5, 0.8, 0.9, 0.95, 0.99}) {
          double kept = Math.pow(1 - removed, 0.1 + 0.02 * m);
          table.row(kind, methods.get(m), removed, kept, 0.04 * (1 - kept), 5);
        }
      }
    }
    return table.build();
  }

  private static Findings.Table agreement(int sources) {
    Findings.Builder table =
        Findings.Table.builder("agreement", "Agreement of sources")
            .column("first", "source")
            .column("second", "and")
            .column("tau", "tau")
            .column("low", "low")
            .column("high", "high")
            .column("models", "models of both");
    for (int i = 0; i < sources; i++) {
      for (int j = i + 1; j < sources; j++) {
        boolean few = i + j == 5;
        double tau = few ? Double.NaN : Math.cos(0.3 + 0.09 * (j - i)) - 0.02 * i;
        table.row(source(i), source(j), tau, tau - 0.08, tau + 0.06, few ? 1 : 150 - 3 * i - j);
      }
    }
    return table.build();
  }

  private static Findings.Table disagreements(int models, int sources) {
    Findings.Builder table =
        Findings.Table.builder("disagreements", "Models that a source places elsewhere")
            .column("model", "model")
            .column("source", "source")
            .column("difference", "difference")
            .column("standardError", "standard error")
            .column("p", "p (Holm)");
    for (int m = 0; m < models; m++) {
      for (int s = 0; s < sources; s++) {
        double difference = 0.9 * Math.sin(1.7 * m + 2.3 * s);
        double error = 0.15 + 0.02 * s;
        double p = Math.min(1, 60 * Math.exp(-Math.pow(difference / error, 2) / 2));
        table.row(model(m), source(s), difference, error, p);
      }
    }
    return table.build();
  }

  private static Findings.Table nodes(int sources) {
    Findings.Builder table =
        Findings.Table.builder("nodes", "Parts of the pool")
            .column("node", "part")
            .column("kind", "kind")
            .column("models", "models");
    IntStream.range(0, 5).forEach(i -> table.row("component " + (i + 1), "component", 120 >> i));
    IntStream.range(0, sources).forEach(i -> table.row(source(i), "source", 150 - 4 * i));
    return table.build();
  }

  private static Findings.Table edges(int sources) {
    Findings.Builder table =
        Findings.Table.builder("edges", "What connects them")
            .column("from", "from")
            .column("to", "to")
            .column("models", "models")
            .column("order", "order")
            .row("component 1", "component 2", 312, "above")
            .row("component 1", "component 3", 45, "above")
            .row("component 2", "component 4", 7, "above")
            .row("component 3", "component 4", 9, "above")
            .row("component 1", "component 4", 88, "above");
    for (int i = 0; i < sources; i++) {
      for (int j = i + 1; j < sources; j++) {
        if ((i + j) % 4 != 3) {
          table.row(source(i), source(j), 150 - 3 * i - j, "");
        }
      }
    }
    return table.build();
  }

  private static Findings.Table custom(int models) {
    Findings.Builder table =
        Findings.Table.builder("custom", "Ranks on the samples of the query and on all")
            .column("model", "model")
            .column("globalRank", "rank on all")
            .column("customRank", "rank")
            .column("customLow", "best rank")
            .column("customHigh", "worst rank");
    for (int m = 0; m < models; m++) {
      int rank = 1 + (m * 7 + 3) % models;
      table.row(model(m), m + 1, rank, Math.max(1, rank - 4), Math.min(models, rank + 6));
    }
    return table.build();
  }
}
