package isoloss.rank.listwise;

import isoloss.optim.Cholesky;
import isoloss.optim.IndexedWork;
import isoloss.optim.SymmetricTiles;
import isoloss.optim.TileProduct;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Influence;
import java.util.ArrayList;
import java.util.List;

/**
 * What clusters of samples do to the strengths: {@code z_g = H^-1 u_g} less its mean, with u_g the
 * gradient of the cluster's orderings. As many clusters are solved for together as a tile has
 * columns.
 */
final class ClusterInfluence {
  private static final int SIDE = TileProduct.SIDE;

  private final ListLikelihood.At at;
  private final List<List<Ordering>> byCluster = new ArrayList<>();

  ClusterInfluence(Evidence evidence, ListLikelihood.At at, List<Ordering> orderings) {
    this.at = at;
    for (int g = 0; g < evidence.clusterCount(); g++) {
      byCluster.add(new ArrayList<>());
    }
    orderings.forEach(each -> byCluster.get(each.cluster()).add(each));
  }

  Influence of(Cholesky information, ListLikelihood likelihood, int threads) {
    float[][] byModel = new float[likelihood.models()][byCluster.size()];
    IndexedWork.run(
        SymmetricTiles.blocks(byCluster.size()),
        threads,
        () -> information,
        (factor, batch) -> {
          double[][] z = scores(batch, likelihood.parameters());
          factor.solve(z);
          for (int g = batch * SIDE; g < end(batch); g++) {
            copy(z, g % SIDE, g, byModel);
          }
        });
    return Influence.of(byModel, byCluster.size());
  }

  private int end(int batch) {
    return Math.min(byCluster.size(), (batch + 1) * SIDE);
  }

  /** Gradients of a batch of clusters as the columns of a column of tiles. */
  private double[][] scores(int batch, int parameters) {
    double[][] tiles = new double[SymmetricTiles.blocks(parameters)][TileProduct.SIZE];
    for (int g = batch * SIDE; g < end(batch); g++) {
      double[] gradient = new double[parameters];
      for (Ordering each : byCluster.get(g)) {
        at.addGradient(each, each.weight(), gradient);
      }
      for (int i = 0; i < parameters; i++) {
        tiles[i / SIDE][i % SIDE * SIDE + g % SIDE] = gradient[i];
      }
    }
    return tiles;
  }

  private static void copy(double[][] z, int column, int cluster, float[][] byModel) {
    double mean = 0;
    for (int i = 0; i < byModel.length; i++) {
      mean += z[i / SIDE][i % SIDE * SIDE + column] / byModel.length;
    }
    for (int i = 0; i < byModel.length; i++) {
      byModel[i][cluster] = (float) (z[i / SIDE][i % SIDE * SIDE + column] - mean);
    }
  }
}
