package isoloss.rank.choice;

import isoloss.data.InputException;
import isoloss.data.Seed;
import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.fit.Diagnostic;
import isoloss.fit.Source;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.item.ItemModel;
import isoloss.rank.item.Rasch;
import isoloss.rank.item.TwoParameter;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import isoloss.rank.pair.BradleyTerry;
import isoloss.rank.pair.Davidson;
import isoloss.rank.pair.PlackettLuceOneBench;
import isoloss.rank.pair.RaoKupper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The method that the pool's own held-out measurements speak for.
 *
 * <ul>
 *   <li>Where the binary samples hold at least half of all measurements and at least one of every
 *       model: the mean of the z-scores of a pair model and of item response models. They err in
 *       different ways: pair models compare what was measured and fill no gap, item response models
 *       fill gaps by a form that no sample need follow, unless corrected at the price of more
 *       noise; the mean of several is steadier than any. A candidate takes part unless it predicts
 *       clearly worse, by two standard errors of the difference, than its baseline: the item
 *       response models than the mean of the sample, by log loss of {@link HeldOutCells}; the pair
 *       model than equal strengths, by log loss of {@link HeldOutPairs}; and each than the best of
 *       them, by the error of held-out means, which is nearest to what is to be ranked. Cells are
 *       held out as others are missing, singly or by whole sources. If none is left, the pair model
 *       stands alone, with a warning.
 *   <li>Elsewhere: the pair model that predicts the decisive pairs of held-out samples best; of
 *       those within one standard error of the best, the first in the list of candidates, so that
 *       chance does not decide among equals.
 * </ul>
 *
 * <p>Blended scores are in standard deviations of the models' scores, of mean 0. Item response
 * models see neither the evidence's prior nor its margin nor its weighting of comparisons. A fit
 * near a known one keeps the choice made there.
 */
public final class Auto implements Aggregator {
  private final Candidates candidates;
  private final Seed seed;

  /**
   * @param blended the pair model of the blend
   * @param itemModels the other members of the blend
   * @param pairModels candidates where there is no blend, the safest first
   * @param seed decides which measurements are held out
   */
  public Auto(
      Aggregator blended, List<ItemModel> itemModels, List<Aggregator> pairModels, Seed seed) {
    this.candidates = new Candidates(blended, itemModels, pairModels);
    this.seed = seed.child("auto");
  }

  /**
   * ONEBench's Plackett-Luce with the Rasch model and the two-parameter model, completed and
   * corrected; or one of Bradley-Terry, Plackett-Luce, Davidson and Rao-Kupper. Bradley-Terry on
   * decisive comparisons alone is no candidate: ties are evidence of equal models, and without them
   * it orders by something else.
   */
  public static Auto withDefaults(Seed seed) {
    Aggregator plackettLuce = new PlackettLuceOneBench();
    return new Auto(
        plackettLuce,
        List.of(new Rasch(), new TwoParameter(), TwoParameter.corrected()),
        List.of(new BradleyTerry(), plackettLuce, new Davidson(), new RaoKupper()),
        seed);
  }

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public String description() {
    return "blend of z-scores (in standard deviations of the models) or log-strength of one pair"
        + " model, as held-out measurements decide";
  }

  @Override
  public Source source() {
    return new Source(
        "a blend checked by held-out likelihood; the baseline of ONEBench (Ghosh et al., 2024) is a"
            + " member",
        "https://arxiv.org/abs/2412.06745");
  }

  @Override
  public Link link() {
    return candidates.blended().link();
  }

  @Override
  public Optional<String> refusal(Evidence evidence) {
    return candidates.blended().refusal(evidence);
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    refusal(evidence)
        .ifPresent(reason -> {
          throw new InputException(reason);
        });
    Optional<Remembered> remembered =
        request.near().flatMap(near -> Remembered.from(near, candidates.all()));
    Choice choice =
        remembered.map(Remembered::choice).orElseGet(() -> choose(evidence, request.threads()));
    List<Strengths> fits = new ArrayList<>();
    for (int k = 0; k < choice.members().size(); k++) {
      int member = k;
      Request own =
          new Request(
              request.errors(), remembered.map(it -> it.fits().get(member)), request.threads());
      Aggregator method = choice.members().get(k);
      fits.add(method.fit(seenBy(method, evidence), own));
    }
    return combined(choice, fits);
  }

  private static Evidence seenBy(Aggregator method, Evidence evidence) {
    return method instanceof ItemModel ? Cells.of(evidence) : evidence;
  }

  /** The choice alone, with its table of losses. */
  public Choice choose(Evidence evidence, int threads) {
    return candidates.choose(evidence, seed, threads);
  }

  private Strengths combined(Choice choice, List<Strengths> fits) {
    List<Diagnostic> diagnostics =
        Stream.concat(
                Stream.of(choice.note()), fits.stream().flatMap(fit -> fit.diagnostics().stream()))
            .distinct()
            .toList();
    Values state = Remembered.state(choice, fits, candidates.all());
    if (!choice.blended()) {
      Strengths only = fits.getFirst();
      return new Strengths(
          only.scores(),
          only.direction(),
          only.logLikelihood(),
          only.fisher(),
          only.influence(),
          only.parameters(),
          diagnostics,
          state);
    }
    Blend blend = new Blend(fits);
    return new Strengths(
        Values.of(blend.scores()),
        Direction.HIGHER_IS_BETTER,
        OptionalDouble.empty(),
        Optional.empty(),
        blend.influence(),
        List.of(),
        diagnostics,
        state);
  }
}
