package isoloss.plan;

import static isoloss.fit.Texts.text;

import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Findings;
import isoloss.fit.Findings.Fact;
import isoloss.law.growth.GStack;
import java.util.OptionalInt;

/**
 * Training a large model by growing a small one: a base of N/g parameters is trained on d tokens,
 * its block of layers is stacked g times, and the target of N parameters is trained on. The law
 * {@link GStack} gives d; FLOPs are {@code 6 (N/g) d} for the base and {@code 6 N D'} for the
 * target, the copy itself costs nothing.
 *
 * @param targetParameters N, of the model after growing
 * @param plannedTokens D, of the run from scratch that the growth is to shorten
 * @param growthFactor g, how often the layers are stacked; a whole number of at least 2
 * @param targetLayers depth of the target, where it is known; a multiple of g
 */
public record GrowthPlan(
    double targetParameters, double plannedTokens, double growthFactor, OptionalInt targetLayers) {

  /** The factor that the law was made with and that its authors recommend. */
  public static final double PUBLISHED_FACTOR = 4;

  private static final double FLOP_PER_PARAMETER_TOKEN = 6;
  private static final double LEAST_FLOPS = 1e18;
  private static final double MOST_FLOPS = 1e24;

  public GrowthPlan {
    requirePositive("parameters", targetParameters);
    requirePositive("tokens", plannedTokens);
    if (!(growthFactor >= 2) || growthFactor != Math.rint(growthFactor)) {
      throw new IllegalArgumentException(
          "growth factor %s: layers are stacked a whole number of times, 2 or more"
              .formatted(growthFactor));
    }
    if (targetLayers.isPresent()
        && (targetLayers.getAsInt() < 1 || targetLayers.getAsInt() % growthFactor != 0)) {
      throw new IllegalArgumentException(
          text(
              "%d layers cannot be a stack of %.0f equal blocks; give a multiple of %.0f",
              targetLayers.getAsInt(), growthFactor, growthFactor));
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " " + value + " is not positive and finite");
    }
  }

  /** {@code C = 6 N D} of the planned run from scratch. */
  public double plannedFlops() {
    return flops(targetParameters, plannedTokens);
  }

  /** d: tokens for the base before it is stacked. */
  public double growthTokens() {
    return growthTokens(plannedTokens);
  }

  private double growthTokens(double tokens) {
    double[] x = {targetParameters, flops(targetParameters, tokens)};
    return new GStack().value(GStack.PUBLISHED.toArray(), x);
  }

  /** {@code N/g}. */
  public double baseParameters() {
    return targetParameters / growthFactor;
  }

  public double baseFlops() {
    return flops(baseParameters(), growthTokens());
  }

  /** D' at which growing has cost as many FLOPs as the planned run: {@code D - d/g}. */
  public double breakEvenTokens() {
    return plannedTokens - growthTokens() / growthFactor;
  }

  /** Whether the base is trained on no more tokens than the whole run is planned for. */
  public boolean isPossible() {
    return growthTokens() <= plannedTokens;
  }

  private static double flops(double parameters, double tokens) {
    return FLOP_PER_PARAMETER_TOKEN * parameters * tokens;
  }

  /** The plan in words, facts and tables. */
  public Findings findings(long seed, String command) {
    Findings found =
        Findings.plan("growth", new GStack().formula(), seed, command)
            .withHeadline(headline())
            .with(
                Fact.of(
                    "targetParameters", "parameters of the target", "parameters", targetParameters))
            .with(
                Fact.of("plannedTokens", "tokens of the run from scratch", "tokens", plannedTokens))
            .with(
                Fact.of(
                    "plannedFlops", "compute of the run from scratch, 6ND", "FLOP", plannedFlops()))
            .with(Fact.of("growthFactor", "growth factor", "", growthFactor))
            .with(
                Fact.of(
                    "growthTokens",
                    "tokens for the base before stacking",
                    "tokens",
                    growthTokens()))
            .with(
                Fact.of(
                    "baseParameters", "parameters of the base", "parameters", baseParameters()));
    if (targetLayers.isPresent()) {
      int layers = targetLayers.getAsInt();
      found =
          found
              .with(Fact.of("targetLayers", "layers of the target", "layers", layers))
              .with(Fact.of("baseLayers", "layers of the base", "layers", layers / growthFactor));
    }
    if (isPossible()) {
      found = found.with(ledger());
    }
    return diagnosed(found.with(timing()));
  }

  private String headline() {
    if (!isPossible()) {
      return text(
          "No plan: the law asks for %.4g tokens before growing, more than the %.4g of the whole run.",
          growthTokens(), plannedTokens);
    }
    return text(
        "Train a base of %.4g parameters on %.4g tokens, stack its layers %.0f times and train the"
            + " %.4g parameters on; growing pays if the target then needs fewer than %.5g tokens.",
        baseParameters(), growthTokens(), growthFactor, targetParameters, breakEvenTokens());
  }

  /** What each way of training costs, phase by phase. */
  private Findings.Table ledger() {
    Findings.Builder table =
        Findings.Table.builder("ledger", "Tokens and FLOPs, phase by phase")
            .column("way", "way of training")
            .column("phase", "phase")
            .column("parameters", "model", "parameters")
            .column("tokens", "tokens", "tokens")
            .column("flops", "compute", "FLOP")
            .column("flopsOfPlanPercent", "of the run from scratch", "%");
    phase(table, "from scratch", "target", targetParameters, plannedTokens);
    grown(table, "grown, same compute", breakEvenTokens());
    grown(table, "grown, all planned tokens", plannedTokens);
    return table.build();
  }

  private void grown(Findings.Builder table, String way, double tokensAfter) {
    phase(table, way, "base", baseParameters(), growthTokens());
    phase(table, way, "target", targetParameters, tokensAfter);
    total(
        table,
        way,
        growthTokens() + tokensAfter,
        baseFlops() + flops(targetParameters, tokensAfter));
  }

  private void phase(
      Findings.Builder table, String way, String phase, double parameters, double tokens) {
    double cost = flops(parameters, tokens);
    table.row(way, phase, parameters, tokens, cost, 100 * cost / plannedFlops());
  }

  private void total(Findings.Builder table, String way, double tokens, double cost) {
    table.row(way, "both", Double.NaN, tokens, cost, 100 * cost / plannedFlops());
  }

  /** How the timing moves with the length of the planned run. */
  private Findings.Table timing() {
    Findings.Builder table =
        Findings.Table.builder("timing", "The same target planned for fewer or more tokens")
            .column("plannedTokens", "planned", "tokens")
            .column("plannedFlops", "compute", "FLOP")
            .column("growthTokens", "base before stacking", "tokens")
            .column("insideLaw", "compute inside the law's range");
    for (double factor : new double[] {0.25, 0.5, 1, 2, 4}) {
      double tokens = plannedTokens * factor;
      double cost = flops(targetParameters, tokens);
      table.row(tokens, cost, growthTokens(tokens), isInside(cost));
    }
    return table.build();
  }

  private static boolean isInside(double flops) {
    return flops >= LEAST_FLOPS && flops <= MOST_FLOPS;
  }

  private Findings diagnosed(Findings found) {
    Findings out = found;
    if (!isPossible()) {
      out =
          remark(
              out,
              "growth-after-the-run",
              Severity.ERROR,
              text(
                  "The law asks for %.4g tokens before growing and the run is planned for %.4g; train"
                      + " from scratch, or plan more tokens.",
                  growthTokens(), plannedTokens));
    }
    if (!isInside(plannedFlops())) {
      out =
          remark(
              out,
              "outside-the-law",
              Severity.WARNING,
              text(
                  "The law rests on runs of %.0e to %.0e FLOP; this one has %.3g.",
                  LEAST_FLOPS, MOST_FLOPS, plannedFlops()));
    }
    if (growthFactor != PUBLISHED_FACTOR) {
      out =
          remark(
              out,
              "other-growth-factor",
              Severity.WARNING,
              text(
                  "The law was made with a growth factor of %.0f, which its authors found best; it"
                      + " does not know a factor of %.0f.",
                  PUBLISHED_FACTOR, growthFactor));
    }
    out =
        remark(
            out,
            "timing-falls-with-compute",
            Severity.NOTE,
            text(
                "At fixed N the law's d falls as the planned compute grows: by %.1f %% for twice the"
                    + " tokens.",
                100 * (1 - growthTokens(2 * plannedTokens) / growthTokens())));
    return remark(
        out,
        "published-speed-up",
        Severity.NOTE,
        "The authors report that a grown 7B model reached at 194e9 tokens the loss of 300e9 tokens"
            + " from scratch (54.6 % faster in FLOPs); no number of this plan uses that.");
  }

  private static Findings remark(Findings found, String code, Severity severity, String message) {
    return found.with(new Diagnostic.Remark(code, severity, message));
  }
}
