package isoloss.plan.testtime;

import isoloss.cost.kinetics.Cost;
import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.plan.testtime.Frontier.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The frontier in words, with what a reader must know before using it. */
record FrontierWords(Frontier eflops, Frontier flops, String accuracyTitle) {

  /** Where models enter the frontier by either account. */
  String headline() {
    if (eflops.points().isEmpty()) {
      return "No configuration solves any problem, so there is no frontier.";
    }
    return "%s Charged with memory, %s; by FLOPs alone, %s."
        .formatted(range(), entries(eflops), entries(flops));
  }

  private String range() {
    Point first = eflops.points().getFirst();
    Point last = eflops.points().getLast();
    return String.format(
        Locale.ROOT,
        "The frontier runs from %s %.3g at %.4g T eFLOPs (%s) to %.3g at %.4g T (%s).",
        accuracyTitle,
        first.accuracy(),
        first.cost() / Cost.TERA,
        first.model(),
        last.accuracy(),
        last.cost() / Cost.TERA,
        last.model());
  }

  /** Each model that is on the frontier beside the first, and where it enters. */
  private String entries(Frontier frontier) {
    List<Switch> switches = Switch.of(frontier);
    String first = frontier.points().getFirst().model();
    List<String> entries =
        switches.stream()
            .map(Switch::entry)
            .filter(entry -> !entry.model().equals(first))
            .map(this::entry)
            .toList();
    return entries.isEmpty()
        ? first + " is best throughout"
        : "after %s enter %s".formatted(first, String.join(", ", entries));
  }

  private String entry(Point point) {
    return String.format(
        Locale.ROOT,
        "%s at %.4g T (%s %.3g)",
        point.model(),
        point.cost() / Cost.TERA,
        accuracyTitle,
        point.accuracy());
  }

  List<Diagnostic> caveats(Measured measured, int draws) {
    List<Diagnostic> out = new ArrayList<>();
    if (measured.isCounts()) {
      out.add(
          TestTimePlan.remark(
              "coverage",
              Severity.WARNING,
              "Coverage counts a problem as solved when any of the samples is correct; without a"
                  + " verifier that finds it the frontier is an upper bound."));
    } else {
      out.add(
          TestTimePlan.remark(
              "length",
              Severity.NOTE,
              "A cap on the length changes both cost and accuracy, and failures run longer than"
                  + " successes; costs here take every answer to be of the length given."));
    }
    if (measured.droppedProblems() > 0) {
      out.add(
          TestTimePlan.remark(
              "problems-dropped",
              Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "%d problems were not measured for every model and length and are left out; %d remain.",
                  measured.droppedProblems(),
                  measured.problems().size())));
    }
    if (measured.problems().size() < 2) {
      out.add(
          TestTimePlan.remark(
              "no-problems",
              Severity.WARNING,
              "Only mean accuracies are known, so there is neither a bootstrap over problems nor the"
                  + " published oracle; give a column problem."));
    } else {
      out.add(
          TestTimePlan.remark(
              "oracle",
              Severity.NOTE,
              "The table oracle gives each question its best configuration, as published; it is"
                  + " optimistic, since nobody knows that configuration beforehand."));
      if (draws > 0) {
        out.add(
            TestTimePlan.remark(
                "resamples",
                Severity.NOTE,
                String.format(
                    Locale.ROOT,
                    "Shares and intervals are of %d resamples of the %d problems.",
                    draws,
                    measured.problems().size())));
      }
    }
    return out;
  }
}
