package isoloss.rank.item;

import isoloss.data.InputException;
import isoloss.data.Values;
import isoloss.fit.Diagnostic;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.evidence.Weighting;
import isoloss.rank.item.ModelledMean.Correction;
import isoloss.rank.method.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the item response models have in common. */
final class ItemResponse {
  private static final int NAMED = 5;

  private final String method;
  private final ItemPrior prior;

  ItemResponse(String method, ItemPrior prior) {
    this.method = method;
    this.prior = prior;
  }

  Optional<String> refusal(Evidence evidence) {
    if (!(evidence.prior() instanceof Prior.None)) {
      return Optional.of(
          method + " has a prior of its own (" + prior.inWords() + ") and takes no other");
    }
    if (evidence.margin() > 0) {
      return Optional.of(
          "%s compares no scores, so that a margin of %s means nothing; leave it out"
              .formatted(method, evidence.margin()));
    }
    if (evidence.weighting() == Weighting.SAMPLES) {
      return Optional.of(
          method + " counts every measurement alike and cannot count every sample alike");
    }
    return new Reach(Responses.of(evidence)).refusal(method);
  }

  /** The maximum, with what was needed to find and describe it. */
  record Found(JointMaximum maximum, Item[] items, ItemResponseFit fit) {
    Values state() {
      return maximum.state(items);
    }
  }

  Found find(Evidence evidence, Request request) {
    refusal(evidence)
        .ifPresent(reason -> {
          throw new InputException(reason);
        });
    Responses responses = Responses.of(evidence);
    JointMaximum maximum = JointMaximum.find(responses, prior, request);
    Item[] items = maximum.items();
    ItemResponseFit fit =
        new ItemResponseFit(
            Values.of(maximum.theta()),
            scores(Correction.COMPLETION, responses, maximum, items),
            scores(Correction.DIFFERENCE, responses, maximum, items),
            new ItemParameters(List.of(items)),
            maximum.logLikelihood(items),
            maximum.objective(),
            maximum.firstOrder(),
            diagnostics(maximum, items));
    return new Found(maximum, items, fit);
  }

  private static Values scores(
      Correction correction, Responses responses, JointMaximum maximum, Item[] items) {
    return Values.of(new ModelledMean(correction, responses, maximum.theta(), items).scores());
  }

  private List<Diagnostic> diagnostics(JointMaximum maximum, Item[] items) {
    Reach reach = new Reach(maximum.profile().responses());
    List<Diagnostic> found = new ArrayList<>();
    if (!maximum.isConverged()) {
      found.add(
          new Diagnostic.NotConverged(
              "%s: scaled derivative %.1e at the best point"
                  .formatted(method, maximum.firstOrder())));
    }
    found.add(priorNote(maximum, items, reach));
    reach.leftOut().ifPresent(parts -> found.add(leftOutNote(parts, items.length)));
    if (reach.groups() > 1) {
      found.add(
          new Diagnostic.NotIdentified(
              List.of(),
              Diagnostic.Severity.WARNING,
              "models fall into %d groups without a common sample; only the prior of %s puts these"
                      .formatted(reach.groups(), method)
                  + " on one scale"));
    }
    negativeNote(maximum, items).ifPresent(found::add);
    return found;
  }

  private Diagnostic priorNote(JointMaximum maximum, Item[] items, Reach reach) {
    return new Diagnostic.Remark(
        "prior",
        Diagnostic.Severity.NOTE,
        "%s rests on the priors %s, by which %d samples solved by all and %d by none stay finite;"
                .formatted(method, prior.inWords(), reach.solvedByAll(), reach.solvedByNone())
            + " log-likelihood %.6f, with priors %.6f"
                .formatted(maximum.logLikelihood(items), maximum.objective()));
  }

  private Diagnostic leftOutNote(String parts, int used) {
    return new Diagnostic.Remark(
        "samples-left-out",
        Diagnostic.Severity.NOTE,
        "%s uses %d samples with scores between 0 and 1 and leaves out %s"
            .formatted(method, used, parts));
  }

  private Optional<Diagnostic> negativeNote(JointMaximum maximum, Item[] items) {
    List<Item> negative = new ItemParameters(List.of(items)).negative();
    if (negative.isEmpty()) {
      return Optional.empty();
    }
    var pool = maximum.profile().responses().evidence().pool();
    List<String> names =
        negative.stream().limit(NAMED).map(item -> pool.sample(item.sample()).name()).toList();
    return Optional.of(
        new Diagnostic.Remark(
            "negative-discrimination",
            Diagnostic.Severity.NOTE,
            "better models do worse on %d of %d samples; look for mistakes in their answers: %s%s"
                .formatted(
                    negative.size(),
                    items.length,
                    String.join(", ", names),
                    negative.size() > NAMED ? ", ..." : "")));
  }
}
