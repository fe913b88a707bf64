package isoloss.law.repeated;

import static isoloss.fit.Texts.text;
import static isoloss.law.repeated.DataConstrained.PUBLISHED;
import static isoloss.law.repeated.DataConstrained.R_D;
import static isoloss.law.repeated.DataConstrained.R_N;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Values;
import isoloss.fit.Coordinates;
import isoloss.fit.Diagnostic;
import isoloss.fit.Loss;
import isoloss.fit.Procedure;
import isoloss.fit.Rows;
import isoloss.fit.ScalingLaw;
import isoloss.optim.Bounds;
import isoloss.optim.Lbfgs;
import isoloss.optim.LocalMinimum;
import isoloss.optim.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The authors' last stage: R_D and R_N alone, with the five constants of their C4 fit held. Its
 * objective has a ridge with more than one minimum, so all that are found are told.
 */
final class HeldConstants implements Procedure.Steps {
  private static final Loss LOSS = new Loss.Huber(Loss.Huber.PUBLISHED_DELTA);
  private static final double[] DATA_STARTS = {3, 15, 60, 200, 1000};
  private static final double[] SIZE_STARTS = {0.5, 2, 6, 30};

  /** Minima nearer than this in ln R_D and ln R_N are the same. */
  private static final double SAME = 1e-2;

  /** The ridge: pairs whose objective is within this share of the least. */
  private static final double RIDGE = 0.01;

  private static final int RIDGE_STEPS = 60;

  private final ScalingLaw law;

  HeldConstants(ScalingLaw law) {
    this.law = law;
  }

  @Override
  public String objectiveName() {
    return LOSS.describe(true);
  }

  @Override
  public double objective(double[] theta, Observations observations) {
    Rows rows = Rows.of(law, observations);
    double sum = 0;
    for (int row = 0; row < rows.size(); row++) {
      sum += LOSS.value(Math.log(law.value(theta, rows.x(row))) - rows.target(row));
    }
    return sum;
  }

  @Override
  public String resamplingUnit() {
    return "";
  }

  @Override
  public Procedure.Outcome run(
      Observations observations, int[] multiplicity, Map<String, String> options) {
    Pair pair = new Pair(law.coordinates(Rows.of(law, observations)), multiplicity);
    List<LocalMinimum> minima = pair.minima();
    if (minima.isEmpty()) {
      throw new InputException("the published constants give no finite loss on these rows");
    }
    LocalMinimum best = minima.getFirst();
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<String> remarks =
        List.of(
            "A, B, E, alpha and beta are held at the authors' fit to C4; only R_D and R_N moved");
    diagnostics.add(ridge(pair, best));
    if (minima.size() > 1) {
      diagnostics.add(
          new Diagnostic.StartsDisagree(
              Diagnostic.Severity.WARNING,
              "the starts end in %d minima: %s"
                  .formatted(
                      minima.size(),
                      String.join("; ", minima.stream().map(HeldConstants::describe).toList()))));
    }
    return new Procedure.Outcome(
        pair.natural(best.point().toArray()),
        best.value(),
        pair.evaluations,
        remarks,
        diagnostics,
        List.of("A", "B", "E", "alpha", "beta"));
  }

  private static String describe(LocalMinimum minimum) {
    return text(
        "(R_D, R_N) = (%.5g, %.6g) with %.10g",
        Math.exp(minimum.point().get(0)), Math.exp(minimum.point().get(1)), minimum.value());
  }

