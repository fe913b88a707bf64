package isoloss.sampling.coverage;

import isoloss.fit.Findings;
import isoloss.sampling.PairedDifference;
import isoloss.sampling.ProblemCounts;
import isoloss.sampling.SamplingDesign;
import java.util.List;
import java.util.Map;

/** Paired differences of pass@k between the first few models of a table. */
final class ModelDifferences {
  private static final int MOST_COMPARED_MODELS = 8;

  private ModelDifferences() {}

  static Findings.Table table(
      Map<String, List<ProblemCounts>> models,
      List<Integer> ks,
      SamplingDesign design,
      double level) {
    Findings.Builder rows =
        Findings.Table.builder(
                "differences", "Differences of models on the problems that both have")
            .detail()
            .column("first", "first model")
            .column("second", "second model")
            .column("k", "k", "samples")
            .column("problems", "shared problems")
            .column("value", "first less second")
            .column("low", "low")
            .column("high", "high")
            .column("standardError", "std. error, paired")
            .column("unpairedStandardError", "std. error, unpaired")
            .column("correlation", "correlation");
    List<String> names = models.keySet().stream().limit(MOST_COMPARED_MODELS).toList();
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        for (int k : ks) {
          PairedDifference difference =
              PairedDifference.of(
                  models.getOrDefault(names.get(i), List.of()),
                  models.getOrDefault(names.get(j), List.of()),
                  k,
                  design,
                  level);
          rows.row(
              names.get(i),
              names.get(j),
              k,
              difference.problems(),
              difference.value(),
              PassAtKRows.low(difference.interval()),
              PassAtKRows.high(difference.interval()),
              PassAtKRows.number(difference.standardError()),
              PassAtKRows.number(difference.unpairedStandardError()),
              difference.correlation());
        }
      }
    }
    return rows.build();
  }
}
