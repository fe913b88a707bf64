package isoloss.law.hyper;

import java.util.List;
import java.util.function.Function;

/**
 * Three-point tests along the lines of the grids: linear interpolation of the neighbours in ln L
 * minus the run between them, which convexity makes positive.
 */
final class Convexity {
  /** A violation above this, in ln L, is more than noise. */
  static final double REAL = 1e-3;

  /** Printed learning rates have three digits: a step this near to even is meant to be even. */
  private static final double EVEN = 0.004;

  private static final int LEAST = 3;

  private Convexity() {}

  /**
   * @param violations triples whose middle run lies above the line between its neighbours
   * @param real those that do by more than {@link #REAL}
   */
  record Triples(int violations, int real, int all) {}

  /**
   * The triples of neighbours along lines, among the runs within a gap of the best; runs above it
   * are taken out first.
   *
   * @param tolerance as a share; infinity for all runs
   */
  static Triples triples(
      Cells cells, Function<MeasuredGrid, List<MeasuredGrid.Line>> lines, double tolerance) {
    int violations = 0;
    int real = 0;
    int all = 0;
    for (Cell cell : cells.all()) {
      double ceiling = cell.logLoss(cell.best()) + Math.log1p(tolerance);
      for (MeasuredGrid.Line whole : lines.apply(cell.grid())) {
        MeasuredGrid.Line line = whole.upTo(ceiling);
        for (int k = 1; k < line.size() - 1; k++) {
          double excess = excess(line, k);
          all++;
          violations += excess < 0 ? 1 : 0;
          real += excess < -REAL ? 1 : 0;
        }
      }
    }
    return new Triples(violations, real, all);
  }

  private static double excess(MeasuredGrid.Line line, int k) {
    double[] at = line.at();
    double[] loss = line.logLoss();
    double exact = (at[k] - at[k - 1]) / (at[k + 1] - at[k - 1]);
    double part = Math.abs(exact - 0.5) < EVEN ? 0.5 : exact;
    return loss[k - 1] + part * (loss[k + 1] - loss[k - 1]) - loss[k];
  }

  /**
   * Lines that fall to their least loss and rise from it, but for {@link #REAL}.
   *
   * @param lines of at least three runs
   * @param tooShort those of fewer, which say nothing
   */
  record Unimodal(int unimodal, int lines, int tooShort) {}

  static Unimodal unimodal(Cells cells, Function<MeasuredGrid, List<MeasuredGrid.Line>> lines) {
    int good = 0;
    int all = 0;
    int tooShort = 0;
    for (Cell cell : cells.all()) {
      for (MeasuredGrid.Line line : lines.apply(cell.grid())) {
        tooShort += line.size() < LEAST ? 1 : 0;
        if (line.size() >= LEAST) {
          all++;
          good += isUnimodal(line.logLoss()) ? 1 : 0;
        }
      }
    }
    return new Unimodal(good, all, tooShort);
  }

  private static boolean isUnimodal(double[] loss) {
    int least = 0;
    for (int i = 1; i < loss.length; i++) {
      least = loss[i] < loss[least] ? i : least;
    }
    for (int i = 1; i < loss.length; i++) {
      double rise = i <= least ? loss[i] - loss[i - 1] : loss[i - 1] - loss[i];
      if (rise > REAL) {
        return false;
      }
    }
    return true;
  }
}
