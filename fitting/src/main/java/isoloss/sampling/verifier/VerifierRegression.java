package isoloss.sampling.verifier;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Variable;
import isoloss.fit.Analysis;
import isoloss.fit.Estimate;
import isoloss.fit.Findings;
import isoloss.fit.Fitter;
import isoloss.fit.Option;
import isoloss.fit.Source;
import isoloss.fit.Uncertainty;
import isoloss.sampling.resample.ClusterBootstrap;
import isoloss.stat.Correlation;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import isoloss.stat.WeightedLine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The accuracy of what a weak test accepts against the accuracy of one sample, over models: {@code
 * y = a + b x}. A model whose y lies below the accuracy of one sample of a stronger model never
 * gets there by resampling against that test.
 */
public final class VerifierRegression implements Analysis {
  private static final Option FROM =
      Option.number("from", "a second line through the models with x from here on", 0.2, -1);
  private static final Option STRONGER =
      Option.number(
          "stronger",
          "accuracy of one sample of the stronger model; without it the highest x of the table",
          Double.NaN,
          0);

  @Override
  public String name() {
    return "verifier";
  }

  @Override
  public String formula() {
    return "y = intercept + slope x";
  }

  @Override
  public Source source() {
    return new Source(
        "Stroebl et al. (2024), Inference Scaling fLaws", "https://arxiv.org/abs/2411.17501");
  }

  @Override
  public String convention() {
    return "x is the accuracy of one sample, y that of samples which the weak test accepts";
  }

  @Override
  public List<Variable> inputs() {
    return List.of(
        new Variable("x", "accuracy of one sample", "1", Variable.Sign.NON_NEGATIVE),
        new Variable("y", "accuracy of accepted samples", "1", Variable.Sign.NON_NEGATIVE));
  }

  @Override
  public List<Variant> variants() {
    return List.of(
        new Variant(
            "default", "Least squares, models drawn with replacement.", List.of(FROM, STRONGER)));
  }

  @Override
  public Findings run(Imported data, Fitter fitter) {
    Observations table = data.observations();
    double[] x = table.column("x");
    double[] y = table.column("y");
    if (x.length < 3) {
      throw new InputException(x.length + " models are too few for a line; give at least 3");
    }
    double from = FROM.numberIn(fitter.options());
    double given = STRONGER.numberIn(fitter.options());
    double stronger = Double.isNaN(given) ? Arrays.stream(x).max().orElseThrow() : given;
    WeightedLine line = WeightedLine.through(x, y);
    List<String> models = models(table);
    long weaker = Arrays.stream(x).filter(each -> each < stronger).count();
    long able =
        IntStream.range(0, x.length).filter(i -> x[i] < stronger && y[i] >= stronger).count();
    Findings findings =
        Findings.of(this, data, fitter)
            .withParameters(estimates(line, x, y, table, fitter))
            .with(Findings.Fact.of("modelCount", "models", "", x.length))
            .with(Findings.Fact.of("pearson", "correlation r", "", Correlation.pearson(x, y)))
            .with(Findings.Fact.of("rSquared", "R2", "", line.rSquared()))
            .with(Findings.Fact.of("spearman", "Spearman", "", Correlation.spearman(x, y)))
            .with(
                Findings.Fact.of(
                    "strongerAccuracy", "accuracy of the stronger model", "", stronger))
            .with(
                Findings.Fact.of("modelsThatCanReach", "weaker models that can reach it", "", able))
            .with(Findings.Fact.of("weakerModels", "weaker models", "", weaker));
    return withSubset(findings, x, y, line, from)
        .with(modelTable(models, x, y, line, stronger))
        .withHeadline(
            String.format(
                Locale.ROOT,
                "What the test accepts is right with %.4g + %.4g x; %d of %d weaker models can reach"
                    + " %.4g by resampling.",
                line.intercept(),
                line.slope(),
                able,
                weaker,
                stronger));
  }

  private static List<String> models(Observations table) {
    return table
        .label("model")
        .orElseGet(() -> IntStream.rangeClosed(1, table.size()).mapToObj(String::valueOf).toList());
  }

  private static Findings withSubset(
      Findings findings, double[] x, double[] y, WeightedLine all, double from) {
    int[] rows = IntStream.range(0, x.length).filter(i -> x[i] >= from).toArray();
    double[] subX = Arrays.stream(rows).mapToDouble(i -> x[i]).toArray();
    double[] subY = Arrays.stream(rows).mapToDouble(i -> y[i]).toArray();
    WeightedLine line = WeightedLine.through(subX, subY);
    return findings.with(
        Findings.Table.builder("lines", "Lines through all models and through the better ones")
            .column("models", "models with")
            .column("count", "count")
            .column("intercept", "intercept")
            .column("slope", "slope")
            .column("pearson", "r")
            .row("any x", x.length, all.intercept(), all.slope(), Correlation.pearson(x, y))
            .row(
                String.format(Locale.ROOT, "x >= %.4g", from),
                rows.length,
                line.intercept(),
                line.slope(),
                Correlation.pearson(subX, subY))
            .build());
  }

  private static Findings.Table modelTable(
      List<String> models, double[] x, double[] y, WeightedLine line, double stronger) {
    Findings.Builder table =
        Findings.Table.builder("models", "Models")
            .column("model", "model")
            .column("x", "accuracy of one sample")
            .column("y", "accuracy of accepted samples")
            .column("fitted", "by the line")
            .column("reaches", "can reach the stronger model");
    for (int i = 0; i < x.length; i++) {
      table.row(models.get(i), x[i], y[i], line.at(x[i]), y[i] >= stronger);
    }
    return table.build();
  }

  private static List<Estimate> estimates(
      WeightedLine line, double[] x, double[] y, Observations table, Fitter fitter) {
    if (!(fitter.uncertainty() instanceof Uncertainty.Bootstrap how)) {
      return List.of(
          Estimate.point("intercept", line.intercept()), Estimate.point("slope", line.slope()));
    }
    ClusterBootstrap bootstrap = ClusterBootstrap.ofRows(table, how, fitter, "verifier");
    double[][] drawn =
        bootstrap.run(times -> {
          WeightedLine redrawn = WeightedLine.through(x, y, times);
          return new double[] {redrawn.intercept(), redrawn.slope()};
        });
    return List.of(
        estimate("intercept", line.intercept(), bootstrap, drawn[0]),
        estimate("slope", line.slope(), bootstrap, drawn[1]));
  }

  private static Estimate estimate(
      String name, double value, ClusterBootstrap bootstrap, double[] drawn) {
    Quantile.Interval interval = bootstrap.interval(drawn);
    return new Estimate(
        name,
        value,
        Moments.of(Arrays.stream(drawn).filter(Double::isFinite).toArray()).standardDeviation(),
        OptionalDouble.of(interval.low()),
        OptionalDouble.of(interval.high()),
        OptionalDouble.of(bootstrap.level()));
  }
}
