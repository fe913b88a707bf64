package isoloss.sampling.plan;

import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Findings;
import isoloss.sampling.ProblemCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A plan of further samples in words and tables. */
record SamplesFindings(SamplesPlan plan, Pilot pilot, SamplesPlan.Allotment allotment) {
  private static final String FORMULA = "b_i ~ sqrt(E[p (1-p)^(2k-1)])";

  Findings findings(long seed, String command) {
    int k = pilot.k();
    int problems = pilot.problems().size();
    Findings findings =
        Findings.plan("samples", FORMULA, seed, command)
            .with(Findings.Fact.of("k", "k", "samples", k))
            .with(Findings.Fact.of("view", "view", "", plan.view().name().toLowerCase(Locale.ROOT)))
            .with(Findings.Fact.of("level", "level of the interval", "", plan.level()))
            .with(Findings.Fact.of("problems", "problems of the pilot", "", problems))
            .with(Findings.Fact.of("passRate", "pass@k in the pilot", "", pilot.mean()))
            .with(Findings.Fact.of("alpha", "alpha of the Beta law", "", pilot.alpha()))
            .with(Findings.Fact.of("beta", "beta of the Beta law", "", pilot.beta()))
            .with(
                Findings.Fact.of("deviation", "sd of pass@k over problems", "", pilot.deviation()))
            .with(
                Findings.Fact.of(
                    "betweenProblems",
                    "sd of the true pass@k over problems",
                    "",
                    pilot.betweenProblems()))
            .with(Findings.Fact.of("before", "half-width now", "", allotment.before()))
            .with(Findings.Fact.of("after", "expected half-width", "", allotment.after()))
            .with(
                Findings.Fact.of(
                    "evenly", "the same, samples spread evenly", "", allotment.evenly()))
            .with(
                Findings.Fact.of(
                    "floor", "half-width that samples cannot pass", "", plan.leastHalfWidth(pilot)))
            .with(
                Findings.Fact.of("budget", "further samples in all", "samples", allotment.total()));
    if (plan.halfWidth().isPresent()) {
      findings = wanted(findings, plan.halfWidth().getAsDouble());
    }
    findings = findings.with(allocation()).withHeadline(headline());
    for (Diagnostic diagnostic : diagnostics()) {
      findings = findings.with(diagnostic);
    }
    return findings;
  }

  private Findings wanted(Findings findings, double width) {
    Findings out = findings.with(Findings.Fact.of("halfWidth", "half-width wanted", "", width));
    if (plan.reachable(pilot)) {
      out =
          out.with(
              Findings.Fact.of(
                  "samplesPerProblem",
                  "samples of each problem in all, if spread evenly",
                  "samples",
                  plan.samplesPerProblem(pilot, width)));
    }
    if (plan.view() == SamplesPlan.View.FIXED) {
      return out;
    }
    return out.with(
            Findings.Fact.of(
                "problemsNeeded",
                "problems needed with as many samples each as in the pilot",
                "",
                SampleSize.problems(pilot.deviation(), width, plan.level())))
        .with(
            Findings.Fact.of(
                "problemsAtLeast",
                "problems needed with samples without end",
                "",
                SampleSize.problems(pilot.betweenProblems(), width, plan.level())));
  }

  private String headline() {
    if (!plan.reachable(pilot)) {
      return String.format(
          Locale.ROOT,
          "No number of samples of these %d problems brings the interval of pass@%d to +-%.4g: the"
              + " problems differ too much; take %.0f problems.",
          pilot.problems().size(),
          pilot.k(),
          plan.halfWidth().orElseThrow(),
          SampleSize.problems(
              pilot.betweenProblems(), plan.halfWidth().orElseThrow(), plan.level()));
    }
    return String.format(
        Locale.ROOT,
        "%d further samples bring the half-width of pass@%d = %.4g from %.4g to %.4g (spread evenly,"
            + " to %.4g).",
        allotment.total(),
        pilot.k(),
        pilot.mean(),
        allotment.before(),
        allotment.after(),
        allotment.evenly());
  }

  private Findings.Table allocation() {
    Findings.Builder rows =
        Findings.Table.builder("allocation", "Further samples per problem, most first")
            .detail()
            .column("problem", "problem")
            .column("n", "n so far", "samples")
            .column("c", "c so far", "samples")
            .column("passRate", "pass rate (posterior mean)")
            .column("weight", "weight")
            .column("samples", "further samples", "samples");
    double[] weights = SamplesPlan.weights(pilot);
    double total = Arrays.stream(weights).sum();
    IntStream.range(0, weights.length)
        .boxed()
        .sorted((a, b) -> Long.compare(allotment.more()[b], allotment.more()[a]))
        .forEach(i -> {
          ProblemCounts problem = pilot.problems().get(i);
          rows.row(
              problem.problem(),
              problem.samples(),
              problem.correct(),
              (pilot.alpha() + problem.correct())
                  / (pilot.alpha() + pilot.beta() + problem.samples()),
              weights[i] / total,
              allotment.more()[i]);
        });
    return rows.build();
  }

  private List<Diagnostic> diagnostics() {
    List<Diagnostic> list = new ArrayList<>();
    int k = pilot.k();
    if (!plan.reachable(pilot)) {
      list.add(
          remark(
              "between-problems",
              Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "a half-width of %.4g is below %.4g, which comes from the differences of the"
                      + " problems alone; more samples cannot lower it, more problems can",
                  plan.halfWidth().orElseThrow(),
                  plan.leastHalfWidth(pilot))));
    }
    long shortOf2k =
        IntStream.range(0, allotment.more().length)
            .filter(i -> pilot.drawn()[i] + allotment.more()[i] < 2L * k)
            .count();
    if (shortOf2k > 0) {
      list.add(
          remark(
              "below-2k",
              Severity.WARNING,
              ("%d of %d problems end with fewer than 2k = %d samples: no unbiased variance of"
                      + " pass@%d exists there, and the first-order widths are rough; set --floor")
                  .formatted(shortOf2k, allotment.more().length, 2L * k, k)));
    }
    if (!pilot.isCounted()) {
      list.add(
          remark(
              "by-law",
              Severity.NOTE,
              "pass@%d of the pilot is expected under the fitted Beta law, since the counts alone do not give it"
                  .formatted(k)));
    }
    if (allotment.total() > 0) {
      list.add(
          remark(
              "adaptive-afterwards",
              Severity.NOTE,
              "these samples are chosen by what the pilot showed: pool them by a likelihood (passk"
                  + " --design adaptive --extrapolate beta-binomial), not by the formula for a fixed"
                  + " n"));
    }
    return list;
  }

  private static Diagnostic remark(String code, Severity severity, String message) {
    return new Diagnostic.Remark(code, severity, message);
  }
}
