package isoloss.law.hyper;

import isoloss.data.InputException;

/** What a table must have before a law of learning rate and batch can be fitted to it. */
final class StepChecks {
  private static final int LEAST_CELLS = 3;

  private StepChecks() {}

  static void require(Cells cells, ExtractionMethod method) {
    requireCells(cells);
    for (Cell cell : cells.all()) {
      requireGrid(cell, method);
    }
    requireTokens(cells);
  }

  private static void requireCells(Cells cells) {
    if (cells.size() < LEAST_CELLS) {
      throw new InputException(
          "the rows form %d cells of equal N and D and step-law needs at least %d, each a grid of"
                  .formatted(cells.size(), LEAST_CELLS)
              + " learning rates and batches; add cells, or check that N and D are mapped to columns"
              + " that repeat");
    }
  }

  private static void requireGrid(Cell cell, ExtractionMethod method) {
    int rates = cell.grid().linesOfRate().size();
    int batches = cell.grid().linesOfBatch().size();
    if (cell.size() < method.leastRuns() || rates < 2 || batches < 2) {
      throw new InputException(
          ("the cell %s has %d runs on %d learning rates and %d batches and the method %s needs at"
                  + " least %d runs on 2 of each; add runs, or leave the cell out with --where")
              .formatted(
                  cell.label(), cell.size(), rates, batches, method.text(), method.leastRuns()));
    }
  }

  private static void requireTokens(Cells cells) {
    if (cells.levels(Cell::tokens).length < 2) {
      throw new InputException(
          "all cells have D = %s, so the exponents of D are not determined; add cells with another D"
              .formatted(Magnitude.text(cells.get(0).tokens())));
    }
  }

  /** That the law exists once its points are there. */
  static InputException notDetermined(Cells cells, ExtractionMethod method) {
    String cause =
        cells.sizeVaries()
            ? "N and D vary together over the %d cells, so their exponents cannot be told apart;"
                    .formatted(cells.size())
                + " add cells of the same N with another D"
            : "the points of the %d cells do not determine it; add cells".formatted(cells.size());
    return new InputException(
        "the method %s gives no law: %s, or choose another with --option method=NAME"
            .formatted(method.text(), cause));
  }
}
