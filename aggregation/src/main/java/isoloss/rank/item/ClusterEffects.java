package isoloss.rank.item;

import isoloss.optim.IndexedWork;
import isoloss.optim.PositiveDefinite;
import isoloss.rank.method.Influence;
import java.util.ArrayList;
import java.util.List;

/**
 * First-order effects of the clusters of samples: the profile is a sum over samples and a prior, so
 * that cluster g moves the abilities by {@code H^-1 u_g}, with H minus the second derivatives of
 * the profile and u_g the cluster's part of its gradient.
 */
final class ClusterEffects {
  private final JointMaximum maximum;
  private final PositiveDefinite.Factor curvature;
  private final ScoreFunction function;
  private final List<List<Integer>> members = new ArrayList<>();
  private final float[][] effects;

  private ClusterEffects(
      JointMaximum maximum, PositiveDefinite.Factor curvature, ScoreFunction function) {
    this.maximum = maximum;
    this.curvature = curvature;
    this.function = function;
    Responses responses = maximum.profile().responses();
    for (int g = 0; g < responses.evidence().clusterCount(); g++) {
      members.add(new ArrayList<>());
    }
    for (int k = 0; k < responses.count(); k++) {
      members.get(responses.cluster(k)).add(k);
    }
    effects = new float[responses.models()][members.size()];
  }

  static Influence of(
      JointMaximum maximum, PositiveDefinite.Factor curvature, ScoreFunction function) {
    return new ClusterEffects(maximum, curvature, function).all();
  }

  private Influence all() {
    ProfiledLikelihood profile = maximum.profile();
    IndexedWork.run(members.size(), profile.threads(), profile::search, this::store);
    return Influence.of(effects, members.size());
  }

  private void store(ItemSearch search, int cluster) {
    double[] gradient = new double[effects.length];
    double[] effect = new double[effects.length];
    for (int k : members.get(cluster)) {
      double weight = maximum.profile().responses().weight(k);
      if (weight > 0) {
        maximum.profile().locate(search, k, maximum.theta());
        for (int c = 0; c < search.count(); c++) {
          gradient[search.model(c)] += weight * search.score(c);
        }
        function.addDirect(search, weight, effect);
      }
    }
    curvature.solve(gradient);
    function.addIndirect(gradient, effect);
    for (int i = 0; i < effect.length; i++) {
      effects[i][cluster] = (float) effect[i];
    }
  }
}
