package isoloss.sampling;

import isoloss.stat.Correlation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for signs that sampling stopped on what it saw, in counts that are said to have a fixed n.
 */
public final class DesignCheck {
  /** A sign is one when at least this share of the problems shows it. */
  private static final double SHARE = 0.8;

  private static final int FEWEST_PROBLEMS = 8;

  private DesignCheck() {}

  /**
   * What speaks against a fixed n, with the design that the counts look like.
   *
   * @param reason one sentence with numbers
   * @param spelled the likely design as {@link SamplingDesign#parse} reads it
   */
  public record Suspicion(String reason, String spelled) {}

  /** Empty where nothing speaks against a fixed n. */
  public static Optional<Suspicion> of(List<ProblemCounts> problems) {
    if (problems.size() < FEWEST_PROBLEMS) {
      return Optional.empty();
    }
    int cap = problems.stream().mapToInt(ProblemCounts::samples).max().orElseThrow();
    List<ProblemCounts> stopped =
        problems.stream().filter(problem -> problem.samples() < cap).toList();
    if (stopped.size() < FEWEST_PROBLEMS / 2) {
      return lastDrawAlwaysCorrect(problems);
    }
    int fewest = stopped.stream().mapToInt(ProblemCounts::correct).min().orElseThrow();
    if (fewest == 0) {
      return adaptive(problems, stopped);
    }
    return allWithSuccess(problems, stopped, cap, fewest);
  }

  private static Optional<Suspicion> lastDrawAlwaysCorrect(List<ProblemCounts> problems) {
    List<ProblemCounts> solved =
        problems.stream().filter(problem -> problem.firstSuccess().isPresent()).toList();
    long atEnd = solved.stream().filter(p -> p.firstSuccess().getAsInt() == p.samples()).count();
    return solved.size() >= FEWEST_PROBLEMS && atEnd == solved.size()
        ? Optional.of(
            new Suspicion(
                "the first success of all %d solved problems is their last draw"
                    .formatted(solved.size()),
                "stop:1:" + problems.stream().mapToInt(ProblemCounts::samples).max().orElseThrow()))
        : Optional.empty();
  }

  /** Short problems are exactly those with a success: that is a stopping rule. */
  private static Optional<Suspicion> allWithSuccess(
      List<ProblemCounts> problems, List<ProblemCounts> stopped, int cap, int fewest) {
    Set<Integer> lengths = new HashSet<>();
    stopped.forEach(problem -> lengths.add(problem.samples()));
    long exact = stopped.stream().filter(problem -> problem.correct() == fewest).count();
    int batch = stopped.stream().mapToInt(ProblemCounts::samples).reduce(0, DesignCheck::divisor);
    if (batch > 1 && cap % batch == 0) {
      return Optional.of(
          new Suspicion(
              "all %d problems with fewer than %d samples have a success and a multiple of %d samples"
                  .formatted(stopped.size(), cap, batch),
              "batch:%d:%d".formatted(batch, cap)));
    }
    if (exact >= SHARE * stopped.size() && lengths.size() >= SHARE / 2 * stopped.size()) {
      return Optional.of(
          new Suspicion(
              "%d of the %d problems with fewer than %d samples have exactly %d success%s at %d different n"
                  .formatted(
                      exact, stopped.size(), cap, fewest, fewest == 1 ? "" : "es", lengths.size()),
              "stop:%d:%d".formatted(fewest, cap)));
    }
    return problems.stream().anyMatch(p -> p.correct() == 0)
            || lengths.size() > SHARE * stopped.size()
        ? Optional.of(
            new Suspicion(
                "every problem with fewer than %d samples has a success and n takes %d values"
                    .formatted(cap, lengths.size() + 1),
                "adaptive"))
        : Optional.empty();
  }

  /** More samples where success is rarer: a top-up by difficulty. */
  private static Optional<Suspicion> adaptive(
      List<ProblemCounts> problems, List<ProblemCounts> stopped) {
    double rho = rankCorrelation(problems);
    Set<Integer> lengths = new HashSet<>();
    problems.forEach(problem -> lengths.add(problem.samples()));
    return lengths.size() > 2 && rho < -0.5
        ? Optional.of(
            new Suspicion(
                "n takes %d values and is larger where success is rarer (%d problems stopped early)"
                    .formatted(lengths.size(), stopped.size()),
                "adaptive"))
        : Optional.empty();
  }

  private static double rankCorrelation(List<ProblemCounts> problems) {
    return Correlation.kendall(
        problems.stream().mapToDouble(ProblemCounts::samples).toArray(),
        problems.stream().mapToDouble(p -> p.correct() / (double) p.samples()).toArray());
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
