package isoloss.law.hyper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Published rules and constants, judged on measured cells without a refit. */
final class Rivals {
  /** What many train with: 1e-3 and half a million tokens. */
  static final double USUAL_RATE = 1e-3;

  static final double USUAL_BATCH = 524_288;

  /** The sequences of the public grids; rules that count in sequences need it. */
  private static final double SEQUENCE = 2048;

  private static final String IN_SAMPLE = "in-sample where these are its authors' own cells";

  private Rivals() {}

  /**
   * A rule on these cells.
   *
   * @param how whether it was published, is constant, or saw these cells
   * @param predictions empty where the rule does not apply
   * @param remark why it does not, or what its numbers rest on
   */
  record Rival(String name, String how, List<GapSummary.Prediction> predictions, String remark) {
    GapSummary gaps() {
      return GapSummary.of(predictions);
    }
  }

  /** Each rule of the catalogue; those that refuse a cell are kept with the reason. */
  static List<Rival> published(Cells cells, List<HyperparameterLaw> laws) {
    return laws.stream().map(law -> published(cells, law)).toList();
  }

  private static Rival published(Cells cells, HyperparameterLaw law) {
    List<GapSummary.Prediction> predictions = new ArrayList<>();
    for (Cell cell : cells.all()) {
      HyperparameterLaw.Advice advice = law.advise(plan(cell));
      Optional<String> reason = whyNot(advice);
      if (reason.isPresent()) {
        return new Rival(law.name(), "published", List.of(), "not applicable: " + reason.get());
      }
      predictions.add(
          GapSummary.Prediction.of(
              cell,
              Math.log(advice.learningRate().orElseThrow()),
              Math.log(advice.batchTokens().orElseThrow())));
    }
    return new Rival(
        law.name(), "published", predictions, law instanceof PublishedStepLaw ? IN_SAMPLE : "");
  }

  /** The best measured loss stands for the loss that some rules ask for. */
  private static HyperparameterLaw.PlannedRun plan(Cell cell) {
    return new HyperparameterLaw.PlannedRun(
        cell.parameters(),
        cell.activeParameters(),
        cell.tokens(),
        SEQUENCE,
        OptionalDouble.of(cell.bestLoss()));
  }

  private static Optional<String> whyNot(HyperparameterLaw.Advice advice) {
    if (advice.refusal().isPresent()) {
      return advice.refusal();
    }
    if (advice.learningRate().isEmpty()) {
      return Optional.of("it gives no learning rate");
    }
    return advice.batchTokens().isEmpty() ? Optional.of("it gives no batch") : Optional.empty();
  }

  /** One learning rate and one batch for all cells. */
  static Rival usual(Cells cells) {
    return new Rival(
        "usual constant",
        "constant",
        constant(cells, Math.log(USUAL_RATE), Math.log(USUAL_BATCH)),
        "lr 1e-3, 524,288 tokens everywhere");
  }

  private static List<GapSummary.Prediction> constant(Cells cells, double x, double y) {
    return cells.all().stream().map(cell -> GapSummary.Prediction.of(cell, x, y)).toList();
  }

  /** The measured levels of learning rate and batch with the least mean gap over these cells. */
  static Rival bestConstant(Cells cells) {
    double[] rates = levels(cells.all().stream().map(Rivals::rates).toList());
    double[] batches = levels(cells.all().stream().map(Rivals::batches).toList());
    double least = Double.POSITIVE_INFINITY;
    double x = rates[0];
    double y = batches[0];
    for (double rate : rates) {
      for (double batch : batches) {
        double sum = 0;
        for (Cell cell : cells.all()) {
          sum += cell.interpolatedGap(rate, batch);
        }
        if (sum < least) {
          least = sum;
          x = rate;
          y = batch;
        }
      }
    }
    return new Rival(
        "best constant",
        "constant, chosen on these cells",
        constant(cells, x, y),
        String.format(
            Locale.ROOT,
            "lr %.3g, %,.0f tokens everywhere: the measured pair with the least mean gap, in-sample",
            Math.exp(x),
            Math.exp(y)));
  }

  private static double[] rates(Cell cell) {
    return cell.grid().linesOfRate().stream().mapToDouble(MeasuredGrid.Line::level).toArray();
  }

  private static double[] batches(Cell cell) {
    return cell.grid().linesOfBatch().stream().mapToDouble(MeasuredGrid.Line::level).toArray();
  }

  /** One value for each level that some cell has. */
  private static double[] levels(List<double[]> ofCells) {
    double[] all = ofCells.stream().flatMapToDouble(Arrays::stream).toArray();
    return MeasuredGrid.levels(all, IntStream.range(0, all.length).toArray()).stream()
        .mapToDouble(members -> all[members[0]])
        .toArray();
  }
}
