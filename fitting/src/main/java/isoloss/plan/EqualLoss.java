package isoloss.plan;

import isoloss.cost.DecoderArchitecture;
import isoloss.cost.InferenceCost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Streams against parameters: what P streams add to the cost of a model, beside what it costs to
 * grow the model until it has the same loss. The ordinary model of that loss is found among
 * measured ones, linear in loss between two sizes, or by a law.
 */
final class EqualLoss {
  /** A measured size is that of a model when it agrees to this share. */
  private static final double SAME_SIZE = 0.01;

  private final ParallelScenario scenario;

  EqualLoss(ParallelScenario scenario) {
    this.scenario = scenario;
  }

  /** A loss that was measured. */
  record Run(double n, double p, double loss) {}

  /**
   * @param source {@code measured} or {@code law}
   * @param baseN the ordinary model that streams are added to
   * @param denseN the ordinary model of the same loss; NaN where there is none
   * @param base cost of the first, {@code parallel} of it with streams, {@code dense} of the second
   */
  record Comparison(
      String source,
      double baseN,
      int streams,
      int batch,
      double loss,
      double denseN,
      InferenceCost.Cost base,
      InferenceCost.Cost parallel,
      InferenceCost.Cost dense) {

    /** How many times less memory streams add than growth. */
    double memoryAdvantage() {
      return (dense.memoryBytes() - base.memoryBytes())
          / (parallel.memoryBytes() - base.memoryBytes());
    }

    double latencyAdvantage() {
      return (dense.latencySeconds() - base.latencySeconds())
          / (parallel.latencySeconds() - base.latencySeconds());
    }

    boolean isKnown() {
      return Double.isFinite(denseN);
    }
  }

  /** Every model with every number of streams, at every batch. */
  List<Comparison> byLaw(ParallelLoss law) {
    List<Comparison> found = new ArrayList<>();
    for (DecoderArchitecture model : scenario.family().models()) {
      for (int streams : scenario.several()) {
        double loss = law.at(scenario.parameters(model, streams), streams);
        double denseN = law.parametersFor(loss, 1);
        for (int batch : scenario.batches()) {
          found.add(
              comparison("law", model, streams, batch, loss, denseN, denseCost(denseN, batch)));
        }
      }
    }
    return found;
  }

  private InferenceCost.Cost denseCost(double n, int batch) {
    return scenario.family().cost(n, model -> scenario.meanCost(model, 1, batch));
  }

  /** Every measured loss of several streams whose size is that of a model of the family. */
  List<Comparison> measured(List<Run> runs) {
    List<Dense> dense = dense(runs);
    List<Comparison> found = new ArrayList<>();
    for (Run run : runs) {
      int streams = (int) Math.round(run.p());
      Optional<DecoderArchitecture> model = modelOf(run);
      if (streams > 1 && model.isPresent()) {
        for (int batch : scenario.batches()) {
          found.add(measured(run, streams, model.get(), dense, batch));
        }
      }
    }
    found.sort(
        Comparator.comparingDouble(Comparison::baseN)
            .thenComparing(Comparison::streams)
            .thenComparing(Comparison::batch));
    return found;
  }

  private Comparison measured(
      Run run, int streams, DecoderArchitecture model, List<Dense> dense, int batch) {
    for (int i = 1; i < dense.size(); i++) {
      Dense worse = dense.get(i - 1);
      Dense better = dense.get(i);
      if (run.loss() <= worse.loss() && run.loss() >= better.loss()) {
        double share = (worse.loss() - run.loss()) / (worse.loss() - better.loss());
        return comparison(
            "measured",
            model,
            streams,
            batch,
            run.loss(),
            worse.n() + share * (better.n() - worse.n()),
            ModelFamily.between(
                scenario.meanCost(worse.model(), 1, batch),
                scenario.meanCost(better.model(), 1, batch),
                share));
      }
    }
    return comparison(
        "measured",
        model,
        streams,
        batch,
        run.loss(),
        Double.NaN,
        new InferenceCost.Cost(Double.NaN, Double.NaN));
  }

  /** A measured ordinary model. */
  private record Dense(DecoderArchitecture model, double n, double loss) {}

  /** From the highest loss to the lowest. */
  private List<Dense> dense(List<Run> runs) {
    List<Dense> dense = new ArrayList<>();
    for (Run run : runs) {
      if (run.p() == 1) {
        modelOf(run).ifPresent(model -> dense.add(new Dense(model, run.n(), run.loss())));
      }
    }
    dense.sort(Comparator.comparingDouble(Dense::loss).reversed());
    return dense;
  }

  /** How many runs are of no model of the family. */
  long strangers(List<Run> runs) {
    return runs.stream().filter(run -> modelOf(run).isEmpty()).count();
  }

  private Optional<DecoderArchitecture> modelOf(Run run) {
    int streams = (int) Math.round(run.p());
    if (streams < 1 || streams != run.p()) {
      return Optional.empty();
    }
    return scenario.family().models().stream()
        .filter(model -> distance(run, model, streams) < SAME_SIZE)
        .min(Comparator.comparingDouble(model -> distance(run, model, streams)));
  }

  private double distance(Run run, DecoderArchitecture model, int streams) {
    return Math.abs(run.n() / scenario.parameters(model, streams) - 1);
  }

  private Comparison comparison(
      String source,
      DecoderArchitecture model,
      int streams,
      int batch,
      double loss,
      double denseN,
      InferenceCost.Cost dense) {
    return new Comparison(
        source,
        model.nonEmbeddingParameters(),
        streams,
        batch,
        loss,
        denseN,
        scenario.meanCost(model, 1, batch),
        scenario.meanCost(model, streams, batch),
        dense);
  }
}
