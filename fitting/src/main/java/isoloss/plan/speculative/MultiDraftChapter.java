package isoloss.plan.speculative;

import isoloss.cost.speculative.MultiDraft;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import java.util.Locale;

/**
 * What k drafts at one position give by each rule, and what no rule can exceed that draws them
 * independently; without replacement they are not, and may give more.
 */
record MultiDraftChapter(MultiDraft distributions, int drafts) {

  String headline() {
    return String.format(
        Locale.ROOT,
        "One of %d drafts is accepted with %.4g by recursive rejection, with %.4g at best.",
        drafts,
        distributions.recursiveRejection(drafts),
        distributions.optimum(drafts));
  }

  Findings addTo(Findings plan) {
    Findings.Builder table =
        Findings.Table.builder(
                "multiDraft", "Acceptance of one of k drafts for a position, by rule")
            .column("k", "drafts")
            .column("optimum", "optimum of independent drafts")
            .column("kSequential", "K-SEQ")
            .column("recursive", "recursive rejection")
            .column("withoutReplacement", "without replacement")
            .column("headRoom", "optimum over recursive", "times");
    boolean complete = true;
    for (int k = 1; k <= drafts; k++) {
      boolean followed = distributions.canEnumerate(k);
      complete &= followed;
      double optimum = distributions.optimum(k);
      double recursive = distributions.recursiveRejection(k);
      table.row(
          k,
          optimum,
          distributions.kSequential(k),
          recursive,
          followed ? distributions.withoutReplacement(k) : Double.NaN,
          optimum / recursive);
    }
    Findings out = plan.with(table.build());
    return complete
        ? out
        : out.with(
            new Diagnostic.Remark(
                "too-many-orders",
                Diagnostic.Severity.NOTE,
                "Rejection without replacement has too many orders to follow for the larger k; it"
                    + " is left out there."));
  }
}
