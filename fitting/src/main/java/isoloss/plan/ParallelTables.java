package isoloss.plan;

import isoloss.cost.DecoderArchitecture;
import isoloss.cost.InferenceCost;
import isoloss.fit.Findings;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of a {@link ParallelPlan}. */
final class ParallelTables {
  static final double BYTES_PER_GIB = 1L << 30;

  /** More rows than this are too many for a terminal. */
  private static final int MANY = 24;

  /** Weight and gradient in two bytes, weight and two moments of Adam in four. */
  private static final double TRAINING_BYTES_PER_PARAMETER = 2 + 2 + 3 * 4;

  private final ParallelScenario scenario;
  private final ParallelLoss loss;
  private final double level;

  ParallelTables(ParallelScenario scenario, ParallelLoss loss, double level) {
    this.scenario = scenario;
    this.loss = loss;
    this.level = level;
  }

  /** A model with streams under a workload. */
  private record Choice(
      DecoderArchitecture model, int streams, int batch, ParallelScenario.Lengths tokens) {}

  /** Loss and cost of every choice; the front is taken among those of equal workload. */
  Findings.Table options() {
    Findings.Builder table =
        Findings.Table.builder(
                "options",
                "Loss, memory and latency of each model, number of streams and workload; on a front: no"
                    + " other choice for the same workload is as good in each and better in one")
            .column("baseN", "parameters at P = 1", "parameters")
            .column("N", "N", "parameters")
            .column("P", "P", "streams")
            .column("batch", "batch", "sequences")
            .column("inputTokens", "input", "tokens")
            .column("outputTokens", "output", "tokens")
            .column("loss", "loss", "nats/token")
            .column("lossLow", "low", "nats/token")
            .column("lossHigh", "high", "nats/token")
            .column("memoryGiB", "memory", "GiB")
            .column("latencySeconds", "latency", "s")
            .column("fitsDevice", "fits the device")
            .column("pareto", "on the front of all three")
            .column("paretoMemory", "of loss and memory")
            .column("paretoLatency", "of loss and latency");
    int rows = 0;
    for (int batch : scenario.batches()) {
      for (ParallelScenario.Lengths tokens : scenario.lengths()) {
        rows += addWorkload(table, batch, tokens);
      }
    }
    return (rows > MANY ? table.detail() : table).build();
  }

  private int addWorkload(Findings.Builder table, int batch, ParallelScenario.Lengths tokens) {
    List<Choice> choices = new ArrayList<>();
    for (DecoderArchitecture model : scenario.family().models()) {
      for (int streams : scenario.streams()) {
        choices.add(new Choice(model, streams, batch, tokens));
      }
    }
    List<double[]> costs = choices.stream().map(this::costs).toList();
    boolean[] all = Pareto.front(costs);
    boolean[] memory = Pareto.front(pairs(costs, 1));
    boolean[] latency = Pareto.front(pairs(costs, 2));
    for (int i = 0; i < choices.size(); i++) {
      add(table, choices.get(i), all[i], memory[i], latency[i]);
    }
    return choices.size();
  }

  /** The loss beside one of the costs. */
  private static List<double[]> pairs(List<double[]> costs, int place) {
    return costs.stream().map(each -> new double[] {each[0], each[place]}).toList();
  }

  private InferenceCost.Cost cost(Choice choice) {
    return scenario.cost(choice.model(), choice.streams(), choice.batch(), choice.tokens());
  }

  private double[] costs(Choice choice) {
    InferenceCost.Cost cost = cost(choice);
    double n = scenario.parameters(choice.model(), choice.streams());
    return new double[] {loss.at(n, choice.streams()), cost.memoryBytes(), cost.latencySeconds()};
  }

  private void add(Findings.Builder table, Choice choice, boolean... onFronts) {
    InferenceCost.Cost cost = cost(choice);
    double n = scenario.parameters(choice.model(), choice.streams());
    Optional<Quantile.Interval> interval = loss.interval(n, choice.streams(), level);
    table.row(
        choice.model().nonEmbeddingParameters(),
        n,
        choice.streams(),
        choice.batch(),
        choice.tokens().inputTokens(),
        choice.tokens().outputTokens(),
        loss.at(n, choice.streams()),
        interval.map(Quantile.Interval::low).orElse(Double.NaN),
        interval.map(Quantile.Interval::high).orElse(Double.NaN),
        cost.memoryBytes() / BYTES_PER_GIB,
        cost.latencySeconds(),
        cost.memoryBytes() <= scenario.accelerator().memoryBytes(),
        onFronts[0],
        onFronts[1],
        onFronts[2]);
  }

