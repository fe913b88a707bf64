package isoloss.law;

import isoloss.data.Imported;
import isoloss.data.Observations;
import isoloss.data.Split;
import isoloss.fit.Fit;
import isoloss.fit.Fitter;
import isoloss.fit.ScalingLaw;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Rows of N, P and L that a form is fitted without and then scored on. */
enum StreamHoldOut {
  /** None: the form is scored on the rows that it was fitted to. */
  NONE("all rows, fitted"),

  /** The rows of the largest number of streams. */
  LARGEST_P("largest P, unseen"),

  /** The rows of the largest model, with any number of streams. */
  LARGEST_N("largest size, unseen");

  /** What streams add to a model is less than this; the next larger model is farther away. */
  private static final double SAME_SIZE = 1.05;

  private final String words;

  StreamHoldOut(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** The form fitted without these rows; empty where that leaves too few rows or none out. */
  Optional<Trial> trial(String series, ScalingLaw form, Observations rows, Fitter fitter) {
    IntPredicate out = heldOut(rows);
    Observations train = rows.where(out.negate());
    Observations held = rows.where(out);
    boolean enough = train.size() > form.parameters().size();
    if (!enough || (this != NONE && held.isEmpty())) {
      return Optional.empty();
    }
    Fit fit =
        fitter.fit(form, new Imported(new Split(train, held, words), List.of(), 0, List.of()));
    return Optional.of(new Trial(series, this, fit, this == NONE ? train : held));
  }

  private IntPredicate heldOut(Observations rows) {
    return switch (this) {
      case NONE -> row -> false;
      case LARGEST_P -> {
        double[] p = rows.column("P");
        double largest = Arrays.stream(p).max().orElse(Double.NaN);
        yield row -> p[row] == largest;
      }
      case LARGEST_N -> {
        double[] n = rows.column("N");
        double largest = Arrays.stream(n).max().orElse(Double.NaN);
        yield row -> n[row] * SAME_SIZE > largest;
      }
    };
  }

  /** A form, what it was fitted to, and the rows that it is scored on. */
  record Trial(String series, StreamHoldOut kept, Fit fit, Observations scored) {
    String form() {
      return fit.law().name();
    }

    boolean isHoldOut() {
      return kept != NONE;
    }

    int scoredRows() {
      return scored.size();
    }

    int degreesOfFreedom() {
      return fit.observations().size() - fit.law().parameters().size();
    }

    private double predicted(int row) {
      return fit.law().value(fit.theta(), scored.row(row, List.of("N", "P")));
    }

    private double observed(int row) {
      return scored.value(row, "L");
    }

    private IntStream rows() {
      return IntStream.range(0, scored.size());
    }

    private double percent(int row) {
      return 100 * Math.abs(predicted(row) / observed(row) - 1);
    }

    double maxPercent() {
      return rows().mapToDouble(this::percent).max().orElse(Double.NaN);
    }

    double meanPercent() {
      return rows().mapToDouble(this::percent).average().orElse(Double.NaN);
    }

    double squaredLogErrors() {
      return rows().mapToDouble(row -> square(Math.log(predicted(row) / observed(row)))).sum();
    }

    /** Of the loss itself, about the mean of the scored rows. */
    double r2() {
      double mean = rows().mapToDouble(this::observed).average().orElse(Double.NaN);
      double total = rows().mapToDouble(row -> square(observed(row) - mean)).sum();
      return 1 - rows().mapToDouble(row -> square(observed(row) - predicted(row))).sum() / total;
    }

    private static double square(double value) {
      return value * value;
    }
  }
}
