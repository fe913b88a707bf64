package isoloss.rank.vote;

import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.fit.Diagnostic;
import isoloss.fit.Estimate;
import isoloss.fit.Texts;
import isoloss.optim.IndexedWork;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Refusals;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.stat.Moments;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A rating that moves from battle to battle, and so depends on their order: the mean over random
 * orders, with the standard deviation over orders beside it. A bootstrap draw has fewer orders,
 * whose spread makes its errors a little too wide and never too narrow.
 */
abstract class RunningRating implements Aggregator {
  private static final int ORDERS = 100;
  private static final int ORDERS_OF_A_DRAW = 20;
  private static final Seed SEED = new Seed(42).child("order-of-battles");

  /** Every model as before its first battle. */
  abstract Rating start(int models);

  @Override
  public Link link() {
    return Link.COMPARED;
  }

  @Override
  public Optional<String> refusal(Evidence evidence) {
    return Refusals.first(
        () -> Refusals.prior(name(), evidence), () -> Battles.refusal(name(), evidence));
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    Refusals.check(this, evidence);
    Battles battles = new Battles(evidence);
    double[][] rated = rated(battles, evidence.pool().modelCount(), request);
    List<Moments> moments = overOrders(rated, evidence.pool().modelCount());
    double spread =
        Quantile.median(
            moments.stream()
                .mapToDouble(each -> each.standardDeviation().orElse(Double.NaN))
                .toArray());
    return new Strengths(
        Values.of(moments.stream().mapToDouble(Moments::mean).toArray()),
        Direction.HIGHER_IS_BETTER,
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(Estimate.point("median standard deviation over orders", spread)),
        diagnostics(battles, rated.length, spread),
        Values.of());
  }

  /** Ratings after each order. */
  private double[][] rated(Battles battles, int models, Request request) {
    double[][] rated = new double[request.near().isPresent() ? ORDERS_OF_A_DRAW : ORDERS][];
    IndexedWork.run(
        rated.length,
        request.threads(),
        () -> battles,
        (played, k) -> {
          Rating rating = start(models);
          played.play(SEED.child(k).generator(), rating);
          rated[k] = rating.scores();
        });
    return rated;
  }

  private static List<Moments> overOrders(double[][] rated, int models) {
    return IntStream.range(0, models)
        .mapToObj(m -> Moments.of(Arrays.stream(rated).mapToDouble(order -> order[m]).toArray()))
        .toList();
  }

  private List<Diagnostic> diagnostics(Battles battles, int orders, double spread) {
    List<Diagnostic> said = new ArrayList<>();
    said.add(
        new Diagnostic.Remark(
            "order-dependent",
            Diagnostic.Severity.NOTE,
            Texts.text(
                "%s depends on the order of battles: the mean of %d random orders is given; one order"
                    + " differs from another by a standard deviation of %s in the median model.",
                name(), orders, Texts.number(spread))));
    if (battles.drawn()) {
      said.add(
          new Diagnostic.Remark(
              "opponents-drawn",
              Diagnostic.Severity.NOTE,
              "Samples have too many pairs to play them all: in each order every model meets one"
                  + " opponent a sample, drawn at random."));
    }
    return said;
  }
}
