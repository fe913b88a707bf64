package isoloss.law.hyper;

import java.util.Arrays;
import java.util.Optional;

/**
 * One model of all cells: {@code ln L = m_cell + (a x'^2 + 2 c x' y' + b y'^2)/2 + s x'^3/6} with
 * {@code x' = ln lr - (p0 + p1 ln N + p2 ln D)} and {@code y' = ln B - (r0 + r2 ln D)}, by least
 * squares with the soft-l1 loss at {@value JointSearch#SCALE}, over the runs with a gap up to the
 * tolerance. The floors m_cell are eliminated, see {@link JointSearch}.
 */
final class JointFit implements Extraction {
  /** Curvatures in ln L and no skew: where the search begins. */
  private static final double[] SHAPE = {0.02, 0.01, -0.005, 0};

  private final JointRows rows;
  private final Cells cells;
  private final Optional<JointSearch.End> end;

  private JointFit(Cells cells, JointRows rows, Optional<JointSearch.End> end) {
    this.cells = cells;
    this.rows = rows;
    this.end = end;
  }

  /** Fits all cells, from the law of their near-optimal runs. */
  static JointFit of(Cells cells, double tolerance) {
    JointRows rows = JointRows.of(cells, tolerance);
    double[] weights = new double[rows.size()];
    Arrays.fill(weights, 1);
    Optional<JointSearch.End> end =
        PointRegression.nearOptimal(cells, ExtractionMethod.NEAR_OPTIMAL.standardTolerance())
            .fitCells(cells.ones())
            .flatMap(law -> new JointSearch(rows, weights).from(start(rows, law)));
    return new JointFit(cells, rows, end);
  }

  private static double[] start(JointRows rows, StepCoefficients law) {
    double[] theta = new double[JointRows.PARAMETERS];
    theta[0] = law.rateIntercept() + law.rateN() * rows.middleN() + law.rateD() * rows.middleD();
    theta[1] = law.rateN();
    theta[2] = law.rateD();
    theta[3] = law.batchIntercept() + law.batchD() * rows.middleD();
    theta[4] = law.batchD();
    System.arraycopy(SHAPE, 0, theta, JointRows.SHAPE, SHAPE.length);
    return theta;
  }

  @Override
  public int points() {
    return rows.size();
  }

  @Override
  public int cellOf(int point) {
    return rows.cell(point);
  }

  /** From the fit of all cells: refits end in the same valley. */
  @Override
  public Optional<StepCoefficients> fitPoints(double[] weights) {
    return end.flatMap(whole -> new JointSearch(rows, weights).from(whole.theta()))
        .map(found -> law(found.theta()))
        .filter(StepCoefficients::isFinite);
  }

  @Override
  public Optional<StepCoefficients> fitCells(double[] weights) {
    double[] ofRows = new double[rows.size()];
    Arrays.setAll(ofRows, i -> weights[rows.cell(i)]);
    return fitPoints(ofRows);
  }

  private StepCoefficients law(double[] theta) {
    return new StepCoefficients(
        theta[0] - theta[1] * rows.middleN() - theta[2] * rows.middleD(),
        theta[1],
        theta[2],
        theta[3] - theta[4] * rows.middleD(),
        theta[4]);
  }

  /** The law of all cells. */
  Optional<StepCoefficients> law() {
    return end.map(found -> law(found.theta()));
  }

  /** The bowl of all cells; empty where the runs do not determine it. */
  Optional<JointBowl> bowl() {
    return end.map(JointSearch.End::bowl);
  }

  @Override
  public Summary summary() {
    int rateEdges = 0;
    int batchEdges = 0;
    Optional<StepCoefficients> law = law();
    for (Cell cell : cells.all()) {
      rateEdges +=
          law.filter(l -> cell.grid().isRateEdge(cell.grid().clampRate(l.logRate(cell))))
                  .isPresent()
              ? 1
              : 0;
      batchEdges +=
          law.filter(l -> cell.grid().isBatchEdge(cell.grid().clampBatch(l.logBatch(cell))))
                  .isPresent()
              ? 1
              : 0;
    }
    int without = bowl().filter(JointBowl::isPositiveDefinite).isPresent() ? 0 : 1;
    return new Summary(law, rows.size(), Double.NaN, Double.NaN, rateEdges, batchEdges, without);
  }
}
