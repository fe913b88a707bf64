package isoloss.fit;

import isoloss.data.DataTable;
import isoloss.data.Observations;
import isoloss.data.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A fit in three tables, as R's broom has them. */
final class FitTables {
  private FitTables() {}

  static DataTable tidy(Fit fit) {
    List<Estimate> all = fit.estimates();
    return DataTable.empty()
        .withTexts(FitColumn.PARAMETER.column(), all.stream().map(Estimate::name).toList())
        .withNumbers(
            FitColumn.ESTIMATE.column(), all.stream().mapToDouble(Estimate::value).toArray())
        .withNumbers(FitColumn.STANDARD_ERROR.column(), numbers(all, Estimate::standardError))
        .withNumbers(FitColumn.LOW.column(), numbers(all, Estimate::low))
        .withNumbers(FitColumn.HIGH.column(), numbers(all, Estimate::high))
        .withNumbers(FitColumn.LEVEL.column(), numbers(all, Estimate::level))
        .withTexts(
            FitColumn.MEANING.column(),
            fit.law().parameters().stream().map(Parameter::meaning).toList());
  }

  private static double[] numbers(List<Estimate> all, Function<Estimate, OptionalDouble> what) {
    return all.stream().mapToDouble(each -> what.apply(each).orElse(Double.NaN)).toArray();
  }

  static DataTable glance(Fit fit) {
    return DataTable.empty()
        .withTexts(FitColumn.LAW.column(), List.of(fit.law().name()))
        .withTexts(FitColumn.PROCEDURE.column(), List.of(fit.procedure()))
        .withIntegers(FitColumn.N_ROWS.column(), List.of((long) fit.observations().size()))
        .withIntegers(FitColumn.N_PARAMETERS.column(), List.of((long) fit.estimates().size()))
        .withNumbers(FitColumn.OBJECTIVE.column(), fit.objective().value())
        .withTexts(FitColumn.OBJECTIVE_NAME.column(), List.of(fit.objective().name()))
        .withNumbers(FitColumn.PUBLISHED_OBJECTIVE.column(), fit.publishedObjective().value())
        .withNumbers(FitColumn.MAPE_PERCENT.column(), fit.inSample().mapePercent())
        .withNumbers(FitColumn.R2.column(), fit.inSample().r2())
        .withNumbers(
            FitColumn.HELD_OUT_MAPE_PERCENT.column(),
            fit.heldOut().map(held -> held.score().mapePercent()).orElse(Double.NaN))
        .withTexts(FitColumn.CONVERGED.column(), List.of(String.valueOf(fit.converged())))
        .withNumbers(FitColumn.FIRST_ORDER.column(), fit.optimum().firstOrder())
        .withIntegers(FitColumn.STARTS.column(), List.of((long) fit.optimum().starts()))
        .withIntegers(
            FitColumn.STARTS_AT_OPTIMUM.column(), List.of((long) fit.optimum().startsAtOptimum()))
        .withIntegers(FitColumn.EVALUATIONS.column(), List.of(fit.optimum().evaluations()))
        .withIntegers(FitColumn.DRAWS.column(), List.of((long) fit.draws().size()))
        .withTexts(
            FitColumn.GRAVITY.column(), List.of(fit.gravity().name().toLowerCase(Locale.ROOT)));
  }

  static DataTable augment(Fit fit) {
    Observations train = fit.observations();
    Observations held = fit.data().split().heldOut();
    Rows rows = Rows.of(fit.law(), train);
    Rows heldRows = Rows.of(fit.law(), held);
    DataTable table = DataTable.empty();
    for (Variable input : fit.law().inputs()) {
      table = table.withNumbers(input.symbol(), joined(train, held, input));
    }
    Variable response = fit.law().response();
    double[] observed = joined(train, held, response);
    double[] fitted = new double[rows.size() + heldRows.size()];
    for (int row = 0; row < fitted.length; row++) {
      Rows of = row < rows.size() ? rows : heldRows;
      int index = row < rows.size() ? row : row - rows.size();
      fitted[row] = fit.law().value(fit.theta(), of.x(index));
    }
    List<String> roles = new ArrayList<>(Collections.nCopies(rows.size(), "train"));
    roles.addAll(Collections.nCopies(heldRows.size(), "held-out"));
    return table
        .withNumbers(response.symbol(), observed)
        .withTexts(FitColumn.ROLE.column(), roles)
        .withNumbers(FitColumn.FITTED.column(), fitted)
        .withNumbers(FitColumn.RESIDUAL.column(), residuals(observed, fitted, rows.logarithmic()))
        .withNumbers(
            FitColumn.ERROR_PERCENT.column(),
            IntStream.range(0, fitted.length)
                .mapToDouble(row -> 100 * (fitted[row] - observed[row]) / observed[row])
                .toArray());
  }

  private static double[] joined(Observations train, Observations held, Variable variable) {
    double[] first = train.column(variable.symbol());
    double[] last = held.isEmpty() ? new double[0] : held.column(variable.symbol());
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(last)).toArray();
  }

  private static double[] residuals(double[] observed, double[] fitted, boolean logarithmic) {
    return IntStream.range(0, fitted.length)
        .mapToDouble(row ->
            logarithmic
                ? Math.log(observed[row]) - Math.log(fitted[row])
                : observed[row] - fitted[row])
        .toArray();
  }
}
