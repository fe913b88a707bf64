package isoloss.optim;

import isoloss.data.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * L-BFGS from many starting points; the least value wins, the earlier start where two are equal.
 *
 * <p>The outcome is the same, bit for bit, for any number of threads: every start is a computation
 * of its own, stored under its index. A budget of evaluations keeps this (starts count in their
 * order until the budget is spent); a limit of time cannot.
 *
 * @param local how each start is minimised
 * @param agreement starts count as having reached the optimum when their value is within this of
 *     the best, relative to its magnitude
 * @param evaluationBudget summed over starts; the start that crosses it is the last to count
 * @param timeLimit no further start begins after this
 */
public record MultiStart(
    Lbfgs local, int threads, double agreement, long evaluationBudget, Duration timeLimit) {

  private static final Duration UNLIMITED = Duration.ofDays(365);

  public MultiStart {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
    }
    if (!(agreement >= 0)) {
      throw new IllegalArgumentException("agreement " + agreement + " is not at least 0");
    }
    if (evaluationBudget < 1) {
      throw new IllegalArgumentException("a budget of " + evaluationBudget + " evaluations");
    }
  }

  /** {@link Lbfgs#withDefaults}, one thread, agreement 1e-8, no budget. */
  public static MultiStart withDefaults() {
    return new MultiStart(Lbfgs.withDefaults(), 1, 1e-8, Long.MAX_VALUE, UNLIMITED);
  }

  public MultiStart withLocal(Lbfgs procedure) {
    return new MultiStart(procedure, threads, agreement, evaluationBudget, timeLimit);
  }

  public MultiStart withThreads(int count) {
    return new MultiStart(local, count, agreement, evaluationBudget, timeLimit);
  }

  public MultiStart withAgreement(double relative) {
    return new MultiStart(local, threads, relative, evaluationBudget, timeLimit);
  }

  public MultiStart withEvaluationBudget(long evaluations) {
    return new MultiStart(local, threads, agreement, evaluations, timeLimit);
  }

  public MultiStart withTimeLimit(Duration limit) {
    return new MultiStart(local, threads, agreement, evaluationBudget, limit);
  }

  /**
   * All end points beside the summary.
   *
   * @param ends in the order of the starts; shorter than these only if a budget ran out
   */
  public record Exploration(Optimum optimum, List<LocalMinimum> ends) {
    public Exploration {
      ends = List.copyOf(ends);
    }
  }

  public Optimum minimize(Supplier<? extends Objective> objectives, List<double[]> starts) {
    return explore(objectives, starts).optimum();
  }

  public Optimum minimize(
      Supplier<? extends Objective> objectives, List<double[]> starts, Bounds bounds) {
    return explore(objectives, starts, bounds).optimum();
  }

  public Exploration explore(Supplier<? extends Objective> objectives, List<double[]> starts) {
    requireStarts(starts);
    return explore(objectives, starts, Bounds.none(starts.getFirst().length));
  }

  /**
   * @param objectives called once in each thread; equal functions with scratch arrays of their own
   * @param starts at least one
   */
  public Exploration explore(
      Supplier<? extends Objective> objectives, List<double[]> starts, Bounds bounds) {
    requireStarts(starts);
    Ends ends = new Ends(starts.size(), bounds.lower().size(), evaluationBudget);
    long latest = System.nanoTime() + timeLimit.toNanos();
    boolean timed = timeLimit.compareTo(UNLIMITED) < 0;
    IndexedWork.run(
        starts.size(),
        threads,
        () -> worker(objectives.get(), bounds),
        (worker, index) -> {
          boolean late = index > 0 && timed && System.nanoTime() > latest;
          if (!late && !ends.isBudgetSpent()) {
            ends.store(index, worker.from(starts.get(index)));
          }
        });
    return ends.summary(agreement, local.valueScale());
  }

  private Worker worker(Objective objective, Bounds bounds) {
    return new Worker(objective, new LbfgsSearch(local, bounds));
  }

  private static void requireStarts(List<double[]> starts) {
    if (starts.isEmpty()) {
      throw new IllegalArgumentException("no starting point");
    }
  }

  /** One thread's objective and scratch arrays. */
  private record Worker(Objective objective, LbfgsSearch search) {
    LbfgsSearch from(double[] start) {
      if (start.length != objective.dimension()) {
        throw new IllegalArgumentException(
            "a start of " + start.length + " coordinates, not " + objective.dimension());
      }
      search.run(objective, start);
      return search;
    }
  }

  /** What came of each start, in flat arrays under its index. */
  private static final class Ends {
    private final int n;
    private final long budget;
    private final double[] points;
    private final double[] gradients;
    private final double[] values;
    private final double[] firstOrders;
    private final int[] iterations;
    private final int[] evaluations;
    private final Termination[] terminations;
    private int finished;
    private long spent;

    Ends(int starts, int n, long budget) {
      this.n = n;
      this.budget = budget;
      points = new double[starts * n];
      gradients = new double[starts * n];
      values = new double[starts];
      firstOrders = new double[starts];
      iterations = new int[starts];
      evaluations = new int[starts];
      terminations = new Termination[starts];
    }

    /** Whether the starts up to the first unfinished one have used the budget up. */
    synchronized boolean isBudgetSpent() {
      return spent >= budget;
    }

    synchronized void store(int index, LbfgsSearch search) {
      System.arraycopy(search.x, 0, points, index * n, n);
      System.arraycopy(search.gradient, 0, gradients, index * n, n);
      boolean usable = LbfgsSearch.isFinite(search.value, search.gradient);
      values[index] = usable ? search.value : Double.POSITIVE_INFINITY;
      firstOrders[index] = usable ? search.firstOrder() : Double.NaN;
      iterations[index] = search.iterations;
      evaluations[index] = search.evaluations;
      terminations[index] = search.termination;
      while (finished < values.length && evaluations[finished] > 0 && spent < budget) {
        spent += evaluations[finished];
        finished++;
      }
    }

    synchronized Exploration summary(double agreement, double scale) {
      List<LocalMinimum> ends = IntStream.range(0, finished).mapToObj(this::end).toList();
      int best = 0;
      for (int i = 1; i < finished; i++) {
        best = values[i] < values[best] ? i : best;
      }
      double slack = agreement * Math.max(Math.abs(values[best]), scale);
      int reached = 0;
      long allIterations = 0;
      long allEvaluations = 0;
      for (int i = 0; i < finished; i++) {
        reached += values[i] - values[best] <= slack ? 1 : 0;
        allIterations += iterations[i];
        allEvaluations += evaluations[i];
      }
      LocalMinimum winner = ends.get(best);
      Optimum optimum =
          new Optimum(
              winner.point(),
              winner.value(),
              winner.firstOrder(),
              finished,
              reached,
              allIterations,
              allEvaluations,
              winner.termination());
      return new Exploration(optimum, new ArrayList<>(ends));
    }

    private LocalMinimum end(int i) {
      return new LocalMinimum(
          slice(points, i),
          values[i],
          slice(gradients, i),
          firstOrders[i],
          iterations[i],
          evaluations[i],
          terminations[i]);
    }

    private Values slice(double[] flat, int i) {
      double[] part = new double[n];
      System.arraycopy(flat, i * n, part, 0, n);
      return Values.of(part);
    }
  }
}
