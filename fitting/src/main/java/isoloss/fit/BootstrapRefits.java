package isoloss.fit;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.optim.IndexedWork;
import isoloss.optim.LocalMinimum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Refits of a law to resampled rows.
 *
 * <p>So that no draw is trapped, each is minimised from the fit's own optimum and from {@value
 * #FURTHER_STARTS} further start (published constants that fall into the box, else a start of the
 * law), and the best is kept. A sample of {@value #CHECKED} draws is searched again from {@value
 * #CHECK_STARTS} starts; when one of them is found lower there, every draw is.
 */
final class BootstrapRefits {
  private static final int FURTHER_STARTS = 1;
  private static final int CHECKED = 32;
  private static final int CHECK_STARTS = 12;

  /** A draw was trapped when more starts lower it by this, relatively. */
  private static final double TRAPPED = 1e-5;

  /** Restarts of a draw that does not meet the first-order condition at once. */
  private static final int REPAIRS = 3;

  private final Coordinates coordinates;
  private final Minimiser minimiser;
  private final Resampling resampling;
  private final List<double[]> starts;
  private final List<double[]> checkStarts;
  private final int threads;

  BootstrapRefits(
      ScalingLaw law,
      Coordinates coordinates,
      Loss loss,
      double[] optimum,
      Resampling resampling,
      Seed seed,
      int threads) {
    this.coordinates = coordinates;
    this.minimiser = new Minimiser(coordinates, loss);
    this.resampling = resampling;
    this.threads = threads;
    List<double[]> published =
        law.constants().stream()
            .map(set -> coordinates.search(set.theta().toArray()))
            .filter(point -> AtBorder.of(coordinates, point).isEmpty())
            .toList();
    List<double[]> further =
        Stream.concat(
                published.stream(),
                coordinates.starts(loss, FURTHER_STARTS, seed.child("draws")).stream())
            .limit(FURTHER_STARTS)
            .toList();
    this.starts = Stream.concat(Stream.of(optimum), further.stream()).toList();
    this.checkStarts = coordinates.starts(loss, CHECK_STARTS, seed.child("check"));
  }

  Draws run(int draws) {
    LocalMinimum[] ends = new LocalMinimum[draws];
    forAll(IntStream.range(0, draws).toArray(), index -> ends[index] = refit(index));
    int[] sample = sample(draws);
    int trapped = recheck(sample, ends);
    if (trapped > 0) {
      int[] others =
          IntStream.range(0, draws).filter(i -> Arrays.binarySearch(sample, i) < 0).toArray();
      trapped += recheck(others, ends);
      return summary(ends, draws, trapped);
    }
    return summary(ends, sample.length, 0);
  }

  private void forAll(int[] indices, IntConsumer work) {
    IndexedWork.run(
        indices.length, threads, () -> work, (each, position) -> each.accept(indices[position]));
  }

  private static int[] sample(int draws) {
    int count = Math.min(CHECKED, draws);
    return IntStream.range(0, count).map(i -> (int) ((long) i * draws / count)).toArray();
  }

  private LocalMinimum refit(int index) {
    double[] weights = weights(index);
    return settled(lowest(starts, weights), weights);
  }

  private double[] weights(int index) {
    int[] multiplicities = resampling.multiplicities(index);
    Rows rows = coordinates.rows();
    return IntStream.range(0, rows.size())
        .mapToDouble(row -> multiplicities[row] * rows.weight(row))
        .toArray();
  }

  private LocalMinimum lowest(List<double[]> from, double[] weights) {
    LocalMinimum best = minimiser.from(from.getFirst(), weights);
    for (double[] start : from.subList(1, from.size())) {
      LocalMinimum end = minimiser.from(start, weights);
      best = end.value() < best.value() ? end : best;
    }
    return best;
  }

  /** Begins anew from where a search stopped, until the first-order condition holds. */
  private LocalMinimum settled(LocalMinimum end, double[] weights) {
    LocalMinimum here = minimiser.at(end.point(), weights);
    for (int i = 0; i < REPAIRS && !Minimiser.isConverged(here.firstOrder()); i++) {
      here = minimiser.polish(here, weights);
    }
    return here;
  }

  private int recheck(int[] indices, LocalMinimum[] ends) {
    boolean[] wasTrapped = new boolean[ends.length];
    forAll(
        indices,
        index -> {
          double[] weights = weights(index);
          LocalMinimum again = lowest(checkStarts, weights);
          if (again.value() < ends[index].value() * (1 - TRAPPED)) {
            ends[index] = settled(again, weights);
            wasTrapped[index] = true;
          }
        });
    return (int) IntStream.of(indices).filter(i -> wasTrapped[i]).count();
  }

  private Draws summary(LocalMinimum[] ends, int checked, int trapped) {
    TreeMap<String, Integer> atBound = new TreeMap<>();
    for (LocalMinimum end : ends) {
      AtBorder.of(coordinates, end.point().toArray())
          .forEach(name -> atBound.merge(name, 1, Integer::sum));
    }
    return new Draws(
        Arrays.stream(ends).map(e -> Values.of(coordinates.natural(e.point().toArray()))).toList(),
        ends.length,
        (int) Arrays.stream(ends).filter(e -> !Minimiser.isConverged(e.firstOrder())).count(),
        atBound,
        checked,
        trapped,
        List.of());
  }

  /** Runs the steps of a staged procedure on every resample. */
  static Draws ofSteps(
      Procedure.Steps steps,
      Observations data,
      Map<String, String> options,
      Resampling resampling,
      int draws,
      int threads) {
    Object[] outcomes = new Object[draws];
    IndexedWork.run(
        draws,
        threads,
        () -> steps,
        (each, index) -> {
          try {
            double[] theta = each.run(data, resampling.multiplicities(index), options).theta();
            outcomes[index] = Values.of(theta);
          } catch (InputException refused) {
            outcomes[index] = String.valueOf(refused.getMessage());
          }
        });
    List<Values> parameters = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Object outcome : outcomes) {
      switch (outcome) {
        case Values theta -> parameters.add(theta);
        case String reason -> failures.add(reason);
        default -> throw new IllegalStateException("no outcome of a draw");
      }
    }
    return new Draws(parameters, draws, 0, new TreeMap<>(), 0, 0, failures);
  }
}
