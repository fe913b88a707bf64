package isoloss.cli;

import isoloss.data.Variable;
import isoloss.data.importer.TableReader;
import isoloss.data.pool.Pool;
import isoloss.fit.Findings;
import isoloss.lab.Embeddings;
import isoloss.rank.query.CustomBenchmark;
import isoloss.rank.query.CustomRanking;
import isoloss.rank.query.RelevanceLabels;
import isoloss.rank.query.RetrievalQuality;
import isoloss.rank.query.SampleQuery;
import isoloss.rank.uncertainty.ErrorPlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Which samples make the benchmark: those that a text query finds. */
final class QueryOptions {
  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description =
          "Rank on the samples about this, and say how the order differs from that of all.")
  String query = "";

  @Option(
      names = "--answer-query",
      paramLabel = "TEXT",
      description = "Keep of them those whose answers are about this.")
  String answerQuery = "";

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "At most so many samples, the most relevant.")
  Optional<Integer> topK = Optional.empty();

  @Option(
      names = "--threshold",
      paramLabel = "R",
      description =
          "Samples of at least this relevance, in (0, 1]: a share of the best hit's, or the cosine of"
              + " embeddings.")
  Optional<Double> threshold = Optional.empty();

  @Option(
      names = "--embedding",
      paramLabel = "DIR",
      description =
          "Search by meaning, by an ONNX embedding model (model.onnx and tokenizer.json); without it"
              + " words are searched.")
  String embedding = "";

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Relevance labels (query, sample, relevant): mAP and CMC@k of the search.")
  String labels = "";

  /** Empty without a query. */
  Optional<CustomBenchmark> benchmark(ErrorPlan plan) {
    if (query.isEmpty() && answerQuery.isEmpty()) {
      if (topK.isPresent() || threshold.isPresent() || !embedding.isEmpty()) {
        throw new UsageException(
            "--top-k, --threshold and --embedding need a --query to search for");
      }
      return Optional.empty();
    }
    SampleQuery wanted =
        SampleQuery.about(query)
            .withAnswer(answerQuery)
            .withTopK(topK.map(OptionalInt::of).orElse(OptionalInt.empty()))
            .withThreshold(threshold.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    CustomBenchmark benchmark =
        CustomBenchmark.of(wanted)
            .with(
                new CustomRanking.Settings(
                    Math.min(200, plan.draws()),
                    plan.level(),
                    plan.seed().child("query"),
                    plan.threads()));
    return Optional.of(
        embedding.isEmpty()
            ? benchmark
            : benchmark.with(Embeddings.of(OutputOptions.path(embedding))));
  }

  /** With mAP and CMC@k of the search over the queries of the labels. */
  Findings quality(Findings findings, Optional<CustomBenchmark> benchmark, Pool pool) {
    RelevanceLabels relevance =
        RelevanceLabels.of(
            TableReader.of(
                    List.of(
                        new Variable(
                            RelevanceLabels.RELEVANT,
                            "grade of relevance",
                            "",
                            Variable.Sign.NON_NEGATIVE)))
                .withLabels(List.of(RelevanceLabels.QUERY, RelevanceLabels.SAMPLE))
                .read(List.of(labels))
                .observations());
    RetrievalQuality found =
        benchmark
            .orElseGet(() -> CustomBenchmark.of(SampleQuery.everything()))
            .quality(pool, relevance);
    return findings.withFacts(found.facts()).with(found.table());
  }
}
