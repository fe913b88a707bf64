package isoloss.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import isoloss.optim.IndexedWork;
import isoloss.optim.Lbfgs;
import isoloss.optim.LocalMinimum;
import isoloss.optim.MultiStart;
import isoloss.optim.TwoPowersAndConstant;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The tasks in this process. CPU seconds are those of the whole process: compilation and garbage
 * collection are in them.
 */
final class OurSide {
  private final Problem problem;
  private final Lbfgs procedure;

  OurSide(Problem problem, Lbfgs procedure) {
    this.problem = problem;
    this.procedure = procedure;
  }

  Measured.Grid grid() {
    ChinchillaRows rows = problem.rows();
    var found =
        timed(() ->
            MultiStart.withDefaults()
                .withLocal(procedure)
                .explore(
                    () -> TwoPowersAndConstant.of(rows.u(), rows.v(), rows.y(), Problem.DELTA),
                    problem.starts()));
    double[] values = found.result.ends().stream().mapToDouble(LocalMinimum::value).toArray();
    return new Measured.Grid(
        found.cpuSeconds, found.wallSeconds, found.result.optimum().evaluations(), values);
  }

  Measured.Bootstrap bootstrap() {
    double[][] points = new double[problem.counts().length][];
    LongAdder evaluations = new LongAdder();
    var found =
        timed(() -> {
          IndexedWork.run(
              points.length,
              1,
              () -> procedure,
              (lbfgs, draw) -> {
                LocalMinimum end = lbfgs.minimize(objective(draw), Problem.WARM_START);
                points[draw] = end.point().toArray();
                evaluations.add(end.evaluations());
              });
          return points;
        });
    return new Measured.Bootstrap(
        found.cpuSeconds, found.wallSeconds, evaluations.sum(), found.result);
  }

  private TwoPowersAndConstant objective(int draw) {
    ChinchillaRows rows = problem.rows();
    return TwoPowersAndConstant.of(
        rows.u(), rows.v(), rows.y(), problem.counts()[draw], Problem.DELTA);
  }

  record Timed<T>(T result, double cpuSeconds, double wallSeconds) {}

  static <T> Timed<T> timed(Supplier<T> work) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    T result = work.get();
    return new Timed<>(
        result, (system.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
  }
}
