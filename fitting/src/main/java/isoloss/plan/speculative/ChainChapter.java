package isoloss.plan.speculative;

import isoloss.cost.speculative.Chain;
import isoloss.cost.speculative.DraftLength;
import isoloss.fit.Diagnostic;
import isoloss.fit.Diagnostic.Severity;
import isoloss.fit.Findings;
import isoloss.fit.Findings.Fact;
import isoloss.law.speculative.SettingColumns;
import isoloss.stat.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What there is to say of draft lengths.
 *
 * @param limitGiven whether the user set the longest draft
 * @param operationsRatio c^, operations of a draft step over those of a target step
 */
record ChainChapter(
    List<ChainAnswer> answers,
    SettingColumns columns,
    boolean limitGiven,
    OptionalDouble operationsRatio) {

  Findings addTo(Findings plan) {
    Findings out = plan;
    if (answers.size() == 1) {
      for (Fact fact : facts(answers.getFirst())) {
        out = out.with(fact);
      }
    } else {
      out = out.with(choices());
    }
    out = out.with(lengths());
    for (Diagnostic each : diagnostics()) {
      out = out.with(each);
    }
    return out;
  }

  String headline() {
    if (answers.size() > 1) {
      long helped = answers.stream().filter(each -> each.best().length() > 0).count();
      return "Drafting pays in %d of %d settings.".formatted(helped, answers.size());
    }
    ChainAnswer only = answers.getFirst();
    if (only.best().length() == 0) {
      return text(
          "Do not draft: no draft length is faster than plain decoding (acceptance %.4g, a draft"
              + " step costs %.4g target steps).",
          only.question().alpha(), only.question().time().draftStep());
    }
    return text(
        "Draft %d tokens: %.4g tokens a round, %.4g times as fast as plain decoding%s.",
        only.best().length(),
        only.best().expectedTokens(),
        only.best().speedUp(),
        only.speedUpInterval().map(i -> text(" (%.4g to %.4g)", i.low(), i.high())).orElse(""));
  }

  private static List<Fact> facts(ChainAnswer answer) {
    DraftLength best = answer.best();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("alpha", "acceptance of a drafted token", "", answer.question().alpha()));
    facts.add(
        Fact.of(
            "draftCost",
            "cost of a draft step",
            "target steps",
            answer.question().time().draftStep()));
    facts.add(Fact.of("bestDraftLength", "best draft length", "tokens", best.length()));
    answer
        .bestInterval()
        .ifPresent(each -> {
          facts.add(Fact.of("bestDraftLengthLow", "at least", "tokens", each.low()));
          facts.add(Fact.of("bestDraftLengthHigh", "at most", "tokens", each.high()));
        });
    facts.add(Fact.of("expectedTokens", "tokens a round", "tokens", best.expectedTokens()));
    facts.add(Fact.of("speedUp", "speed-up over plain decoding", "times", best.speedUp()));
    answer
        .speedUpInterval()
        .ifPresent(each -> {
          facts.add(Fact.of("speedUpLow", "speed-up, low", "times", each.low()));
          facts.add(Fact.of("speedUpHigh", "speed-up, high", "times", each.high()));
          facts.add(Fact.of("level", "level of the intervals", "", answer.level()));
        });
    return facts;
  }

  /** One row per setting. */
  private Findings.Table choices() {
    Findings.Builder table =
        columns
            .table("choices", "The best draft length of each run")
            .column("acceptance", "acceptance")
            .column("draftCost", "draft step", "target steps")
            .column("bestDraftLength", "best draft", "tokens")
            .column("bestLow", "low")
            .column("bestHigh", "high")
            .column("expectedTokens", "tokens a round")
            .column("speedUp", "speed-up", "times")
            .column("speedUpLow", "low")
            .column("speedUpHigh", "high")
            .column("helping", "draws in which drafting pays");
    for (ChainAnswer each : answers) {
      table.row(
          columns.row(
              each.question().setting(),
              each.question().alpha(),
              each.question().time().draftStep(),
              each.best().length(),
              low(each.bestInterval()),
              high(each.bestInterval()),
              each.best().expectedTokens(),
              each.best().speedUp(),
              low(each.speedUpInterval()),
              high(each.speedUpInterval()),
              each.helping()));
    }
    return table.build();
  }

  /** One row per setting and draft length. */
  private Findings.Table lengths() {
    Findings.Builder table =
        columns
            .table("lengths", "Tokens and speed-up by draft length")
            .column("gamma", "draft", "tokens")
            .column("expectedTokens", "tokens a round");
    if (hasIntervals()) {
      table.column("tokensLow", "low").column("tokensHigh", "high");
    }
    table.column("speedUp", "speed-up", "times");
    if (hasIntervals()) {
      table.column("speedUpLow", "low").column("speedUpHigh", "high");
    }
    operationsRatio.ifPresent(any -> table.column("operations", "operations", "of plain"));
    table.column("best", "best");
    if (answers.size() > 1) {
      table.detail();
    }
    for (ChainAnswer answer : answers) {
      for (int gamma : answer.shown()) {
        table.row(columns.row(answer.question().setting(), cells(answer, gamma)));
      }
    }
    return table.build();
  }

  private boolean hasIntervals() {
    return answers.stream().anyMatch(each -> each.bestInterval().isPresent());
  }

  private Object[] cells(ChainAnswer answer, int gamma) {
    DraftLength each = answer.lengths().get(gamma);
    Optional<Quantile.Interval> tokens = answer.tokensInterval(gamma);
    List<Object> cells = new ArrayList<>(List.of(gamma, each.expectedTokens()));
    if (hasIntervals()) {
      cells.add(low(tokens));
      cells.add(high(tokens));
    }
    cells.add(each.speedUp());
    if (hasIntervals()) {
      Optional<Quantile.Interval> speedUp =
          tokens.map(interval -> answer.speedUpInterval(gamma, interval));
      cells.add(low(speedUp));
      cells.add(high(speedUp));
    }
    operationsRatio.ifPresent(
        ratio -> cells.add(Chain.operationsFactor(answer.question().alpha(), gamma, ratio)));
    cells.add(gamma == answer.best().length());
    return cells.toArray();
  }

  private List<Diagnostic> diagnostics() {
    List<Diagnostic> out = new ArrayList<>();
    for (ChainAnswer each : answers) {
      diagnose(each, out);
    }
    return out;
  }

  private void diagnose(ChainAnswer answer, List<Diagnostic> out) {
    boolean only = answers.size() == 1;
    String where = only ? "" : answer.question().setting().inWords() + ": ";
    int longest = answer.lengths().size() - 1;
    double alpha = answer.question().alpha();
    double c = answer.question().time().draftStep();
    if (!answer.isHelpDetermined()) {
      out.add(
          new Diagnostic.Remark(
              "help-not-determined",
              only ? Severity.ERROR : Severity.WARNING,
              text(
                  "%sthe counters do not tell whether drafting is faster than plain decoding: it is"
                      + " in %.3g %% of the draws; count more rounds.",
                  where, 100 * answer.helping())));
    } else if (answer.best().length() == 0) {
      out.add(
          new Diagnostic.Remark(
              "drafting-does-not-help",
              Severity.WARNING,
              text(
                  "%sno draft length is faster than plain decoding: acceptance %.4g must exceed the"
                      + " cost of a draft step, %.4g target steps%s.",
                  where,
                  alpha,
                  c,
                  alpha > c ? ", by more where verification costs more than one step" : "")));
    }
    if (answer.stillRising()) {
      out.add(
          new Diagnostic.Remark(
              "no-interior-optimum",
              only && !limitGiven ? Severity.ERROR : Severity.WARNING,
              text(
                  "%sspeed-up still rises at the longest draft, %d tokens; %s.",
                  where,
                  longest,
                  c == 0
                      ? "with drafts that cost nothing and verification that never costs more it"
                          + " rises without end, so give --draft-cost or a table of --verify-cost"
                      : "raise --max-draft")));
    }
    if (answer.extrapolates()) {
      out.add(
          new Diagnostic.Remark(
              "beyond-measured-positions",
              Severity.NOTE,
              text(
                  "%sthe best draft is longer than the %d positions measured; acceptance beyond them"
                      + " is an assumption, %.4g at each.",
                  where,
                  answer.question().measuredPositions(),
                  answer.question().acceptance().beyond())));
    }
  }

  private static double low(Optional<Quantile.Interval> interval) {
    return interval.map(Quantile.Interval::low).orElse(Double.NaN);
  }

  private static double high(Optional<Quantile.Interval> interval) {
    return interval.map(Quantile.Interval::high).orElse(Double.NaN);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
