package isoloss.law.infinite;

import isoloss.data.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The runs of one recipe (a {@code series}). Where the table has hyper-parameters only the best run
 * of each (N, D, K) counts; all of them are kept for the certificate.
 *
 * @param hyperparameters the columns among epochs, lr and weight_decay that the table has
 */
record Recipe(String name, List<Run> all, List<Run> runs, List<String> hyperparameters) {
  static final String EPOCHS = "epochs";
  static final String LEARNING_RATE = "lr";
  static final String WEIGHT_DECAY = "weight_decay";

  /** 1e9 parameters or tokens, the unit in which asymptotes are fitted. */
  static final double BILLION = 1e9;

  Recipe {
    all = List.copyOf(all);
    runs = List.copyOf(runs);
    hyperparameters = List.copyOf(hyperparameters);
  }

  /**
   * A measured loss.
   *
   * @param members K, 1 for a single model
   * @param setting of the hyper-parameters, in the order of the recipe's list
   */
  record Run(double parameters, double tokens, double members, double loss, List<Double> setting) {
    Cell cell() {
      return new Cell(parameters, tokens, members);
    }
  }

  /** Runs that differ in hyper-parameters alone. */
  record Cell(double parameters, double tokens, double members) {}

  static Recipe of(String name, Observations rows) {
    List<String> settings =
        List.of(EPOCHS, LEARNING_RATE, WEIGHT_DECAY).stream()
            .filter(symbol -> rows.variable(symbol).isPresent())
            .toList();
    boolean ensembles = rows.variable("K").isPresent();
    List<Run> all =
        IntStream.range(0, rows.size())
            .mapToObj(row ->
                new Run(
                    rows.value(row, "N"),
                    rows.value(row, "D"),
                    ensembles ? rows.value(row, "K") : 1,
                    rows.value(row, "L"),
                    Arrays.stream(rows.row(row, settings)).boxed().toList()))
            .toList();
    List<Run> counted =
        settings.isEmpty() ? all : byCell(all).values().stream().map(Recipe::best).toList();
    return new Recipe(name, all, counted, settings);
  }

  static Map<Cell, List<Run>> byCell(List<Run> runs) {
    Map<Cell, List<Run>> cells = new LinkedHashMap<>();
    runs.forEach(run -> cells.computeIfAbsent(run.cell(), cell -> new ArrayList<>()).add(run));
    return cells;
  }

  static Run best(List<Run> runs) {
    return runs.stream().min(Comparator.comparingDouble(Run::loss)).orElseThrow();
  }

  boolean hasEnsembles() {
    return runs.stream().anyMatch(run -> run.members() > 1);
  }

  double[] tokens() {
    return distinct(runs, Run::tokens);
  }

  static double[] distinct(List<Run> runs, ToDoubleFunction<Run> what) {
    return runs.stream().mapToDouble(what).distinct().sorted().toArray();
  }

  List<Run> at(double tokens) {
    return runs.stream().filter(run -> run.tokens() == tokens).toList();
  }

  /** The least loss of a single model at these tokens; NaN where there is none. */
  double bestLoss(double tokens) {
    return at(tokens).stream()
        .filter(run -> run.members() == 1)
        .mapToDouble(Run::loss)
        .min()
        .orElse(Double.NaN);
  }
}
