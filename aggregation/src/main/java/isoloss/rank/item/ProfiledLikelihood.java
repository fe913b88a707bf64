package isoloss.rank.item;

import isoloss.optim.IndexedWork;
import isoloss.optim.Objective;
import isoloss.stat.CompensatedSum;
import java.util.Arrays;

/**
 * Minus the penalised joint likelihood as a function of the abilities alone: the parameters of each
 * sample stand at their best for these abilities, so that the gradient is that of the abilities
 * with the parameters held. One call costs a few passes over the cells. Samples are summed in
 * blocks that do not depend on the number of threads.
 */
final class ProfiledLikelihood implements Objective {
  private static final int BLOCKS = 64;

  /** Below this starting threads costs more than they save. */
  private static final long CELLS_PER_THREAD = 50_000;

  private final Responses responses;
  private final ItemPrior prior;
  private final int threads;
  private final double[] slope;
  private final double[] easiness;
  private final int blockSize;
  private final double[][] blockGradient;
  private final CompensatedSum[] blockValue;

  ProfiledLikelihood(Responses responses, ItemPrior prior, int threads) {
    this.responses = responses;
    this.prior = prior;
    this.threads = (int) Math.clamp(responses.cells() / CELLS_PER_THREAD, 1, threads);
    this.slope = new double[responses.count()];
    this.easiness = new double[responses.count()];
    this.blockSize = Math.max(1, Math.ceilDiv(responses.count(), BLOCKS));
    int blocks = Math.ceilDiv(responses.count(), blockSize);
    this.blockGradient = new double[blocks][responses.models()];
    this.blockValue = new CompensatedSum[blocks];
    Arrays.fill(slope, 1);
  }

  Responses responses() {
    return responses;
  }

  ItemPrior prior() {
    return prior;
  }

  int threads() {
    return threads;
  }

  @Override
  public int dimension() {
    return responses.models();
  }

  /** Where the search for the parameters of the k-th usable sample starts; then where it ended. */
  void place(int k, double slopeStart, double easinessStart) {
    slope[k] = slopeStart;
    easiness[k] = easinessStart;
  }

  double slope(int k) {
    return slope[k];
  }

  double easiness(int k) {
    return easiness[k];
  }

  @Override
  public double value(double[] theta, double[] gradient) {
    IndexedWork.run(
        blockGradient.length, threads, this::search, (search, block) -> sum(search, block, theta));
    CompensatedSum value = new CompensatedSum();
    for (int i = 0; i < theta.length; i++) {
      gradient[i] = prior.ability() * theta[i];
      value.add(prior.ability() * theta[i] * theta[i] / 2);
    }
    for (int block = 0; block < blockGradient.length; block++) {
      value.add(-blockValue[block].value());
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] -= blockGradient[block][i];
      }
    }
    return value.value();
  }

  ItemSearch search() {
    return new ItemSearch(responses, prior);
  }

  private void sum(ItemSearch search, int block, double[] theta) {
    double[] gradient = blockGradient[block];
    Arrays.fill(gradient, 0);
    CompensatedSum value = new CompensatedSum();
    int end = Math.min(responses.count(), (block + 1) * blockSize);
    for (int k = block * blockSize; k < end; k++) {
      double weight = responses.weight(k);
      if (weight > 0) {
        locate(search, k, theta);
        value.add(weight * search.value());
        for (int c = 0; c < search.count(); c++) {
          gradient[search.model(c)] += weight * search.score(c);
        }
      }
    }
    blockValue[block] = value;
  }

  /** Leaves the search at the best parameters of the k-th usable sample. */
  void locate(ItemSearch search, int k, double[] theta) {
    search.run(k, theta, slope[k], easiness[k]);
    place(k, search.slope(), search.easiness());
  }
}
