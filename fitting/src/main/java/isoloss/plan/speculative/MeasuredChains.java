package isoloss.plan.speculative;

import isoloss.cost.speculative.AcceptanceProfile;
import isoloss.cost.speculative.ClusteredCounters;
import isoloss.cost.speculative.DecodingRun.Setting;
import isoloss.cost.speculative.RoundCost;
import isoloss.cost.speculative.RoundTime;
import isoloss.cost.speculative.VerificationTime;
import isoloss.data.Seed;
import isoloss.fit.Diagnostic;
import isoloss.law.speculative.AcceptanceTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Questions of draft length from counters: acceptance by position with what they leave open, and
 * the cost of a draft step as given, or from the speed that was measured: {@code c = (o -
 * v)/gamma}.
 *
 * @param questions one per run whose acceptance and costs are known
 */
public record MeasuredChains(List<ChainQuestion> questions, List<Diagnostic> diagnostics) {

  /** Which acceptance to plan with. */
  public enum Model {
    /** By position where one for all is rejected. */
    AUTO,
    CONSTANT,
    POSITIONAL
  }

  /**
   * @param draftStep absent to calibrate it by the round costs
   * @param draws profiles to draw for intervals
   */
  public record Options(
      Model model, OptionalDouble draftStep, VerificationTime verification, int draws, Seed seed) {}

  public MeasuredChains {
    questions = List.copyOf(questions);
    diagnostics = List.copyOf(diagnostics);
  }

  public static MeasuredChains of(
      List<AcceptanceTables.Row> rows, List<RoundCost> costs, Options options) {
    List<ChainQuestion> questions = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (AcceptanceTables.Row row : rows) {
      if (row.refused().isEmpty()) {
        double c = draftStep(row, costs, options, diagnostics);
        if (c >= 0) {
          questions.add(question(row, new RoundTime(c, options.verification()), options));
        }
      }
    }
    return new MeasuredChains(questions, diagnostics);
  }

  private static ChainQuestion question(AcceptanceTables.Row row, RoundTime time, Options options) {
    boolean constant =
        switch (options.model()) {
          case AUTO -> row.isConstant();
          case CONSTANT -> true;
          case POSITIONAL -> false;
        };
    ClusteredCounters counters = row.counters();
    Setting setting = row.setting();
    Seed seed = options.seed().child("acceptance of " + setting.inWords());
    List<AcceptanceProfile> draws = counters.profileDraws(constant, options.draws(), seed);
    return new ChainQuestion(
        setting,
        row.fit().alpha(),
        ClusteredCounters.profile(counters.total(), constant),
        draws,
        time,
        counters.total().length());
  }

  /** Negative where it is not known, with the reason among the diagnostics. */
  private static double draftStep(
      AcceptanceTables.Row row,
      List<RoundCost> costs,
      Options options,
      List<Diagnostic> diagnostics) {
    if (options.draftStep().isPresent()) {
      return options.draftStep().getAsDouble();
    }
    Optional<RoundCost> cost =
        costs.stream().filter(each -> each.run().setting().equals(row.setting())).findFirst();
    if (cost.isEmpty()) {
      diagnostics.add(
          new Diagnostic.Remark(
              "cost-not-known",
              Diagnostic.Severity.WARNING,
              "%s: there is no speed-up to take the cost of a draft step from; give --draft-cost."
                  .formatted(row.setting().inWords())));
      return -1;
    }
    double c = cost.get().draftStep(row.counters().total().length(), options.verification());
    if (c < 0) {
      diagnostics.add(
          new Diagnostic.Remark(
              "cost-below-verification",
              Diagnostic.Severity.WARNING,
              String.format(
                  Locale.ROOT,
                  "%s: a step costs %.4g plain steps, less than its verification is said to; give a"
                      + " lower --verify-cost.",
                  row.setting().inWords(),
                  cost.get().perStep())));
    }
    return c;
  }
}
