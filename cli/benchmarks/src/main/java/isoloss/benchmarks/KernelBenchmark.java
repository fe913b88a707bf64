package isoloss.benchmarks;

import isoloss.data.Seed;
import isoloss.optim.Objective;
import isoloss.optim.TwoPowersAndConstant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one value and gradient of the kernel, scalar and as this JVM runs it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {
  @Param({"240", "5000"})
  int rows;

  @Param({"scalar", "widest"})
  String form = "widest";

  private Objective objective = empty();
  private final double[] point = {6.17, 7.67, 0.597, 0.347, 0.367};
  private final double[] gradient = new double[5];

  private static Objective empty() {
    double[] none = new double[0];
    return TwoPowersAndConstant.scalar(none, none, none, none, 1);
  }

  @Setup
  public void drawRows() {
    RandomGenerator random = new Seed(7).generator();
    double[] u = random.doubles(rows, 17, 23).toArray();
    double[] v = random.doubles(rows, 20, 26).toArray();
    double[] y = random.doubles(rows, 0.8, 1.3).toArray();
    double[] weights = new double[rows];
    Arrays.fill(weights, 1);
    objective =
        form.equals("scalar")
            ? TwoPowersAndConstant.scalar(u, v, y, weights, 1e-3)
            : TwoPowersAndConstant.of(u, v, y, weights, 1e-3);
  }

  @Benchmark
  public double valueAndGradient() {
    point[0] += 1e-13; // so that no evaluation repeats the last
    return objective.value(point, gradient);
  }
}
