package isoloss.cost.speculative;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.stat.BetaDraw;
import isoloss.stat.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Counters of one setting, apart by cluster (a prompt, or a repeated run) where they were counted
 * so. Rounds of one prompt resemble each other, hence whole clusters are drawn.
 */
public record ClusteredCounters(List<PositionCounters> clusters) {
  public ClusteredCounters {
    if (clusters.isEmpty()) {
      throw new IllegalArgumentException("no counters");
    }
    clusters = List.copyOf(clusters);
  }

  public PositionCounters total() {
    return clusters.stream().reduce(PositionCounters::plus).orElseThrow();
  }

  /** Whether whole clusters can be drawn. */
  public boolean areClustered() {
    return clusters.size() > 1;
  }

  /**
   * Counters as another sample might have given them: clusters drawn with replacement. Without
   * clusters empty, and {@link #posteriorDraws} says what rounds alone allow.
   */
  public List<PositionCounters> bootstrap(int draws, Seed seed) {
    List<PositionCounters> out = new ArrayList<>();
    for (int draw = 0; areClustered() && draw < draws; draw++) {
      RandomGenerator random = seed.child(draw).generator();
      PositionCounters sum = clusters.get(random.nextInt(clusters.size()));
      for (int i = 1; i < clusters.size(); i++) {
        sum = sum.plus(clusters.get(random.nextInt(clusters.size())));
      }
      out.add(sum);
    }
    return out;
  }

  /**
   * Acceptances that the counters allow: by cluster where there are several, else each position
   * from its posterior {@code Beta(accepted + 1/2, rejected + 1/2)} (Jeffreys).
   */
  public List<AcceptanceProfile> profileDraws(boolean constant, int draws, Seed seed) {
    if (areClustered()) {
      return bootstrap(draws, seed).stream().map(each -> profile(each, constant)).toList();
    }
    return posteriorDraws(constant, draws, seed);
  }

  private List<AcceptanceProfile> posteriorDraws(boolean constant, int draws, Seed seed) {
    PositionCounters total = total();
    double accepted = total.acceptedTokens();
    double rejected = total.atRiskInAll() - accepted;
    List<AcceptanceProfile> out = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      RandomGenerator random = seed.child(draw).generator();
      double alpha = BetaDraw.of(accepted + 0.5, rejected + 0.5, random);
      double[] positions = new double[constant ? 0 : total.length()];
      for (int i = 0; i < positions.length; i++) {
        double hits = total.accepted().get(i);
        positions[i] = BetaDraw.of(hits + 0.5, total.atRisk(i) - hits + 0.5, random);
      }
      out.add(new AcceptanceProfile(Values.of(positions), constant ? alpha : last(positions)));
    }
    return out;
  }

  /**
   * The acceptances that these counters say.
   *
   * @param constant one for every position; else one each, and that of the last one beyond it
   */
  public static AcceptanceProfile profile(PositionCounters counters, boolean constant) {
    double alpha = ConstantAcceptance.of(counters).alpha();
    if (constant) {
      return AcceptanceProfile.constant(alpha);
    }
    double[] positions = new double[counters.length()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = counters.atRisk(i) > 0 ? counters.acceptance(i) : alpha;
    }
    return new AcceptanceProfile(Values.of(positions), last(positions));
  }

  private static double last(double[] positions) {
    return positions[positions.length - 1];
  }

  /**
   * Variance of alpha between clusters over that of independent rounds; absent without clusters or
   * where alpha is 0 or 1.
   */
  public OptionalDouble designEffect(int draws, Seed seed) {
    double[] alphas =
        bootstrap(draws, seed).stream()
            .mapToDouble(each -> ConstantAcceptance.of(each).alpha())
            .toArray();
    double plain = ConstantAcceptance.of(total()).standardError();
    OptionalDouble spread = Moments.of(alphas).standardDeviation();
    return spread.isPresent() && plain > 0
        ? OptionalDouble.of(Math.pow(spread.getAsDouble() / plain, 2))
        : OptionalDouble.empty();
  }
}
