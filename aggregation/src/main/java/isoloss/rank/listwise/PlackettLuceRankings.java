package isoloss.rank.listwise;

import isoloss.fit.Estimate;
import isoloss.fit.Source;
import isoloss.fit.Texts;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.Prior;
import isoloss.rank.method.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Plackett and Luce's model of whole orderings: every sample orders the models that were measured
 * on it, comparisons are orderings of two. Ties follow Davidson and Luce, with one parameter {@code
 * delta_k} for each number k of models that tie; {@code delta_2/(2 + delta_2)} is how often two
 * equal models tie. Samples of very many ties, as binary ones have, are refused: there a comparison
 * of pairs or a choice says the same for far less.
 *
 * @see <a href="https://doi.org/10.1007/s00180-020-00959-3">Turner, van Etten, Firth and Kosmidis
 *     (2020)</a>
 */
public final class PlackettLuceRankings extends ListAggregator {
  /** More models tied at once cost much and mean little. */
  public static final int MOST_TIED = 12;

  /** How the maximum is found. */
  public enum Solver {
    NEWTON,
    /** Hunter's minorise-maximise; without ties and priors only. */
    MM,
    /** Iterated spectral ranking; without ties and priors only. */
    I_LSR;

    String inWords() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Solver solver;

  private PlackettLuceRankings(Solver solver) {
    this.solver = solver;
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
  public Optional<String> refusal(Evidence evidence) {
    Optional<String> general = super.refusal(evidence);
    if (general.isPresent()) {
      return general;
    }
    int most = 1;
    for (Ordering each : Ordering.of(evidence)) {
      for (int t = 0; t < each.groups(); t++) {
        most = Math.max(most, decides(each, t) ? each.size(t) : 1);
      }
    }
    if (most > MOST_TIED) {
      return Optional.of(
          Texts.text(
              "a sample has %d models tied, and whole orderings are meant for at most %d; say"
                  + " --method davidson for pairs with ties, or top-1 for choices",
              most, MOST_TIED));
    }
    return most > 1 && solver != Solver.NEWTON
        ? Optional.of(solver.inWords() + " knows no ties; use Newton's method")
        : solver != Solver.NEWTON && !(evidence.prior() instanceof Prior.None)
            ? Optional.of(solver.inWords() + " knows no prior; use Newton's method")
            : Optional.empty();
  }

  /** Whether more than one model is left at the stage of a group. */
  private static boolean decides(Ordering ordering, int group) {
    return ordering.models().length - ordering.start(group) > 1;
  }

  @Override
  ListLikelihood likelihood(List<Ordering> orderings, int models) {
    int[] orders =
        orderings.stream()
            .flatMapToInt(each ->
                IntStream.range(0, each.groups()).filter(t -> decides(each, t)).map(each::size))
            .filter(size -> size > 1)
            .distinct()
            .sorted()
            .toArray();
    return orders.length == 0 ? new PlainStages(models) : new TiedStages(models, orders);
  }

  @Override
  List<Estimate> further(ListLikelihood likelihood, double[] parameters, double[] errors) {
    List<Estimate> ties = new ArrayList<>();
    if (likelihood instanceof TiedStages tied) {
      for (int t = 0; t < tied.orders().length; t++) {
        ties.add(
            new Estimate(
                "ln delta_" + tied.orders()[t],
                parameters[tied.models() + t],
                t < errors.length ? OptionalDouble.of(errors[t]) : OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
      }
    }
    return ties;
  }

  @Override
  ListFit.Maximum maximum(
      ListLikelihood likelihood, List<Ordering> orderings, ListFit fit, double[] start) {
    return switch (solver) {
      case NEWTON -> fit.from(start);
      case MM -> Iterations.minoriseMaximise(orderings, fit, start);
      case I_LSR -> Iterations.spectral(orderings, fit, start);
    };
  }
}
