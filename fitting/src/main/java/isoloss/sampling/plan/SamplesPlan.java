package isoloss.sampling.plan;

import isoloss.data.InputException;
import isoloss.fit.Findings;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * How many more samples of which problems bring the interval of pass@k to a half-width, or what a
 * budget brings.
 *
 * @param halfWidth wanted, of the interval of the mean pass@k; empty for none
 * @param level of the interval
 * @param budget further samples in all; empty to find it from the half-width
 * @param floor further samples that every problem gets at least
 */
public record SamplesPlan(
    View view, OptionalDouble halfWidth, double level, OptionalLong budget, long floor) {
  /** Which question the interval answers. */
  public enum View {
    /** Another benchmark of the kind: the problems are a sample. */
    PROBLEMS,
    /** Another run on these very problems. */
    FIXED
  }

  private static final double MOST_SAMPLES = 1e12;

  public SamplesPlan {
    SampleSize.requireShare("the level", level);
    halfWidth.ifPresent(width -> SampleSize.requireShare("the half-width", width));
    if (halfWidth.isEmpty() && budget.isEmpty()) {
      throw new IllegalArgumentException("a plan needs a half-width or a budget");
    }
    if (budget.orElse(0) < 0) {
      throw new IllegalArgumentException("budget " + budget.orElse(0) + " is negative");
    }
  }

  /** Further samples per problem with what they bring. */
  public record Allotment(long[] more, double before, double after, double evenly) {
    public long total() {
      return Arrays.stream(more).sum();
    }
  }

  /** The allotment of the budget, or of the least budget that reaches the half-width. */
  public Allotment allot(Pilot pilot) {
    long total = budget.isPresent() ? budget.getAsLong() : leastBudget(pilot);
    long[] more = Allocation.of(weights(pilot), pilot.drawn(), total, floor(total, pilot));
    return new Allotment(
        more,
        halfWidth(pilot, pilot.drawn()),
        halfWidth(pilot, plus(pilot.drawn(), more)),
        halfWidth(pilot, plus(pilot.drawn(), evenly(total, more.length))));
  }

  private long floor(long total, Pilot pilot) {
    return budget.isPresent() ? floor : Math.min(floor, total / pilot.problems().size());
  }

  static double[] weights(Pilot pilot) {
    return Arrays.stream(pilot.variability()).map(Math::sqrt).toArray();
  }

  private static long[] plus(long[] a, long[] b) {
    return IntStream.range(0, a.length).mapToLong(i -> a[i] + b[i]).toArray();
  }

  private static long[] evenly(long total, int problems) {
    return IntStream.range(0, problems)
        .mapToLong(i -> total / problems + (i < total % problems ? 1 : 0))
        .toArray();
  }

  /** Half-width of the interval with so many samples of each problem, to first order in k/n. */
  double halfWidth(Pilot pilot, long[] samples) {
    double variance = pilot.fixedVariance(samples);
    if (view == View.PROBLEMS) {
      double between = pilot.betweenProblems();
      variance += between * between / samples.length;
    }
    return SampleSize.z(level) * Math.sqrt(variance);
  }

  /** What no number of samples of these problems can lower the half-width below. */
  double leastHalfWidth(Pilot pilot) {
    return view == View.FIXED
        ? 0
        : SampleSize.z(level) * pilot.betweenProblems() / Math.sqrt(pilot.problems().size());
  }

  boolean reachable(Pilot pilot) {
    return halfWidth.isEmpty() || halfWidth.getAsDouble() > leastHalfWidth(pilot);
  }

  private long leastBudget(Pilot pilot) {
    double wanted = halfWidth.orElseThrow();
    if (!reachable(pilot) || halfWidth(pilot, pilot.drawn()) <= wanted) {
      return 0;
    }
    int problems = pilot.problems().size();
    long low = 0;
    long high = (long) floor * problems + 1;
    while (widthAfter(pilot, high) > wanted) {
      low = high;
      high *= 2;
      if (high > MOST_SAMPLES) {
        throw new InputException(
            "a half-width of %s needs more than %.0e samples; ask for a wider interval, or more problems"
                .formatted(wanted, MOST_SAMPLES));
      }
    }
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (widthAfter(pilot, middle) > wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double widthAfter(Pilot pilot, long total) {
    long[] more = Allocation.of(weights(pilot), pilot.drawn(), total, floor(total, pilot));
    return halfWidth(pilot, plus(pilot.drawn(), more));
  }

  /** The plan as findings, without account. */
  public Findings of(Pilot pilot, long seed, String command) {
    return new SamplesFindings(this, pilot, allot(pilot)).findings(seed, command);
  }

  /** {@code n = k^2 mean E[p (1-p)^(2k-1)] / (P SE^2 - between^2)}, at least 2k. */
  double samplesPerProblem(Pilot pilot, double width) {
    double error = width / SampleSize.z(level);
    double between = view == View.FIXED ? 0 : pilot.betweenProblems();
    double k = pilot.k();
    double room = pilot.problems().size() * error * error - between * between;
    double mean = Arrays.stream(pilot.variability()).average().orElseThrow();
    return Math.max(2 * k, Math.ceil(k * k * mean / room));
  }
}
