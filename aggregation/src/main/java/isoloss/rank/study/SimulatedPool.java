package isoloss.rank.study;

import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Models of known ability on random samples: model i solves a sample of difficulty b and
 * discrimination a with probability {@code 1/(1 + exp(-a (ability_i - b)))}, independently given
 * the sample; b is normal around 0 with standard deviation 1.5, ln a around 0 with 0.4. Cells are
 * missing at random.
 *
 * @param abilities one per model
 * @param samples drawn
 * @param density share of cells that are measured
 */
public record SimulatedPool(double[] abilities, int samples, double density) {
  private static final double DIFFICULTY_SPREAD = 1.5;
  private static final double DISCRIMINATION_SPREAD = 0.4;

  /** Points of the grid over difficulty and discrimination in {@link #population}. */
  private static final int GRID = 201;

  private static final double GRID_REACH = 5;

  public SimulatedPool {
    abilities = abilities.clone();
    if (!(density > 0 && density <= 1)) {
      throw new IllegalArgumentException("density " + density + " is not in (0, 1]");
    }
  }

  /** Abilities spread evenly over the quantiles of a normal distribution. */
  public static SimulatedPool normal(int models, double spread, int samples, double density) {
    double[] abilities = new double[models];
    Arrays.setAll(abilities, i -> spread * isoloss.stat.Normal.quantile((i + 0.5) / models));
    return new SimulatedPool(abilities, samples, density);
  }

  /** Model i is called {@code m i}. */
  public Pool draw(Seed seed) {
    RandomGenerator random = seed.generator();
    PoolBuilder builder = new PoolBuilder();
    for (int i = 0; i < abilities.length; i++) {
      builder.model("m" + i);
    }
    for (int s = 0; s < samples; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY));
      double difficulty = DIFFICULTY_SPREAD * random.nextGaussian();
      double discrimination = Math.exp(DISCRIMINATION_SPREAD * random.nextGaussian());
      for (int i = 0; i < abilities.length; i++) {
        double p = solve(abilities[i], discrimination, difficulty);
        boolean solved = random.nextDouble() < p;
        if (random.nextDouble() < density) {
          builder.score(i, sample, solved ? 1 : 0);
        }
      }
    }
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  /**
   * What infinitely many samples would show: the expected outcome of each pair of models on one
   * sample, as fractional comparisons.
   */
  public Pool population() {
    int n = abilities.length;
    double[][] wins = new double[n][n];
    double[][] ties = new double[n][n];
    for (int d = 0; d < GRID; d++) {
      for (int a = 0; a < GRID; a++) {
        double zd = place(d);
        double za = place(a);
        addExpected(
            Math.exp(-(zd * zd + za * za) / 2),
            Math.exp(DISCRIMINATION_SPREAD * za),
            DIFFICULTY_SPREAD * zd,
            wins,
            ties);
      }
    }
    PoolBuilder builder = new PoolBuilder();
    for (int i = 0; i < n; i++) {
      builder.model("m" + i);
    }
    int sample = builder.sample(Sample.named("all", Kind.PAIRWISE));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        builder.compare(new Comparison(i, j, sample, wins[i][j], wins[j][i], ties[i][j]));
      }
    }
    return builder.build(Conflicts.REFUSE, Provenance.NONE).pool();
  }

  private static double place(int k) {
    return GRID_REACH * (2.0 * k / (GRID - 1) - 1);
  }

  private void addExpected(
      double weight, double discrimination, double difficulty, double[][] wins, double[][] ties) {
    double[] p =
        Arrays.stream(abilities).map(each -> solve(each, discrimination, difficulty)).toArray();
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < i; j++) {
        wins[i][j] += weight * p[i] * (1 - p[j]);
        wins[j][i] += weight * p[j] * (1 - p[i]);
        ties[i][j] += weight * (p[i] * p[j] + (1 - p[i]) * (1 - p[j]));
      }
    }
  }

  private static double solve(double ability, double discrimination, double difficulty) {
    return 1 / (1 + Math.exp(-discrimination * (ability - difficulty)));
  }
}
