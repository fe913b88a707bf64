package isoloss.rank.listwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Kind;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ListLikelihoodTest {
  private static final double STEP = 1e-5;

  /** One sample of models with scores 0, 1, ..., so that some tie. */
  private static List<Ordering> ordering(RandomGenerator random, int models) {
    PoolBuilder builder = new PoolBuilder();
    int sample = builder.sample(Sample.named("s", Kind.NUMERIC));
    for (int m = 0; m < models; m++) {
      builder.score(builder.model("m" + m), sample, 2 + random.nextInt(models));
    }
    return Ordering.of(Evidence.of(builder.build(Conflicts.REFUSE, Provenance.NONE).pool()));
  }

  private static double[] point(RandomGenerator random, int size) {
    return random.doubles(size, -2, 2).toArray();
  }

  @Property(tries = 20)
  void derivativesOfChoicesAreDifferences(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int models) {
    RandomGenerator random = new Seed(seed).generator();
    checkDerivatives(new LuceChoices(models), ordering(random, models), random);
  }

  @Property(tries = 20)
  void derivativesOfTiedStagesAreDifferences(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int models) {
    RandomGenerator random = new Seed(seed).generator();
    List<Ordering> orderings = ordering(random, models);
    checkDerivatives(TiedStages.of(models, orderings), orderings, random);
  }

  private static void checkDerivatives(
      ListLikelihood likelihood, List<Ordering> orderings, RandomGenerator random) {
    Ordering ordering = orderings.getFirst();
    double[] point = point(random, likelihood.parameters());
    double[] gradient = new double[point.length];
    double[][] information = new double[point.length][point.length];
    likelihood.at(point).addGradient(ordering, 1, gradient);
    likelihood.at(point).addInformation(ordering, 1, information);
    for (int i = 0; i < point.length; i++) {
      double[] up = point.clone();
      double[] down = point.clone();
      up[i] += STEP;
      down[i] -= STEP;
      double slope = likelihood.at(up).value(ordering) - likelihood.at(down).value(ordering);
      assertThat(gradient[i]).isCloseTo(slope / (2 * STEP), within(1e-8));
      double[] above = new double[point.length];
      double[] below = new double[point.length];
      likelihood.at(up).addGradient(ordering, 1, above);
      likelihood.at(down).addGradient(ordering, 1, below);
      for (int j = 0; j < point.length; j++) {
        double entry = i == j ? information[i][i] : information[i][j] + information[j][i];
        assertThat(entry).isCloseTo((below[j] - above[j]) / (2 * STEP), within(1e-8));
      }
    }
  }

  /** The definition, with every set of those left written out. */
  @Property(tries = 20)
  void tiedStagesSumOverAllSets(@ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int models) {
    RandomGenerator random = new Seed(seed).generator();
    List<Ordering> orderings = ordering(random, models);
    TiedStages likelihood = TiedStages.of(models, orderings);
    double[] point = point(random, likelihood.parameters());
    Ordering ordering = orderings.getFirst();
    double expected = 0;
    for (int a = 0; ordering.isChoice(a); a = ordering.firstWorse(a)) {
      double all = 0;
      for (int set = 1; set < 1 << (ordering.size() - a); set++) {
        all += weight(ordering, a, set, likelihood, point);
      }
      int chosen = (1 << (ordering.firstWorse(a) - a)) - 1;
      expected += Math.log(weight(ordering, a, chosen, likelihood, point) / all);
    }
    assertThat(likelihood.at(point).value(ordering)).isCloseTo(expected, within(1e-10));
  }

  /** f(S) of the places from a on whose bits are set. */
  private static double weight(
      Ordering ordering, int a, int set, TiedStages likelihood, double[] point) {
    int size = Integer.bitCount(set);
    double logarithm = 0;
    for (int bit = 0; set >> bit > 0; bit++) {
      logarithm += (set >> bit & 1) * point[ordering.model(a + bit)] / size;
    }
    int place = java.util.Arrays.binarySearch(likelihood.sizes(), size);
    return place < 0
        ? 0
        : Math.exp(logarithm + (place == 0 ? 0 : point[likelihood.models() + place - 1]));
  }
}