  /** Every comparison at every batch. */
  Findings.Table equalLoss(List<EqualLoss.Comparison> comparisons) {
    Findings.Builder table =
        Findings.Table.builder(
                "equalLoss",
                "What streams add, beside growing the ordinary model to the same loss (means over"
                    + " the lengths); advantage: how many times less streams add than growth")
            .column("source", "loss by")
            .column("baseN", "parameters at P = 1", "parameters")
            .column("P", "P", "streams")
            .column("batch", "batch", "sequences")
            .column("loss", "loss", "nats/token")
            .column("denseN", "ordinary model of this loss", "parameters")
            .column("baseMemoryGiB", "memory at P = 1", "GiB")
            .column("memoryGiB", "with streams", "GiB")
            .column("denseMemoryGiB", "ordinary", "GiB")
            .column("baseLatencySeconds", "latency at P = 1", "s")
            .column("latencySeconds", "with streams", "s")
            .column("denseLatencySeconds", "ordinary", "s")
            .column("memoryAdvantage", "memory advantage", "times")
            .column("latencyAdvantage", "latency advantage", "times");
    for (EqualLoss.Comparison each : comparisons) {
      table.row(
          each.source(),
          each.baseN(),
          each.streams(),
          each.batch(),
          each.loss(),
          each.denseN(),
          each.base().memoryBytes() / BYTES_PER_GIB,
          each.parallel().memoryBytes() / BYTES_PER_GIB,
          each.dense().memoryBytes() / BYTES_PER_GIB,
          each.base().latencySeconds(),
          each.parallel().latencySeconds(),
          each.dense().latencySeconds(),
          each.memoryAdvantage(),
          each.latencyAdvantage());
    }
    return table.detail().build();
  }

  /** The same in short: the smallest batch beside the largest. */
  Findings.Table advantage(List<EqualLoss.Comparison> comparisons) {
    int small = scenario.batches().getFirst();
    int large = scenario.batches().getLast();
    Findings.Builder table =
        Findings.Table.builder(
                "advantage",
                "How many times less streams add to memory and latency than growing the model to the"
                    + " same loss (means over the lengths)")
            .column("source", "loss by")
            .column("baseN", "at P = 1", "parameters")
            .column("P", "P")
            .column("loss", "loss", "nats/token")
            .column("denseN", "ordinary model", "parameters")
            .column("memorySmallBatch", "memory, batch " + small)
            .column("latencySmallBatch", "latency, batch " + small)
            .column("memoryLargeBatch", "memory, batch " + large)
            .column("latencyLargeBatch", "latency, batch " + large);
    for (EqualLoss.Comparison first : comparisons) {
      if (first.batch() == small) {
        EqualLoss.Comparison last =
            comparisons.stream()
                .filter(other -> sameCase(first, other) && other.batch() == large)
                .findFirst()
                .orElse(first);
        table.row(
            first.source(),
            first.baseN(),
            first.streams(),
            first.loss(),
            first.denseN(),
            first.memoryAdvantage(),
            first.latencyAdvantage(),
            last.memoryAdvantage(),
            last.latencyAdvantage());
      }
    }
    return table.build();
  }

  private static boolean sameCase(EqualLoss.Comparison a, EqualLoss.Comparison b) {
    return a.source().equals(b.source())
        && a.baseN() == b.baseN()
        && a.streams() == b.streams()
        && a.loss() == b.loss();
  }

  /**
   * {@code 6 N D P} training FLOP beside {@code 6 N' D} of the ordinary model of the same loss.
   *
   * @param tokens D
   */
  Findings.Table training(double tokens) {
    Findings.Builder table =
        Findings.Table.builder(
                "training",
                "Training with streams beside growing the model to the same loss: 6 N D P FLOP, since"
                    + " every stream runs forwards and backwards (the backward share is inferred);"
                    + " weights, gradients and Adam take 16 bytes a parameter whatever P;"
                    + " activations, inferred, P times as many")
            .column("baseN", "at P = 1", "parameters")
            .column("P", "P", "streams")
            .column("extraParameters", "added", "parameters")
            .column("tokens", "D", "tokens")
            .column("flops", "training", "FLOP")
            .column("denseN", "ordinary model", "parameters")
            .column("denseFlops", "its training", "FLOP")
            .column("flopsRatio", "streams/ordinary")
            .column("stateGiB", "weights and Adam", "GiB")
            .column("denseStateGiB", "ordinary", "GiB")
            .column("activationFactor", "activations", "times");
    for (DecoderArchitecture model : scenario.family().models()) {
      for (int streams : scenario.several()) {
        double n = scenario.parameters(model, streams);
        double denseN = loss.parametersFor(loss.at(n, streams), 1);
        double embeddings = model.embeddingParameters();
        table.row(
            model.nonEmbeddingParameters(),
            streams,
            scenario.streams(streams).extraParameters(model),
            tokens,
            6 * n * tokens * streams,
            denseN,
            6 * denseN * tokens,
            n * streams / denseN,
            TRAINING_BYTES_PER_PARAMETER * (n + embeddings) / BYTES_PER_GIB,
            TRAINING_BYTES_PER_PARAMETER * scenario.family().parameters(denseN) / BYTES_PER_GIB,
            streams);
      }
    }
    return table.build();
  }
}
