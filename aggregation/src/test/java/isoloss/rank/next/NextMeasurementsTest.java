package isoloss.rank.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.item.Item;
import isoloss.rank.item.ItemResponseFit;
import isoloss.rank.item.TwoParameter;
import isoloss.rank.method.Covariance;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.next.NextCells.Cell;
import isoloss.rank.next.NextPairs.Gain;
import isoloss.rank.next.NextPairs.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class NextMeasurementsTest {
  private static final Seed SEED = new Seed(3);

  /** Models m0, m1, ... over binary samples; a cell is measured where {@code measured} says so. */
  private static Pool pool(int models, int samples, double density, long seed) {
    RandomGenerator random = new Seed(seed).generator();
    PoolBuilder builder = new PoolBuilder();
    for (int s = 0; s < samples; s++) {
      int sample = builder.sample(Sample.named("s" + s, Kind.BINARY));
      double difficulty = random.nextGaussian();
      for (int m = 0; m < models; m++) {
        double p = 1 / (1 + Math.exp(difficulty - 2.0 * m / models + 1));
        double score = random.nextDouble() < p ? 1 : 0;
        int model = builder.model("m" + m);
        if (random.nextDouble() < density) {
          builder.score(model, sample, score);
        }
      }
    }
    return builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
  }

  private static Abilities known(Pool pool) {
    ItemResponseFit fit = new TwoParameter().estimate(Evidence.of(pool), Request.full(1));
    return Abilities.from(fit, pool, 1);
  }

  @Test
  void proposedCellsAreFreeDifferentAndGainLessAndLess() {
    Pool pool = pool(12, 60, 0.3, 1);
    List<Cell> cells =
        NextCells.of(pool, known(pool), new Goal.WholeRanking(), Budget.of(50, SEED));
    assertThat(cells).hasSize(50);
    assertThat(new HashSet<>(cells.stream().map(c -> c.model() + " " + c.sample()).toList()))
        .hasSize(50);
    assertThat(cells).allMatch(c -> pool.score(c.model(), c.sample()).isEmpty());
    assertThat(cells).allMatch(c -> c.gain() > 0);
    assertThat(cells.stream().filter(Cell::explores)).hasSize(5);
    assertThat(cells.stream().filter(c -> !c.explores()).map(Cell::gain).toList())
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(cells.stream().map(Cell::model).distinct().count()).isGreaterThan(4);
  }

  @Test
  void gainsAreWhatTheSumOfVariancesFallsBy() {
    Pool pool = pool(5, 20, 0.5, 2);
    Abilities known = known(pool);
    List<Cell> cells = NextCells.of(pool, known, new Goal.WholeRanking(), Budget.of(12, SEED));
    double[] precision = known.variances().stream().map(v -> 1 / v).toArray();
    for (Cell cell : cells) {
      Item item =
          known.items().stream().filter(i -> i.sample() == cell.sample()).findFirst().orElseThrow();
      precision[cell.model()] += item.information(known.abilities().get(cell.model()));
    }
    double after = IntStream.range(0, 5).mapToDouble(m -> 1 / precision[m]).sum();
    assertThat(known.variances().stream().sum() - cells.stream().mapToDouble(Cell::gain).sum())
        .isCloseTo(after, within(1e-12));
  }

  @Test
  void theBestKAreAskedForAtTheirBorder() {
    Item item = new Item(0, 0, 1, 0);
    Pool empty = emptyPool(6, 40);
    List<Item> items =
        IntStream.range(0, 40).mapToObj(s -> new Item(s, 0, 1, 0.1 * (s - 20))).toList();
    Abilities known =
        new Abilities(
            Values.of(3, 2.9, 0.1, 0, -2.9, -3), Values.of(.1, .1, .1, .1, .1, .1), items);
    List<Cell> cells = NextCells.of(empty, known, new Goal.Top(3), new Budget(20, 0.05, SEED));
    assertThat(cells.stream().filter(c -> !c.explores()).map(Cell::model).distinct())
        .containsExactlyInAnyOrder(2, 3);
    assertThat(item.information(0)).isEqualTo(0.25);
    assertThatThrownBy(() -> NextCells.of(empty, known, new Goal.Top(6), Budget.of(5, SEED)))
        .hasMessageContaining("all of them");
  }

  private static Pool emptyPool(int models, int samples) {
    PoolBuilder builder = new PoolBuilder();
    IntStream.range(0, models).forEach(m -> builder.model("m" + m));
    IntStream.range(0, samples).forEach(s -> builder.sample(Sample.named("s" + s, Kind.BINARY)));
    return builder.build(Conflicts.REFUSE, new Provenance(List.of(), List.of())).pool();
  }

  @Test
  void whereFewerCellsAreLeftAllOfThemAreProposed() {
    Pool pool = pool(4, 12, 0.9, 5);
    long free =
        IntStream.range(0, 4)
            .mapToLong(m -> IntStream.range(0, 12).filter(s -> pool.score(m, s).isEmpty()).count())
            .sum();
    assertThat(NextCells.of(pool, known(pool), new Goal.WholeRanking(), Budget.of(100, SEED)))
        .hasSize((int) free);
  }

  @Test
  void aShareMustBeRandom() {
    assertThatThrownBy(() -> new Budget(10, 0, SEED)).hasMessageContaining("has to be random");
    assertThat(new Budget(10, 0.01, SEED).explored()).isEqualTo(1);
  }

  /** The information of some comparisons with one vector added, inverted anew. */
  private static double[] byHand(List<int[]> comparisons, double[] theta) {
    RealMatrix information = new Array2DRowRealMatrix(theta.length, theta.length);
    for (int i = 0; i < theta.length; i++) {
      for (int j = 0; j < theta.length; j++) {
        information.addToEntry(i, j, 1.0 / theta.length);
      }
    }
    for (int[] pair : comparisons) {
      double p = 1 / (1 + Math.exp(theta[pair[1]] - theta[pair[0]]));
      for (int[] at : new int[][] {{0, 0, 1}, {1, 1, 1}, {0, 1, -1}, {1, 0, -1}}) {
        information.addToEntry(pair[at[0]], pair[at[1]], at[2] * p * (1 - p));
      }
    }
    LUDecomposition solved = new LUDecomposition(information);
    RealMatrix inverse = solved.getSolver().getInverse();
    for (int i = 0; i < theta.length; i++) {
      for (int j = 0; j < theta.length; j++) {
        inverse.addToEntry(i, j, -1.0 / theta.length);
      }
    }
    return new double[] {Math.log(solved.getDeterminant()), inverse.getTrace()};
  }

  private static final double[] THETA = {1.2, 0.4, 0, -0.5, -1.1};

  private static List<int[]> design() {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      for (int k = 0; k < 3 + i; k++) {
        pairs.add(new int[] {i, (i + 1) % 5});
      }
    }
    return pairs;
  }

  private static Strengths strengths() {
    RealMatrix information = new Array2DRowRealMatrix(5, 5);
    for (int[] pair : design()) {
      double p = 1 / (1 + Math.exp(THETA[pair[1]] - THETA[pair[0]]));
      for (int[] at : new int[][] {{0, 0, 1}, {1, 1, 1}, {0, 1, -1}, {1, 0, -1}}) {
        information.addToEntry(pair[at[0]], pair[at[1]], at[2] * p * (1 - p));
      }
    }
    double[] c = new double[25];
    RealMatrix inverse =
        new LUDecomposition(information.scalarAdd(0.2)).getSolver().getInverse().scalarAdd(-0.2);
    for (int k = 0; k < 25; k++) {
      c[k] = inverse.getEntry(k / 5, k % 5);
    }
    return new Strengths(
        Values.of(THETA),
        Direction.HIGHER_IS_BETTER,
        OptionalDouble.empty(),
        Optional.of(Covariance.of(5, c)),
        Optional.empty(),
        List.of(),
        List.of(),
        Values.of());
  }

  @Test
  void gainsOfPairsAreThoseOfTheInformationInvertedAnew() {
    for (Gain gain : Gain.values()) {
      List<Pair> pairs = NextPairs.of(strengths(), gain, new Budget(8, 0.25, SEED));
      List<Pair> inOrder = new ArrayList<>(pairs.subList(6, 8)); // the random ones came first
      inOrder.addAll(pairs.subList(0, 6));
      assertThat(inOrder.stream().filter(Pair::explores)).hasSize(2);
      List<int[]> design = design();
      for (Pair pair : inOrder) {
        double[] before = byHand(design, THETA);
        design.add(new int[] {pair.first(), pair.second()});
        double[] after = byHand(design, THETA);
        double expected = gain == Gain.D ? after[0] - before[0] : before[1] - after[1];
        assertThat(pair.gain()).isCloseTo(expected, within(1e-9));
      }
    }
  }

  @Test
  void theChosenPairIsTheBestOfAll() {
    List<Pair> pairs = NextPairs.of(strengths(), Gain.A, new Budget(1, 0.1, SEED));
    double before = byHand(design(), THETA)[1];
    for (int i = 0; i < 5; i++) {
      for (int j = i + 1; j < 5; j++) {
        List<int[]> more = design();
        more.add(new int[] {i, j});
        assertThat(pairs.getFirst().gain())
            .isGreaterThanOrEqualTo(before - byHand(more, THETA)[1] - 1e-12);
      }
    }
  }

  @Test
  void aFitWithoutErrorsHasNoNextPair() {
    Strengths bare = Strengths.of(new double[] {1, 0}, Direction.HIGHER_IS_BETTER);
    assertThatThrownBy(() -> NextPairs.of(bare, Gain.D, Budget.of(3, SEED)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("errors of a fit");
  }
}
