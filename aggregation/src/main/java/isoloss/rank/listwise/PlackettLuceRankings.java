package isoloss.rank.listwise;

import isoloss.fit.Estimate;
import isoloss.fit.Source;
import isoloss.fit.Texts;
import isoloss.optim.SymmetricTiles;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Link;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Plackett and Luce's model of whole orderings: every sample orders the models that were measured
 * on it, comparisons are orderings of two, and a sample counts by its weight. Ties follow Davidson
 * and Luce, with one parameter {@code delta_k} for each number k of models that tie; {@code
 * delta_2/(2 + delta_2)} is how often two equal models tie, and on pairs the model is Davidson's.
 *
 * <p>Strengths are finite where, for every split of the models into two sets, some model of each is
 * above or beside one of the other: {@link Link#WINS_AND_TIES}.
 *
 * <p>Refused are samples of very many ties, as binary ones have (there a comparison of pairs or a
 * choice says the same for far less), and a margin under which a ties with b and b with c but not a
 * with c.
 *
 * @see <a href="https://doi.org/10.1007/s00180-020-00959-3">Turner, van Etten, Firth and Kosmidis
 *     (2020)</a>
 */
public final class PlackettLuceRankings extends ListAggregator {
  /** More models tied at once cost much and mean little. */
  public static final int MOST_TIED = 12;

  private PlackettLuceRankings(Solver solver) {
    super(solver);
  }

  public PlackettLuceRankings() {
    this(Solver.NEWTON);
  }

  public PlackettLuceRankings with(Solver newSolver) {
    return new PlackettLuceRankings(newSolver);
  }

  @Override
  public String name() {
    return "plackett-luce-rankings";
  }

  @Override
  public String description() {
    return "log-strength of whole orderings";
  }

  @Override
  public Source source() {
    return new Source(
        "Plackett (1975), The analysis of permutations; ties: Turner et al. (2020)",
        "https://doi.org/10.1007/s00180-020-00959-3");
  }

  @Override
  public Link link() {
    return Link.WINS_AND_TIES;
  }

  @Override
  Optional<String> refusal(Evidence evidence, List<Ordering> orderings) {
    if (!orderings.stream().allMatch(each -> each.order().isTransitive())) {
      return Optional.of(
          Texts.text(
              "under a margin of %s a model ties with two that do not tie, which no ordering holds;"
                  + " round the scores, or say --method davidson",
              Texts.number(evidence.margin())));
    }
    int most = orderings.stream().flatMapToInt(TiedStages::sizesOfStages).max().orElse(1);
    if (most > MOST_TIED) {
      return Optional.of(tooManyTies(orderings, most));
    }
    return tiesOfSolver(likelihood(orderings, evidence.pool().modelCount()));
  }

  private static String tooManyTies(List<Ordering> orderings, int most) {
    long samples =
        orderings.stream()
            .filter(each -> TiedStages.sizesOfStages(each).anyMatch(size -> size > MOST_TIED))
            .count();
    return Texts.text(
        "%d of %d orderings have more than %d models tied, one of them %d, and whole orderings are"
            + " meant for fewer; say --method davidson or rao-kupper for pairs with ties, or top-1"
            + " for choices",
        samples, orderings.size(), MOST_TIED, most);
  }

  @Override
  ListLikelihood likelihood(List<Ordering> orderings, int models) {
    TiedStages tied = TiedStages.of(models, orderings);
    return tied.parameters() == models ? new LuceChoices(models) : tied;
  }

  @Override
  List<Estimate> further(
      ListLikelihood likelihood, double[] point, Optional<SymmetricTiles> covariance) {
    return likelihood instanceof TiedStages tied
        ? IntStream.range(tied.models(), tied.parameters())
            .mapToObj(at ->
                new Estimate(
                    "ln delta_" + tied.sizes()[at - tied.models() + 1],
                    point[at],
                    covariance
                        .map(matrix -> OptionalDouble.of(Math.sqrt(matrix.get(at, at))))
                        .orElse(OptionalDouble.empty()),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty()))
            .toList()
        : List.of();
  }
}
