package isoloss.law.hyper;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Split;
import isoloss.data.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps the runs whose loss is near the best of their cell, the runs of equal N and D, held-out
 * ones counted.
 *
 * @param gap largest admitted {@code loss / best - 1}
 */
record NearBest(double gap) {

  private record Cell(double parameters, double tokens) {}

  Imported select(Imported data) {
    Observations train = data.split().train();
    Observations held = data.split().heldOut();
    if (!isComplete(train) || !(held.isEmpty() || isComplete(held))) {
      return data;
    }
    Map<Cell, Double> best = new HashMap<>();
    addBest(best, train);
    addBest(best, held);
    Observations nearTrain = near(best, train);
    Observations nearHeld = near(best, held);
    int removed = train.size() - nearTrain.size() + held.size() - nearHeld.size();
    if (removed == 0) {
      return data;
    }
    List<Imported.Filtered> filtered = new ArrayList<>(data.filteredOut());
    filtered.add(
        new Imported.Filtered(
            String.format(
                Locale.ROOT, "loss more than %.4g %% above the best of its N and D", 100 * gap),
            removed));
    return new Imported(
        new Split(nearTrain, nearHeld, data.split().rule()),
        data.rejected(),
        data.duplicatesDropped(),
        filtered);
  }

  private static boolean isComplete(Observations table) {
    return List.of(Variable.N, Variable.D, Variable.L).stream()
        .allMatch(variable -> table.variable(variable.symbol()).isPresent());
  }

  private static void addBest(Map<Cell, Double> best, Observations table) {
    for (int row = 0; row < table.size(); row++) {
      best.merge(cell(table, row), loss(table, row), Math::min);
    }
  }

  private Observations near(Map<Cell, Double> best, Observations table) {
    return table.where(
        row -> loss(table, row) / best.getOrDefault(cell(table, row), Double.NaN) - 1 <= gap);
  }

  private static Cell cell(Observations table, int row) {
    return new Cell(table.value(row, Variable.N.symbol()), table.value(row, Variable.D.symbol()));
  }

  private static double loss(Observations table, int row) {
    return table.value(row, Variable.L.symbol());
  }
}
