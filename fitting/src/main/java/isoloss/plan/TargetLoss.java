package isoloss.plan;

import static isoloss.fit.Texts.text;

import isoloss.cost.DecoderArchitecture;
import isoloss.fit.Findings;

/**
 * The law read backwards: what reaches a loss.
 *
 * @param target the loss
 * @param mostStreams that may be needed for it
 */
record TargetLoss(ParallelScenario scenario, ParallelLoss loss, double target, double mostStreams) {

  /** Whether any size, or any number of streams that is allowed, reaches it. */
  boolean isReachable() {
    return scenario.streams().stream()
            .anyMatch(streams -> Double.isFinite(loss.parametersFor(target, streams)))
        || scenario.family().models().stream()
            .anyMatch(
                model -> loss.streamsFor(target, model.nonEmbeddingParameters()) <= mostStreams);
  }

  /** Streams at each size, and a size at each number of streams, or why there is none. */
  Findings.Table table() {
    Findings.Builder table =
        Findings.Table.builder(
                "inverse",
                "How loss %s is reached: streams at each size (what they add to it left out), size at each number of streams"
                    .formatted(target))
            .column("given", "given")
            .column("N", "N", "parameters")
            .column("P", "P, whole", "streams")
            .column("exactP", "P, real", "streams")
            .column("reachable", "reachable")
            .column("remark", "remark");
    for (DecoderArchitecture model : scenario.family().models()) {
      addStreams(table, model);
    }
    for (int streams : scenario.streams()) {
      double n = loss.parametersFor(target, streams);
      boolean reachable = Double.isFinite(n);
      table.row(
          "P",
          reachable ? n : Double.NaN,
          streams,
          streams,
          reachable,
          reachable
              ? ""
              : text("no size reaches it: P = %d tends to %.4g", streams, loss.floor(streams)));
    }
    return table.build();
  }

  private void addStreams(Findings.Builder table, DecoderArchitecture model) {
    double n = model.nonEmbeddingParameters();
    double exact = loss.streamsFor(target, n);
    if (exact <= mostStreams) {
      double whole = Math.max(1, Math.ceil(exact - 1e-9));
      table.row("N", n, whole, exact, true, exact <= 1 ? "one stream does" : "");
    } else {
      String remark =
          Double.isFinite(exact)
              ? text("needs %.3g streams, more than the %.0f that are allowed", exact, mostStreams)
              : "no number of streams reaches it";
      table.row("N", n, Double.NaN, Double.isFinite(exact) ? exact : Double.NaN, false, remark);
    }
  }
}
