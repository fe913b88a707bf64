package isoloss.sampling.plan;

import isoloss.data.InputException;
import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Findings;
import isoloss.sampling.ProblemCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * How many more samples of which problems bring the interval of pass@k to a half-width, or what a
 * budget brings.
 *
 * @param halfWidth wanted, of the interval of the mean pass@k; empty for none
 * @param level of the interval
 * @param budget further samples in all; empty to find it from the half-width
 * @param floor further samples that every problem gets at least
 */
public record SamplesPlan(
    View view, OptionalDouble halfWidth, double level, OptionalLong budget, long floor) {
  /** Which question the interval answers. */
  public enum View {
    /** Another benchmark of the kind: the problems are a sample. */
    PROBLEMS,
    /** Another run on these very problems. */
    FIXED
  }

  private static final double MOST_SAMPLES = 1e12;
  private static final String FORMULA = "b_i ~ sqrt(E[p (1-p)^(2k-1)])";

  public SamplesPlan {
    SampleSize.requireShare("the level", level);
    halfWidth.ifPresent(width -> SampleSize.requireShare("the half-width", width));
    if (halfWidth.isEmpty() && budget.isEmpty()) {
      throw new IllegalArgumentException("a plan needs a half-width or a budget");
    }
    if (budget.orElse(0) < 0) {
      throw new IllegalArgumentException("budget " + budget.orElse(0) + " is negative");
    }
  }

  /** Further samples per problem with what they bring. */
  public record Allotment(long[] more, double before, double after, double evenly) {
    public long total() {
      return Arrays.stream(more).sum();
    }
  }

  /** The allotment of the budget, or of the least budget that reaches the half-width. */
  public Allotment allot(Pilot pilot) {
    long total = budget.isPresent() ? budget.getAsLong() : leastBudget(pilot);
    long[] more = Allocation.of(weights(pilot), pilot.drawn(), total, floor(total, pilot));
    return new Allotment(
        more,
        halfWidth(pilot, pilot.drawn()),
        halfWidth(pilot, plus(pilot.drawn(), more)),
        halfWidth(pilot, plus(pilot.drawn(), evenly(total, more.length))));
  }

  private long floor(long total, Pilot pilot) {
    return budget.isPresent() ? floor : Math.min(floor, total / pilot.problems().size());
  }

  private static double[] weights(Pilot pilot) {
    return Arrays.stream(pilot.variability()).map(Math::sqrt).toArray();
  }

  private static long[] plus(long[] a, long[] b) {
    return IntStream.range(0, a.length).mapToLong(i -> a[i] + b[i]).toArray();
  }

  private static long[] evenly(long total, int problems) {
    return IntStream.range(0, problems)
        .mapToLong(i -> total / problems + (i < total % problems ? 1 : 0))
        .toArray();
  }

  /** Half-width of the interval with so many samples of each problem, to first order in k/n. */
  double halfWidth(Pilot pilot, long[] samples) {
    double variance = pilot.fixedVariance(samples);
    if (view == View.PROBLEMS) {
      double between = pilot.betweenProblems();
      variance += between * between / samples.length;
    }
    return SampleSize.z(level) * Math.sqrt(variance);
  }

  /** What no number of samples of these problems can lower the half-width below. */
  double leastHalfWidth(Pilot pilot) {
    return view == View.FIXED
        ? 0
        : SampleSize.z(level) * pilot.betweenProblems() / Math.sqrt(pilot.problems().size());
  }

  private boolean reachable(Pilot pilot) {
    return halfWidth.isEmpty() || halfWidth.getAsDouble() > leastHalfWidth(pilot);
  }

  private long leastBudget(Pilot pilot) {
    double wanted = halfWidth.orElseThrow();
    if (!reachable(pilot) || halfWidth(pilot, pilot.drawn()) <= wanted) {
      return 0;
    }
    int problems = pilot.problems().size();
    long low = 0;
    long high = (long) floor * problems + 1;
    while (widthAfter(pilot, high) > wanted) {
      low = high;
      high *= 2;
      if (high > MOST_SAMPLES) {
        throw new InputException(
            "a half-width of %s needs more than %.0e samples; ask for a wider interval, or more problems"
                .formatted(wanted, MOST_SAMPLES));
      }
    }
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (widthAfter(pilot, middle) > wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double widthAfter(Pilot pilot, long total) {
    long[] more = Allocation.of(weights(pilot), pilot.drawn(), total, floor(total, pilot));
    return halfWidth(pilot, plus(pilot.drawn(), more));
  }

  /** The plan as findings, without account. */
  public Findings of(Pilot pilot, long seed, String command) {
    Allotment allotment = allot(pilot);
    int k = pilot.k();
    int problems = pilot.problems().size();
    Findings findings =
        Findings.plan("samples", FORMULA, seed, command)
            .with(Findings.Fact.of("k", "k", "samples", k))
            .with(Findings.Fact.of("view", "view", "", view.name().toLowerCase(Locale.ROOT)))
            .with(Findings.Fact.of("level", "level of the interval", "", level))
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
                    "floor", "half-width that samples cannot pass", "", leastHalfWidth(pilot)))
            .with(
                Findings.Fact.of("budget", "further samples in all", "samples", allotment.total()));
    if (halfWidth.isPresent()) {
      findings = wanted(findings, pilot, halfWidth.getAsDouble());
    }
    findings = findings.with(allocation(pilot, allotment)).withHeadline(headline(pilot, allotment));
    for (Diagnostic diagnostic : diagnostics(pilot, allotment)) {
      findings = findings.with(diagnostic);
    }
    return findings;
  }

  private Findings wanted(Findings findings, Pilot pilot, double width) {
    Findings out = findings.with(Findings.Fact.of("halfWidth", "half-width wanted", "", width));
    if (reachable(pilot)) {
      out =
          out.with(
              Findings.Fact.of(
                  "samplesPerProblem",
                  "samples of each problem in all, if spread evenly",
                  "samples",
                  samplesPerProblem(pilot, width)));
    }
    if (view == View.FIXED) {
      return out;
    }
    return out.with(
            Findings.Fact.of(
                "problemsNeeded",
                "problems needed with as many samples each as in the pilot",
                "",
                SampleSize.problems(pilot.deviation(), width, level)))
        .with(
            Findings.Fact.of(
                "problemsAtLeast",
                "problems needed with samples without end",
                "",
                SampleSize.problems(pilot.betweenProblems(), width, level)));
  }

  /** {@code n = k^2 mean E[p (1-p)^(2k-1)] / (P SE^2 - between^2)}, at least 2k. */
  double samplesPerProblem(Pilot pilot, double width) {
    double error = width / SampleSize.z(level);
    double between = view == View.FIXED ? 0 : pilot.betweenProblems();
    double k = pilot.k();
    double room = pilot.problems().size() * error * error - between * between;
    double mean = Arrays.stream(pilot.variability()).average().orElseThrow();
    return Math.max(2 * k, Math.ceil(k * k * mean / room));
  }

  private String headline(Pilot pilot, Allotment allotment) {
    if (!reachable(pilot)) {
      return String.format(
          Locale.ROOT,
          "No number of samples of these %d problems brings the interval of pass@%d to +-%.4g: the"
              + " problems differ too much; take %.0f problems.",
          pilot.problems().size(),
          pilot.k(),
          halfWidth.orElseThrow(),
          SampleSize.problems(pilot.betweenProblems(), halfWidth.orElseThrow(), level));
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

  private static Findings.Table allocation(Pilot pilot, Allotment allotment) {
    Findings.Builder rows =
        Findings.Table.builder("allocation", "Further samples per problem, most first")
            .detail()
            .column("problem", "problem")
            .column("n", "n so far", "samples")
            .column("c", "c so far", "samples")
            .column("passRate", "pass rate (posterior mean)")
            .column("weight", "weight")
            .column("samples", "further samples", "samples");
    double[] weights = weights(pilot);
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

  private List<Diagnostic> diagnostics(Pilot pilot, Allotment allotment) {
    List<Diagnostic> list = new ArrayList<>();
    int k = pilot.k();
    if (!reachable(pilot)) {
      list.add(
          remark(
              "between-problems",
              Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "a half-width of %.4g is below %.4g, which comes from the differences of the"
                      + " problems alone; more samples cannot lower it, more problems can",
                  halfWidth.orElseThrow(),
                  leastHalfWidth(pilot))));
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
