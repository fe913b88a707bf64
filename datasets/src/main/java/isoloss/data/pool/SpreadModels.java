package isoloss.data.pool;

import java.util.List;

/**
 * The order that the models of one pool would have, for measurements spread over several pools that
 * share no sample. Each part answers once for every round, and the answers are added up by model,
 * sums wrapping around.
 */
public final class SpreadModels {
  /** How often the parts are asked. */
  public static final int ROUNDS = Colours.ROUNDS;

  private SpreadModels() {}

  /**
   * What a part adds to the next round.
   *
   * @param earlier for each earlier round the totals of all parts, for the models of this part
   * @return one number per model of the part
   */
  public static long[] answer(Pool part, List<long[]> earlier) {
    Colours colours =
        new Colours(
            part.modelCount(),
            part.samples().stream().mapToDouble(Sample::weight).toArray(),
            part.samples().stream().map(Sample::kind).toArray(Kind[]::new));
    CellList cells = scaled(part);
    for (long[] totals : earlier) {
      around(colours, part, cells);
      colours.take(totals);
    }
    return around(colours, part, cells);
  }

  private static long[] around(Colours colours, Pool part, CellList cells) {
    return colours.around(
        cells, m -> new Colours.Bits(part.observedBits(m), part.solvedBits(m)), part.comparisons());
  }

  private static CellList scaled(Pool part) {
    CellList cells = new CellList();
    for (int s = part.binaryCount(); s < part.scoredCount(); s++) {
      int sample = s;
      part.forEachModel(s, (model, value) -> cells.add(model, sample, value));
    }
    return cells;
  }

  /**
   * Indices of the models in their order.
   *
   * @param totals of every round, for these models
   */
  public static int[] order(List<String> models, List<long[]> totals) {
    Colours colours = new Colours(models.size(), new double[0], new Kind[0]);
    totals.forEach(colours::take);
    return colours.order(models);
  }
}
