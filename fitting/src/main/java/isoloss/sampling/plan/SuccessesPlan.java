package isoloss.sampling.plan;

import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Findings;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What sampling until success costs before anything was sampled.
 *
 * @param p success probability of one problem; empty where a Beta law of p is given
 * @param alpha of the Beta law of p over problems; empty for a single problem
 * @param beta likewise
 * @param relativeError wanted of PU's estimate, 1/sqrt(r-2); empty for r = 1
 * @param confidence of at least one success
 * @param cap most draws of a problem
 */
public record SuccessesPlan(
    OptionalDouble p,
    OptionalDouble alpha,
    OptionalDouble beta,
    OptionalDouble relativeError,
    double confidence,
    int cap) {

  public SuccessesPlan {
    p.ifPresent(value -> SampleSize.requireShare("p", value));
    SampleSize.requireShare("the confidence", confidence);
    if (p.isPresent() == (alpha.isPresent() && beta.isPresent())) {
      throw new IllegalArgumentException(
          "give either p of a problem, or alpha and beta of the law of p over problems");
    }
  }

  int successes() {
    return relativeError.isPresent() ? SampleSize.successes(relativeError.getAsDouble()) : 1;
  }

  /** Expected draws of a problem, at most the cap. */
  double cappedDraws() {
    return p.isPresent()
        ? CappedDraws.ofProblem(successes(), p.getAsDouble(), cap)
        : CappedDraws.ofBeta(successes(), alpha.orElseThrow(), beta.orElseThrow(), cap);
  }

  /** Expected draws without a cap: r/p, or {@code r (alpha+beta-1)/(alpha-1)}; maybe infinite. */
  double draws() {
    if (p.isPresent()) {
      return successes() / p.getAsDouble();
    }
    double a = alpha.orElseThrow();
    return a > 1 ? successes() * (a + beta.orElseThrow() - 1) / (a - 1) : Double.POSITIVE_INFINITY;
  }

  public Findings findings(long seed, String command) {
    int r = successes();
    Findings findings =
        Findings.plan(
                "samples", "E[draws] = sum over k < cap of P(fewer than r in k)", seed, command)
            .with(Findings.Fact.of("successes", "r, successes to sample until", "", r))
            .with(Findings.Fact.of("cap", "most draws of a problem", "samples", cap))
            .with(
                Findings.Fact.of(
                    "cappedDraws", "expected draws of a problem", "samples", cappedDraws()))
            .with(
                Findings.Fact.of(
                    "draws",
                    "the same without a cap",
                    "samples",
                    Double.isFinite(draws()) ? draws() : (Object) "infinite"));
    if (p.isPresent()) {
      findings =
          findings
              .with(
                  Findings.Fact.of(
                      "samplesForOneSuccess",
                      "samples for at least one success",
                      "samples",
                      SampleSize.forOneSuccess(p.getAsDouble(), confidence)))
              .with(Findings.Fact.of("confidence", "confidence", "", confidence));
    }
    findings =
        findings.with(
            Findings.Fact.of(
                "boundWithoutSuccess",
                "p ruled out by no success up to the cap",
                "",
                SampleSize.boundWithoutSuccess(cap, confidence)));
    if (!Double.isFinite(draws())) {
      findings =
          findings.with(
              new Diagnostic.Remark(
                  "infinite-cost",
                  Severity.WARNING,
                  "with alpha up to 1 the mean number of draws without a cap is infinite: the cap is"
                      + " part of the design, and capped problems stay in the analysis"));
    }
    if (r < 3) {
      findings =
          findings.with(
              new Diagnostic.Remark(
                  "few-successes",
                  Severity.NOTE,
                  "r below 3 gives no unbiased variance; --relative-error 0.2 needs r = 27"));
    }
    return findings.withHeadline(
        String.format(
            Locale.ROOT,
            "Sampling until r = %d success%s, at most %d draws, takes %.6g draws of a problem on"
                + " average.",
            r,
            r == 1 ? "" : "es",
            cap,
            cappedDraws()));
  }
}
