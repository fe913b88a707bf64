package isoloss.law.hyper;

import isoloss.fit.Findings;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What laws say of dense models at 20 tokens per parameter, from the smallest size on; for a chart.
 */
final class AdviceCurves {
  private static final double TOKENS_PER_PARAMETER = 20;
  private static final int POINTS = 25;

  /** How far beyond the largest measured size the curves go. */
  private static final double BEYOND = 100;

  private AdviceCurves() {}

  static Findings.Table of(StepResult result) {
    Findings.Builder table =
        Findings.Table.builder("curves", "What laws say at 20 tokens per parameter")
            .detail()
            .column("law", "law")
            .column("parameters", "N", "parameters")
            .column("lr", "learning rate")
            .column("batch", "batch", "tokens");
    double[] measured = result.cells().levels(Cell::parameters);
    double from = measured[0];
    double to = BEYOND * measured[measured.length - 1];
    result
        .summaries()
        .forEach((method, summary) ->
            summary
                .law()
                .filter(law -> result.cells().sizeVaries())
                .ifPresent(law ->
                    rows(table, "fitted, " + method.text(), from, to, run -> advise(law, run))));
    for (HyperparameterLaw law : HyperparameterLaws.all()) {
      rows(table, law.name(), from, to, law::advise);
    }
    return table.build();
  }

  private static HyperparameterLaw.Advice advise(
      StepCoefficients law, HyperparameterLaw.PlannedRun run) {
    double logTokens = Math.log(run.tokens());
    return HyperparameterLaw.Advice.of(
        Math.exp(
            law.rateIntercept()
                + law.rateN() * Math.log(run.parameters())
                + law.rateD() * logTokens),
        Math.exp(law.batchIntercept() + law.batchD() * logTokens));
  }

  private static void rows(
      Findings.Builder table,
      String name,
      double from,
      double to,
      Function<HyperparameterLaw.PlannedRun, HyperparameterLaw.Advice> law) {
    for (int i = 0; i < POINTS; i++) {
      double size = from * Math.pow(to / from, i / (POINTS - 1.0));
      HyperparameterLaw.Advice advice =
          law.apply(HyperparameterLaw.PlannedRun.dense(size, TOKENS_PER_PARAMETER * size));
      if (advice.refusal().isEmpty() && advice.learningRate().isPresent()) {
        table.row(name, size, number(advice.learningRate()), number(advice.batchTokens()));
      }
    }
  }

  private static double number(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
