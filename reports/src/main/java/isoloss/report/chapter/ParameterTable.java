package isoloss.report.chapter;

import isoloss.fit.Estimate;
import isoloss.fit.Fit;
import isoloss.fit.Parameter;
import isoloss.report.Block;
import isoloss.report.GreekLetters;
import isoloss.report.NumberText;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The estimates of a fit, and the share of compute that goes into parameters where defined. */
final class ParameterTable {
  private static final int DIGITS = 4;

  private ParameterTable() {}

  static Block of(Fit fit) {
    boolean uncertain = fit.estimates().stream().anyMatch(e -> e.standardError().isPresent());
    OptionalDouble level =
        fit.estimates().stream()
            .filter(e -> e.level().isPresent())
            .findFirst()
            .map(Estimate::level)
            .orElse(OptionalDouble.empty());
    List<Block.Column> columns =
        new ArrayList<>(List.of(Block.Column.text("Parameter"), Block.Column.number("Estimate")));
    if (uncertain) {
      columns.add(Block.Column.number("Standard error"));
      columns.add(
          Block.Column.number(
              level.isPresent()
                  ? NumberText.percent(level.getAsDouble()) + " interval"
                  : "Interval"));
    }
    columns.add(Block.Column.text("Meaning"));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < fit.estimates().size(); i++) {
      Parameter parameter = fit.law().parameters().get(i);
      rows.add(row(fit.estimates().get(i), parameter.meaning(), uncertain));
    }
    allocation(fit, level)
        .ifPresent(share ->
            rows.add(row(share, "optimal N grows as C to the power a = β / (α + β)", uncertain)));
    return new Block.Table("Parameters in the units of the formula", columns, rows);
  }

  private static List<String> row(Estimate estimate, String meaning, boolean uncertain) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                GreekLetters.of(estimate.name()),
                NumberText.significant(estimate.value(), DIGITS)));
    if (uncertain) {
      cells.add(Sentences.number(estimate.standardError(), 3));
      cells.add(Sentences.interval(estimate.low(), estimate.high(), DIGITS));
    }
    cells.add(meaning);
    return cells;
  }

  /**
   * {@code a = beta / (alpha + beta)} of a law with those exponents, with quantiles of the draws.
   */
  private static Optional<Estimate> allocation(Fit fit, OptionalDouble level) {
    List<String> names = fit.law().parameters().stream().map(Parameter::name).toList();
    int alpha = names.indexOf("alpha");
    int beta = names.indexOf("beta");
    if (alpha < 0 || beta < 0) {
      return Optional.empty();
    }
    double value = share(fit.theta()[alpha], fit.theta()[beta]);
    if (fit.draws().size() < 2 || level.isEmpty()) {
      return Optional.of(Estimate.point("a", value));
    }
    double[] draws =
        fit.draws().stream()
            .mapToDouble(draw -> share(draw.get(alpha), draw.get(beta)))
            .sorted()
            .toArray();
    return Optional.of(
        new Estimate(
            "a",
            value,
            Moments.of(draws).standardDeviation(),
            OptionalDouble.of(Quantile.ofSorted(draws, (1 - level.getAsDouble()) / 2)),
            OptionalDouble.of(Quantile.ofSorted(draws, (1 + level.getAsDouble()) / 2)),
            level));
  }

  private static double share(double alpha, double beta) {
    return beta / (alpha + beta);
  }
}
