package isoloss.law.hyper;

import isoloss.data.Seed;
import isoloss.optim.IndexedWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Refits to points, or to cells with all their points, drawn with replacement.
 *
 * @param kind {@link #ROWS} or {@link #CELLS}
 * @param laws of the draws that determine one, in order of draws
 * @param failed draws that do not
 */
record Resamples(String kind, List<StepCoefficients> laws, int failed) {
  /** As the authors do: points, as if runs of one cell were independent. */
  static final String ROWS = "rows";

  static final String CELLS = "cells";

  Resamples {
    laws = List.copyOf(laws);
  }

  static Resamples ofRows(Extraction extraction, int draws, Seed seed, int threads) {
    int points = extraction.points();
    return of(
        ROWS,
        draws,
        threads,
        i -> extraction.fitPoints(multiplicities(points, seed.child(i).generator())));
  }

  static Resamples ofCells(Extraction extraction, int cells, int draws, Seed seed, int threads) {
    return of(
        CELLS,
        draws,
        threads,
        i -> extraction.fitCells(multiplicities(cells, seed.child(i).generator())));
  }

  private interface Refit {
    Optional<StepCoefficients> draw(int index);
  }

  private static Resamples of(String kind, int draws, int threads, Refit refit) {
    List<Optional<StepCoefficients>> slots =
        new ArrayList<>(Collections.nCopies(draws, Optional.empty()));
    IndexedWork.run(draws, threads, () -> refit, (each, i) -> slots.set(i, each.draw(i)));
    List<StepCoefficients> laws = slots.stream().flatMap(Optional::stream).toList();
    return new Resamples(kind, laws, draws - laws.size());
  }

  private static double[] multiplicities(int count, RandomGenerator random) {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[random.nextInt(count)]++;
    }
    return times;
  }

  /** The draws of a parameter, in the order of {@link StepLaw#PARAMETERS}. */
  double[] of(int parameter) {
    return laws.stream().mapToDouble(law -> law.natural()[parameter]).toArray();
  }
}