  /** How far R_D can go, with the best R_N for each, before the objective rises by 1 %. */
  private static Diagnostic ridge(Pair pair, LocalMinimum best) {
    double low = best.point().get(0);
    double high = low;
    double[] sizes = {best.point().get(1), best.point().get(1)};
    double from = pair.lower(0);
    double step = (pair.upper(0) - from) / RIDGE_STEPS;
    for (int i = 0; i <= RIDGE_STEPS; i++) {
      double logData = from + i * step;
      LocalMinimum held = pair.withData(logData, best.point().get(1));
      if (held.value() <= best.value() * (1 + RIDGE)) {
        if (logData < low) {
          low = logData;
          sizes[0] = held.point().get(1);
        }
        if (logData > high) {
          high = logData;
          sizes[1] = held.point().get(1);
        }
      }
    }
    return new Diagnostic.NotIdentified(
        List.of("R_D", "R_N"),
        Diagnostic.Severity.WARNING,
        text(
            "R_D and R_N lie on a ridge: from (%.3g, %.3g) to (%.3g, %.3g) the objective stays"
                + " within %.0f %% of its least value; compare predictions, not this pair",
            Math.exp(low), Math.exp(sizes[0]), Math.exp(high), Math.exp(sizes[1]), 100 * RIDGE));
  }

  /** The objective as a function of (ln R_D, ln R_N). */
  private static final class Pair implements Objective {
    private final Coordinates coordinates;
    private final Objective all;
    private final double[] held;
    private final Lbfgs lbfgs;
    private long evaluations;

    Pair(Coordinates coordinates, int[] multiplicity) {
      this.coordinates = coordinates;
      double[] weights = new double[multiplicity.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = multiplicity[i];
      }
      this.all = coordinates.objective(LOSS, weights);
      this.held = coordinates.search(PUBLISHED);
      this.lbfgs =
          Lbfgs.withDefaults()
              .withValueScale(1e-10)
              .withGradientTolerance(1e-11)
              .withDecreaseTolerance(0)
              .withMaxIterations(500);
    }

    double lower(int i) {
      return coordinates.bounds().lower().get(R_D + i);
    }

    double upper(int i) {
      return coordinates.bounds().upper().get(R_D + i);
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public double value(double[] pair, double[] gradient) {
      evaluations++;
      double[] search = held.clone();
      search[R_D] = pair[0];
      search[R_N] = pair[1];
      double[] whole = new double[search.length];
      double value = all.value(search, whole);
      gradient[0] = whole[R_D];
      gradient[1] = whole[R_N];
      return value;
    }

    /** Distinct minima, the least first. */
    List<LocalMinimum> minima() {
      Bounds box = new Bounds(Values.of(lower(0), lower(1)), Values.of(upper(0), upper(1)));
      List<LocalMinimum> ends = new ArrayList<>();
      ends.add(from(PUBLISHED[R_D], PUBLISHED[R_N], box));
      for (double data : DATA_STARTS) {
        for (double size : SIZE_STARTS) {
          ends.add(from(data, size, box));
        }
      }
      List<LocalMinimum> distinct = new ArrayList<>();
      ends.stream()
          .filter(end -> Double.isFinite(end.value()))
          .sorted(Comparator.comparingDouble(LocalMinimum::value))
          .filter(end -> distinct.stream().noneMatch(other -> isSame(end, other)))
          .forEach(distinct::add);
      return distinct;
    }

    private LocalMinimum from(double data, double size, Bounds box) {
      return lbfgs.minimize(this, new double[] {Math.log(data), Math.log(size)}, box);
    }

    /** The best R_N with R_D held. */
    LocalMinimum withData(double logData, double logSize) {
      Bounds line = new Bounds(Values.of(logData, lower(1)), Values.of(logData, upper(1)));
      return lbfgs.minimize(this, new double[] {logData, logSize}, line);
    }

    private static boolean isSame(LocalMinimum a, LocalMinimum b) {
      return Math.abs(a.point().get(0) - b.point().get(0)) < SAME
          && Math.abs(a.point().get(1) - b.point().get(1)) < SAME;
    }

    double[] natural(double[] pair) {
      double[] theta = PUBLISHED.clone();
      theta[R_D] = Math.exp(pair[0]);
      theta[R_N] = Math.exp(pair[1]);
      return theta;
    }
  }
}
