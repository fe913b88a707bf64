package isoloss.sampling.pretraining;

import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.optim.Optimum;
import isoloss.sampling.ProblemCounts;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reader must know about counts that were gathered over many checkpoints. */
final class PretrainingWarnings {
  private PretrainingWarnings() {}

  /**
   * Whether n was chosen along the way, and whether all checkpoints were given the same problems.
   */
  static Findings onDesign(Findings findings, List<Checkpoint> checkpoints) {
    int least = Integer.MAX_VALUE;
    int most = 0;
    Set<Set<String>> sets = new HashSet<>();
    for (Checkpoint checkpoint : checkpoints) {
      for (ProblemCounts problem : checkpoint.problems()) {
        least = Math.min(least, problem.samples());
        most = Math.max(most, problem.samples());
      }
      sets.add(
          checkpoint.problems().stream().map(ProblemCounts::problem).collect(Collectors.toSet()));
    }
    Findings out = findings;
    if (most > least) {
      out =
          out.with(
              warning(
                  "adaptive-design",
                  "n runs from %d to %d: sampling was stopped by what it gave, so means of small"
                          .formatted(least, most)
                      + " pass@k are of stopped samples and lean high; the likelihood of approach 2"
                      + " does not depend on the stopping rule"));
    }
    if (sets.size() > 1) {
      out =
          out.with(
              warning(
                  "problem-sets-differ",
                  "checkpoints were given %d different sets of problems; part of what differs between"
                          .formatted(sets.size())
                      + " them is the problems"));
    }
    return out.with(
        new Diagnostic.Remark(
            "one-protocol",
            Diagnostic.Severity.NOTE,
            "the law holds for one set of prompts and one sampler; never pool it with counts of"
                + " others"));
  }

  static Diagnostic warning(String code, String message) {
    return new Diagnostic.Remark(code, Diagnostic.Severity.WARNING, message);
  }

  /** That the search did not end at a certified optimum, where it did not. */
  static Optional<Diagnostic> uncertified(String what, Optimum optimum, double tolerance) {
    return optimum.firstOrder() < tolerance
        ? Optional.empty()
        : Optional.of(
            new Diagnostic.NotConverged(
                String.format(
                    Locale.ROOT,
                    "%s: no certified optimum (first-order condition %.1e)",
                    what,
                    optimum.firstOrder())));
  }
}
