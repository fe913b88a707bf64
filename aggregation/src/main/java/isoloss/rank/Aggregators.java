package isoloss.rank;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Seed;
import isoloss.rank.choice.Auto;
import isoloss.rank.item.Rasch;
import isoloss.rank.item.TwoParameter;
import isoloss.rank.listwise.PlackettLuceRankings;
import isoloss.rank.listwise.TopOne;
import isoloss.rank.method.Aggregator;
import isoloss.rank.pair.BradleyTerry;
import isoloss.rank.pair.Davidson;
import isoloss.rank.pair.DecisiveBradleyTerry;
import isoloss.rank.pair.PlackettLuceOneBench;
import isoloss.rank.pair.RaoKupper;
import isoloss.rank.vote.Borda;
import isoloss.rank.vote.Copeland;
import isoloss.rank.vote.Elo;
import isoloss.rank.vote.MeanScore;
import isoloss.rank.vote.MeanWinRate;
import isoloss.rank.vote.PageRank;
import isoloss.rank.vote.TrueSkill;
import java.util.Arrays;
import java.util.List;

/** The catalogue of aggregators: one line each. */
public enum Aggregators {
  AUTO(Auto.withDefaults(new Seed(42))),
  PLACKETT_LUCE(new PlackettLuceOneBench()),
  BRADLEY_TERRY(new BradleyTerry()),
  BRADLEY_TERRY_DECISIVE(new DecisiveBradleyTerry()),
  DAVIDSON(new Davidson()),
  RAO_KUPPER(new RaoKupper()),
  PLACKETT_LUCE_RANKINGS(new PlackettLuceRankings()),
  TOP_1(new TopOne()),
  RASCH(new Rasch()),
  TWO_PARAMETER(new TwoParameter()),
  MEAN(new MeanScore()),
  MEAN_WIN_RATE(new MeanWinRate()),
  COPELAND(new Copeland()),
  BORDA(new Borda()),
  ELO(new Elo()),
  TRUESKILL(new TrueSkill()),
  PAGERANK(new PageRank());

  private final Aggregator aggregator;

  Aggregators(Aggregator aggregator) {
    this.aggregator = aggregator;
  }

  public Aggregator get() {
    return aggregator;
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(each -> each.aggregator.name()).toList();
  }

  /**
   * @throws InputException if there is none; the message names the nearest
   */
  public static Aggregator named(String name) {
    return Arrays.stream(values())
        .map(Aggregators::get)
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new InputException("no method " + name + Names.suggestion(name, names())));
  }
}
