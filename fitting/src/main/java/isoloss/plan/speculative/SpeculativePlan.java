package isoloss.plan.speculative;

import isoloss.cost.speculative.AcceptanceVector;
import isoloss.cost.speculative.InferenceTime;
import isoloss.cost.speculative.MultiDraft;
import isoloss.fit.Findings;
import isoloss.fit.Findings.Fact;
import isoloss.law.speculative.SettingColumns;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Draft length, draft tree and several drafts at one position.
 *
 * <pre>{@code
 * SpeculativePlan.withDefaults()
 *     .with(ChainQuestion.assumed(0.8, List.of(), new RoundTime(0.05, VerificationTime.ONE_STEP)))
 *     .findings(42, "");
 * }</pre>
 *
 * @param chains one per setting
 * @param labels of the settings that are known
 * @param longestDraft given by the user; else {@link #USUAL_LONGEST_DRAFT}
 * @param tree absent where no tree was asked for
 * @param operationsRatio operations of a draft step over those of a target step
 * @param answerTokens length of an answer whose time is asked for
 */
public record SpeculativePlan(
    List<ChainQuestion> chains,
    List<String> labels,
    OptionalInt longestDraft,
    Optional<TreeQuestion> tree,
    Optional<DraftsQuestion> drafts,
    OptionalDouble operationsRatio,
    OptionalInt answerTokens,
    double level) {

  /** The longest draft that is tried where none was given. */
  public static final int USUAL_LONGEST_DRAFT = 64;

  private static final String FORMULA = "S = tau / (gamma c + v), tau = 1 + sum_i prod_(j<=i) a_j";

  /**
   * A tree to choose.
   *
   * @param measured false where the vector stands in for one, from a single acceptance
   */
  public record TreeQuestion(
      AcceptanceVector acceptance,
      boolean measured,
      int nodes,
      int depth,
      isoloss.cost.speculative.RoundTime time) {}

  /** Rules to compare for up to this many drafts. */
  public record DraftsQuestion(MultiDraft distributions, int drafts) {}

  public SpeculativePlan {
    chains = List.copyOf(chains);
    labels = List.copyOf(labels);
    if (longestDraft.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "longest draft " + longestDraft.getAsInt() + " is below 1 token");
    }
  }

  /** No question yet; intervals of 90 %. */
  public static SpeculativePlan withDefaults() {
    return new SpeculativePlan(
        List.of(),
        List.of(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        0.9);
  }

  /** How long to draft in one setting. */
  public SpeculativePlan with(ChainQuestion question) {
    return withChains(List.of(question), List.of());
  }

  /** How long to draft in each of several settings. */
  public SpeculativePlan withChains(List<ChainQuestion> questions, List<String> settingLabels) {
    return new SpeculativePlan(
        questions, settingLabels, longestDraft, tree, drafts, operationsRatio, answerTokens, level);
  }

  /** No draft longer than this. */
  public SpeculativePlan withLongestDraft(int tokens) {
    return new SpeculativePlan(
        chains, labels, OptionalInt.of(tokens), tree, drafts, operationsRatio, answerTokens, level);
  }

  public SpeculativePlan with(TreeQuestion question) {
    return new SpeculativePlan(
        chains,
        labels,
        longestDraft,
        Optional.of(question),
        drafts,
        operationsRatio,
        answerTokens,
        level);
  }

  public SpeculativePlan with(DraftsQuestion question) {
    return new SpeculativePlan(
        chains,
        labels,
        longestDraft,
        tree,
        Optional.of(question),
        operationsRatio,
        answerTokens,
        level);
  }

  /** Shows the operations too. */
  public SpeculativePlan withOperationsRatio(double ratio) {
    return new SpeculativePlan(
        chains, labels, longestDraft, tree, drafts, OptionalDouble.of(ratio), answerTokens, level);
  }

  /** Shows the time of a whole answer too, in turns and distributed. */
  public SpeculativePlan withAnswer(int tokens) {
    return new SpeculativePlan(
        chains, labels, longestDraft, tree, drafts, operationsRatio, OptionalInt.of(tokens), level);
  }

  public SpeculativePlan withLevel(double newLevel) {
    return new SpeculativePlan(
        chains, labels, longestDraft, tree, drafts, operationsRatio, answerTokens, newLevel);
  }

  /** Answers every question. */
  public Findings findings(long seed, String command) {
    Findings plan = Findings.plan("speculative", FORMULA, seed, command);
    if (!chains.isEmpty()) {
      int longest = longestDraft.orElse(USUAL_LONGEST_DRAFT);
      List<ChainAnswer> answers =
          chains.stream().map(each -> ChainAnswer.to(each, longest, level)).toList();
      ChainChapter chapter =
          new ChainChapter(
              answers, new SettingColumns(labels), longestDraft.isPresent(), operationsRatio);
      plan = chapter.addTo(plan).withHeadline(chapter.headline());
      if (answers.size() == 1 && answerTokens.isPresent()) {
        plan = withAnswerTime(plan, answers.getFirst());
      }
    }
    if (tree.isPresent()) {
      TreeQuestion t = tree.get();
      plan =
          new TreeChapter(t.acceptance(), t.measured(), t.nodes(), t.depth(), t.time()).addTo(plan);
    }
    if (drafts.isPresent()) {
      MultiDraftChapter chapter =
          new MultiDraftChapter(drafts.get().distributions(), drafts.get().drafts());
      plan = chapter.addTo(plan);
      plan = plan.headline().isEmpty() ? plan.withHeadline(chapter.headline()) : plan;
    }
    return plan;
  }

  private Findings withAnswerTime(Findings plan, ChainAnswer answer) {
    int tokens = answerTokens.orElseThrow();
    int lookahead = Math.max(1, answer.best().length());
    InferenceTime time =
        new InferenceTime(
            answer.question().alpha(), lookahead, answer.question().time().draftStep());
    return plan.with(
            Fact.of("answerPlain", "time of an answer, plain", "target steps", (double) tokens))
        .with(
            Fact.of(
                "answerInTurns",
                "drafting and verifying in turns",
                "target steps",
                time.inTurns(tokens)))
        .with(
            Fact.of(
                "answerDistributed",
                "verifying while drafting (DSI)",
                "target steps",
                time.distributed(tokens)));
  }
}
