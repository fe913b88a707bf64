package isoloss.law.hyper;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything that the tables of the result are written from.
 *
 * @param unseen cells of the rows that the reader held out; often none
 * @param extractions by all methods, the chosen one with its tolerance
 * @param summaries of these
 * @param splits that the cells allow
 * @param heldOut per method, one for each split
 * @param resamples of the chosen method, by rows and by cells; none without uncertainty
 */
record StepResult(
    Cells cells,
    Cells unseen,
    StepSetting setting,
    Map<ExtractionMethod, Extraction> extractions,
    Map<ExtractionMethod, Extraction.Summary> summaries,
    List<CellSplit> splits,
    Map<ExtractionMethod, List<HoldOut>> heldOut,
    List<Resamples> resamples) {

  static StepResult of(Cells cells, Cells unseen, StepSetting setting) {
    Map<ExtractionMethod, Extraction> extractions = new EnumMap<>(ExtractionMethod.class);
    Map<ExtractionMethod, Extraction.Summary> summaries = new EnumMap<>(ExtractionMethod.class);
    Map<ExtractionMethod, List<HoldOut>> heldOut = new EnumMap<>(ExtractionMethod.class);
    List<CellSplit> splits = CellSplit.of(cells);
    for (ExtractionMethod method : ExtractionMethod.values()) {
      Extraction extraction = method.prepare(cells, setting.toleranceOf(method));
      extractions.put(method, extraction);
      summaries.put(method, extraction.summary());
      heldOut.put(
          method,
          splits.stream()
              .map(split -> HoldOut.run(cells, extraction, split.groups(), setting.threads()))
              .toList());
    }
    return new StepResult(
        cells,
        unseen,
        setting,
        extractions,
        summaries,
        splits,
        heldOut,
        resamples(cells, setting, setting.method().prepare(cells, setting.tolerance())));
  }

  private static List<Resamples> resamples(
      Cells cells, StepSetting setting, Extraction extraction) {
    if (setting.bootstrap().isEmpty()) {
      return List.of();
    }
    int draws = setting.bootstrap().get().draws();
    var seed = setting.seed().child("bootstrap");
    return List.of(
        Resamples.ofRows(extraction, draws, seed.child("rows"), setting.threads()),
        Resamples.ofCells(extraction, cells.size(), draws, seed.child("cells"), setting.threads()));
  }

  /** The law of the chosen method. */
  StepCoefficients law() {
    return summary(setting.method())
        .law()
        .orElseThrow(() -> StepChecks.notDetermined(cells, setting.method()));
  }

  Extraction.Summary summary(ExtractionMethod method) {
    Extraction.Summary found = summaries.get(method);
    if (found == null) {
      throw new IllegalStateException("no " + method);
    }
    return found;
  }

  /** The refits of a method for a split; empty where the cells do not allow the split. */
  Optional<HoldOut> heldOut(ExtractionMethod method, String split) {
    List<HoldOut> ofMethod = heldOut.getOrDefault(method, List.of());
    return IntStream.range(0, splits.size())
        .filter(s -> splits.get(s).key().equals(split))
        .mapToObj(ofMethod::get)
        .findFirst();
  }

  /** What the chosen method costs on cells that it has not seen. */
  GapSummary leftOneCellOut() {
    return heldOut(setting.method(), CellSplit.ONE_CELL)
        .map(HoldOut::gaps)
        .orElse(GapSummary.of(List.of()));
  }

  /** The bowl shared by all cells, where the runs determine it. */
  Optional<JointBowl> bowl() {
    return extractions.get(ExtractionMethod.JOINT) instanceof JointFit joint
        ? joint.bowl()
        : Optional.empty();
  }

  /** The draws behind the intervals. */
  Optional<Resamples> chosenResamples() {
    return resamples.stream().filter(each -> each.kind().equals(setting.kind())).findFirst();
  }

  /** The rmse of each cell's quadratic within 1 %, ascending: the noise of its runs. */
  double[] noise() {
    return cells.all().stream()
        .flatMap(
            cell -> QuadraticBowl.of(cell, ExtractionMethod.QUADRATIC.standardTolerance()).stream())
        .filter(bowl -> bowl.runs() > QuadraticBowl.COEFFICIENTS)
        .mapToDouble(QuadraticBowl::rmse)
        .sorted()
        .toArray();
  }
}
