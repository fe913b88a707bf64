package isoloss.sampling.pretraining;

import static isoloss.stat.GammaFunctions.digamma;

import isoloss.data.Values;
import isoloss.optim.Bounds;
import isoloss.optim.Objective;
import isoloss.sampling.ProblemCounts;
import isoloss.stat.GammaFunctions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Minus the log-likelihood of the counts of many checkpoints under approach 2, {@code sum ln C(n,c)
 * + ln B(a+c, b+n-c) - ln B(a,b)}. It is the same for every stopping rule up to a constant.
 *
 * <p>Searched in {@code (ln theta2 + theta1 theta0, ln theta1, ln theta2, theta3, theta4)} and, for
 * a loss fitted along, {@code (ln B, a, b)}: where mu is far below theta2 only the first of these
 * three enters, {@code ln mu = ln theta2 + theta1 theta0 - theta1 L}.
 */
final class CountLikelihood implements Objective {
  /** Search coordinates without those of the loss. */
  static final int OF_ACCURACY = 5;

  /**
   * A larger nu is as good as equal p of all problems, and differences of log-gammas lose their
   * digits there; the search keeps below.
   */
  private static final double LARGEST_NU = 1e7;

  private final Group[] groups;
  private final boolean joint;
  private final double[] multiplicity;

  /** The counts of one checkpoint, equal ones gathered. */
  private record Group(
      double logN, double logD, double loss, int[] n, int[] c, double[] times, double choose) {}

  private CountLikelihood(Group[] groups, boolean joint, double[] multiplicity) {
    this.groups = groups;
    this.joint = joint;
    this.multiplicity = multiplicity;
  }

  static CountLikelihood of(List<Checkpoint> checkpoints, LossOption loss) {
    double[] once = new double[checkpoints.size()];
    Arrays.fill(once, 1);
    return new CountLikelihood(
        checkpoints.stream().map(each -> group(each, loss)).toArray(Group[]::new),
        loss instanceof LossOption.Joint,
        once);
  }

  /** The same counts when checkpoints count so often. */
  CountLikelihood weighted(double[] times) {
    return new CountLikelihood(groups, joint, times.clone());
  }

  private static Group group(Checkpoint checkpoint, LossOption loss) {
    Map<List<Integer>, Integer> times = new HashMap<>();
    double choose = 0;
    for (ProblemCounts problem : checkpoint.problems()) {
      times.merge(List.of(problem.samples(), problem.correct()), 1, Integer::sum);
      choose += GammaFunctions.logChoose(problem.samples(), problem.correct());
    }
    List<List<Integer>> pairs =
        times.keySet().stream()
            .sorted((p, q) ->
                p.get(0).equals(q.get(0)) ? p.get(1).compareTo(q.get(1)) : p.get(0) - q.get(0))
            .toList();
    return new Group(
        Math.log(checkpoint.parameters() / JointLaw.N_UNIT),
        Math.log(checkpoint.tokens() / JointLaw.D_UNIT),
        loss.known(checkpoint),
        pairs.stream().mapToInt(pair -> pair.get(0)).toArray(),
        pairs.stream().mapToInt(pair -> pair.get(1)).toArray(),
        pairs.stream().mapToDouble(times::get).toArray(),
        choose);
  }

  @Override
  public int dimension() {
    return joint ? OF_ACCURACY + 3 : OF_ACCURACY;
  }

  Bounds bounds() {
    double[] low = {-60, -7, Math.log(1e-3), -30, -30, -15, 0, 0};
    double[] high = {60, 7, 0, 30, 30, 15, 5, 5};
    return new Bounds(
        Values.of(Arrays.copyOf(low, dimension())), Values.of(Arrays.copyOf(high, dimension())));
  }

  @Override
  public double value(double[] x, double[] gradient) {
    Arrays.fill(gradient, 0);
    double sum = 0;
    for (int i = 0; i < groups.length; i++) {
      if (multiplicity[i] > 0) {
        sum -= multiplicity[i] * add(groups[i], x, multiplicity[i], gradient);
      }
    }
    return sum;
  }

  /** The log-likelihood of each checkpoint. */
  double[] each(double[] x) {
    double[] unused = new double[dimension()];
    return Arrays.stream(groups).mapToDouble(group -> add(group, x, 1, unused)).toArray();
  }

  /** The loss of a checkpoint at a point of the search. */
  private double loss(Group group, double[] x) {
    return joint ? Math.exp(-x[6] * group.logN) + Math.exp(x[5] - x[7] * group.logD) : group.loss;
  }

  private double add(Group group, double[] x, double weight, double[] gradient) {
    double loss = loss(group, x);
    double slope = Math.exp(x[1]);
    double share = 1 / (1 + Math.exp(slope * loss - x[0] + x[2]));
    double mu = Math.exp(x[2]) * share;
    double nu = Math.exp(x[3] + x[4] * loss);
    if (!(nu < LARGEST_NU)) {
      return Double.NEGATIVE_INFINITY;
    }
    Beta beta = new Beta(mu * nu, (1 - mu) * nu);
    for (int row = 0; row < group.n.length; row++) {
      beta.add(group.n[row], group.c[row], group.times[row]);
    }
    double byU = weight * nu * (beta.byA - beta.byB) * mu * (1 - share);
    double byLogNu = weight * nu * (mu * beta.byA + (1 - mu) * beta.byB);
    gradient[0] -= byU;
    gradient[1] += byU * slope * loss;
    gradient[2] -= weight * nu * (beta.byA - beta.byB) * mu * share;
    gradient[3] -= byLogNu;
    gradient[4] -= byLogNu * loss;
    if (joint) {
      addLoss(gradient, group, x, byU * slope - byLogNu * x[4]);
    }
    return group.choose + beta.sum;
  }

  private static void addLoss(double[] gradient, Group group, double[] x, double byLoss) {
    double ofData = Math.exp(x[5] - x[7] * group.logD);
    gradient[5] += byLoss * ofData;
    gradient[6] -= byLoss * group.logN * Math.exp(-x[6] * group.logN);
    gradient[7] -= byLoss * group.logD * ofData;
  }

  /** The kernel of the beta-binomial, with its derivatives by a and b, summed over rows. */
  private static final class Beta {
    private final double a;
    private final double b;
    private final double logGammaA;
    private final double constant;
    private final double digammaA;
    private final double digammaB;
    private final double digammaSum;
    private int lastN = -1;
    private double logGammaN;
    private double digammaN;
    private double sum;
    private double byA;
    private double byB;

    Beta(double a, double b) {
      this.a = a;
      this.b = b;
      logGammaA = GammaFunctions.log(a);
      constant = GammaFunctions.log(a + b) - GammaFunctions.log(b);
      digammaA = digamma(a);
      digammaB = digamma(b);
      digammaSum = digamma(a + b);
    }

    void add(int n, int c, double times) {
      if (n != lastN) {
        lastN = n;
        logGammaN = GammaFunctions.log(a + b + n);
        digammaN = digamma(a + b + n);
      }
      double ofSuccesses = c == 0 ? 0 : GammaFunctions.log(a + c) - logGammaA;
      sum += times * (ofSuccesses + GammaFunctions.log(b + n - c) - logGammaN + constant);
      byA += times * (digammaSum - digammaN + (c == 0 ? 0 : digamma(a + c) - digammaA));
      byB += times * (digammaSum - digammaN + (c == n ? 0 : digamma(b + n - c) - digammaB));
    }
  }
}
