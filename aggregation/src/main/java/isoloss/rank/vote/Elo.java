package isoloss.rank.vote;

import isoloss.fit.Source;
import java.util.Arrays;

/**
 * Elo's rating: {@code r_a += K (s - 1/(1 + 10^((r_b - r_a)/400)))} with K = 4, from 1000, as the
 * chatbot arena used it; the mean over random orders.
 *
 * @see <a href="https://arxiv.org/abs/2403.04132">Chiang et al. (2024), Chatbot Arena</a>
 */
public final class Elo extends RunningRating {
  private static final double START = 1000;

  @Override
  public String name() {
    return "elo";
  }

  @Override
  public String description() {
    return "Elo rating, mean over random orders";
  }

  @Override
  public Source source() {
    return new Source(
        "Elo (1978), The rating of chessplayers; K = 4 as in Chiang et al. (2024)",
        "https://arxiv.org/abs/2403.04132");
  }

  @Override
  Rating start(int models) {
    return new Run(models, 4);
  }

  /** One pass over battles in the order in which they come. */
  public static final class Run implements Rating {
    /** The logarithm of the odds that a point of difference makes. */
    private static final double LOG_ODDS = Math.log(10) / 400;

    private final double[] ratings;
    private final double step;

    /**
     * @param step K, the most that a battle can move a rating
     */
    public Run(int models, double step) {
      this.ratings = new double[models];
      this.step = step;
      Arrays.fill(ratings, START);
    }

    @Override
    public void battle(int a, int b, double result) {
      double expected = 1 / (1 + Math.exp(LOG_ODDS * (ratings[b] - ratings[a])));
      double change = step * (result - expected);
      ratings[a] += change;
      ratings[b] -= change;
    }

    @Override
    public double[] scores() {
      return ratings.clone();
    }
  }
}
