package isoloss.plan;

import isoloss.cost.Accelerator;
import isoloss.cost.DecoderArchitecture;
import isoloss.cost.InferenceCost;
import isoloss.cost.ParallelStreams;
import isoloss.cost.Precision;
import isoloss.cost.Workload;
import java.util.List;

/**
 * Which models are to be run how.
 *
 * @param family ordinary models that streams are added to, and that they are compared with
 * @param streams numbers of parallel streams, 1 among them or not
 * @param prefixTokens of each stream
 * @param batches sequences generated together
 * @param lengths of the sequences; costs are averaged over them where a table says so
 */
public record ParallelScenario(
    ModelFamily family,
    List<Integer> streams,
    int prefixTokens,
    List<Integer> batches,
    List<Lengths> lengths,
    Precision precision,
    Accelerator accelerator) {

  /** Tokens of a sequence. */
  public record Lengths(int inputTokens, int outputTokens) {}

  public ParallelScenario {
    streams = streams.stream().distinct().sorted().toList();
    batches = batches.stream().distinct().sorted().toList();
    lengths = lengths.stream().distinct().toList();
    if (streams.isEmpty() || batches.isEmpty() || lengths.isEmpty()) {
      throw new IllegalArgumentException("streams, batches and lengths may not be empty");
    }
  }

  /** What Chen et al. (2025) compare: in = out = 64 to 512 tokens on an A100 in half precision. */
  public static ParallelScenario published() {
    return new ParallelScenario(
        ModelFamily.published(),
        List.of(1, 2, 4, 8),
        ParallelStreams.PUBLISHED_PREFIX_TOKENS,
        List.of(1, 2, 4, 8),
        List.of(
            new Lengths(64, 64),
            new Lengths(128, 128),
            new Lengths(256, 256),
            new Lengths(512, 512)),
        Precision.HALF,
        Accelerator.a100());
  }

  ParallelStreams streams(int count) {
    return new ParallelStreams(count, prefixTokens);
  }

  /** Non-embedding parameters of a model with these streams. */
  double parameters(DecoderArchitecture model, int count) {
    return streams(count).nonEmbeddingParameters(model);
  }

  InferenceCost.Cost cost(DecoderArchitecture model, int count, int batch, Lengths tokens) {
    return new InferenceCost(model, streams(count), precision, accelerator)
        .of(new Workload(batch, tokens.inputTokens(), tokens.outputTokens()));
  }

  /** The mean over the lengths. */
  InferenceCost.Cost meanCost(DecoderArchitecture model, int count, int batch) {
    InferenceCost.Cost sum = new InferenceCost.Cost(0, 0);
    for (Lengths each : lengths) {
      sum = sum.plus(cost(model, count, batch, each));
    }
    return sum.times(1.0 / lengths.size());
  }

  /** The streams beside the ordinary model. */
  List<Integer> several() {
    return streams.stream().filter(count -> count > 1).toList();
  }
}
