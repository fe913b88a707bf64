package isoloss.sampling.coverage;

import isoloss.fit.Findings;
import isoloss.sampling.Coverage;
import isoloss.sampling.CoverageCurve;
import isoloss.sampling.FirstSuccesses;
import isoloss.stat.Quantile;
import java.util.Optional;
import java.util.OptionalDouble;

/** The table of pass@k: from counts, from first successes, or by a law. */
final class PassAtKRows {
  private static final String COUNTS = "counts";

  private final Findings.Builder rows =
      Findings.Table.builder(
              "passAtK",
              "pass@k (interval and band with the problems as a sample; \"fixed\": another run on these"
                  + " very problems)")
          .nested("models", 1)
          .column("model", "model")
          .column("k", "k")
          .column("value", "pass@k")
          .column("low", "low")
          .column("high", "high")
          .column("standardError", "std. error")
          .column("bandLow", "band low")
          .column("bandHigh", "band high")
          .column("fixedStandardError", "fixed std. error")
          .column("fixedLow", "fixed low")
          .column("fixedHigh", "fixed high")
          .column("basis", "basis");

  void add(String model, CoverageCurve curve) {
    for (Coverage point : curve.points()) {
      rows.row(
          model,
          point.k(),
          point.value(),
          low(point.interval()),
          high(point.interval()),
          number(point.standardError()),
          low(point.band()),
          high(point.band()),
          number(point.fixedStandardError()),
          low(point.fixedInterval()),
          high(point.fixedInterval()),
          COUNTS);
    }
  }

  /** From first successes, which give one interval and no band. */
  void add(String model, int k, FirstSuccesses.Survival at, double level) {
    Quantile.Interval interval = at.coverage(level);
    rows.row(
        model,
        k,
        1 - at.value(),
        interval.low(),
        interval.high(),
        at.standardError(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        COUNTS);
  }

  /** A forecast, which has no band. */
  void add(
      String model,
      int k,
      double value,
      Quantile.Interval ends,
      Optional<Quantile.Interval> fixed,
      String basis) {
    rows.row(
        model,
        k,
        value,
        ends.low(),
        ends.high(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        low(fixed),
        high(fixed),
        basis);
  }

  Findings.Table table() {
    return rows.build();
  }

  static double number(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  static double low(Optional<Quantile.Interval> interval) {
    return interval.map(Quantile.Interval::low).orElse(Double.NaN);
  }

  static double high(Optional<Quantile.Interval> interval) {
    return interval.map(Quantile.Interval::high).orElse(Double.NaN);
  }
}
