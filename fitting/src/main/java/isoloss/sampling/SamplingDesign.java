package isoloss.sampling;

import isoloss.data.InputException;
import java.util.List;
import java.util.Locale;

/**
 * When sampling of a problem ended. The unbiased estimate of {@code (1-p)^k} is, in every design,
 * the number of outcome paths to the observed end whose first k draws all fail, over the number of
 * paths to that end; using that of another design is biased (by up to a factor of 2 at pass@100).
 */
public sealed interface SamplingDesign {

  /** As on the command line, for example {@code stop:1}. */
  String spelled();

  /** In words. */
  String describe();

  /** The largest k at which coverage of these problems can be estimated without a law. */
  int greatestK(List<ProblemCounts> problems);

  /**
   * An unbiased estimate of {@code (1-p)^k} from one problem.
   *
   * @throws InputException if the counts contradict the design
   */
  double failure(ProblemCounts problem, int k);

  /** The same number of samples was meant for every problem, whatever they showed. */
  record FixedN() implements SamplingDesign {
    @Override
    public String spelled() {
      return "fixed";
    }

    @Override
    public String describe() {
      return "fixed n";
    }

    @Override
    public int greatestK(List<ProblemCounts> problems) {
      return problems.stream().mapToInt(ProblemCounts::samples).min().orElse(0);
    }

    @Override
    public double failure(ProblemCounts problem, int k) {
      return FailureRatio.of(problem.samples(), problem.correct(), k);
    }
  }

  /**
   * Sampling until the r-th success, at most {@code cap} draws.
   *
   * @param successes r
   */
  record StopAtSuccesses(int successes, int cap) implements SamplingDesign {
    public StopAtSuccesses {
      requirePositive("the number of successes to stop at", successes);
      requirePositive("the cap", cap);
    }

    @Override
    public String spelled() {
      return "stop:" + successes + ":" + cap;
    }

    @Override
    public String describe() {
      return "until %d success%s, at most %d draws"
          .formatted(successes, successes == 1 ? "" : "es", cap);
    }

    @Override
    public int greatestK(List<ProblemCounts> problems) {
      return cap;
    }

    @Override
    public double failure(ProblemCounts problem, int k) {
      int n =
          problem.firstSuccess().isPresent() && successes == 1
              ? problem.firstSuccess().getAsInt()
              : problem.samples();
      int c = Math.min(successes, problem.correct());
      if (c == successes) {
        requireWithin(problem, n, n <= cap);
        return n - k < successes ? 0 : FailureRatio.of(n - 1, successes - 1, k);
      }
      requireWithin(problem, n, n == cap);
      return FailureRatio.of(cap, c, k);
    }

    private void requireWithin(ProblemCounts problem, int n, boolean holds) {
      if (!holds) {
        throw new InputException(
            "problem %s: %d successes in %d draws do not go with sampling %s"
                .formatted(problem.problem(), problem.correct(), n, describe()));
      }
    }
  }

  /** Batches of B draws, stopping after the batch that holds a success, at most {@code cap}. */
  record StopByBatch(int batch, int cap) implements SamplingDesign {
    public StopByBatch {
      requirePositive("the batch", batch);
      requirePositive("the cap", cap);
    }

    @Override
    public String spelled() {
      return "batch:" + batch + ":" + cap;
    }

    @Override
    public String describe() {
      return "batches of %d until one holds a success, at most %d draws".formatted(batch, cap);
    }

    @Override
    public int greatestK(List<ProblemCounts> problems) {
      return cap;
    }

    @Override
    public double failure(ProblemCounts problem, int k) {
      int n = problem.samples();
      int c = problem.correct();
      if (n > cap || n % batch != 0 && n != cap || c == 0 && n != cap || c > batch) {
        throw new InputException(
            "problem %s: %d successes in %d draws do not go with %s"
                .formatted(problem.problem(), c, n, describe()));
      }
      if (c == 0) {
        return 1;
      }
      int last = n % batch == 0 ? batch : n % batch;
      int before = n - last;
      return k <= before ? 1 : k >= n ? 0 : FailureRatio.of(last, c, k - before);
    }
  }

  /** Sampling went on by a rule that looked at the outcomes; only likelihoods are valid. */
  record Adaptive() implements SamplingDesign {
    @Override
    public String spelled() {
      return "adaptive";
    }

    @Override
    public String describe() {
      return "adaptive n";
    }

    @Override
    public int greatestK(List<ProblemCounts> problems) {
      return 0;
    }

    @Override
    public double failure(ProblemCounts problem, int k) {
      throw new InputException(
          "no unbiased pass@k exists where n was chosen by looking at the outcomes; fit a coverage"
              + " law instead (--extrapolate beta-binomial), whose likelihood does not depend on the"
              + " stopping rule");
    }
  }

  /**
   * A design as it is written: {@code fixed}, {@code stop:R:CAP}, {@code batch:B:CAP}, {@code
   * adaptive}.
   *
   * @throws InputException if the text is none of these
   */
  static SamplingDesign parse(String text) {
    String[] parts = text.strip().toLowerCase(Locale.ROOT).split(":", -1);
    try {
      return switch (parts[0]) {
        case "fixed" -> new FixedN();
        case "adaptive" -> new Adaptive();
        case "stop" -> new StopAtSuccesses(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        case "batch" -> new StopByBatch(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        default -> throw new IllegalArgumentException("unknown");
      };
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new InputException(
          "\"%s\" is no sampling design; there are fixed, stop:SUCCESSES:CAP, batch:SIZE:CAP and"
                  .formatted(text)
              + " adaptive, for example stop:1:10000",
          e);
    }
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " is " + value + "; it must be at least 1");
    }
  }
}
