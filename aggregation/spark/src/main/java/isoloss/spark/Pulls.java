package isoloss.spark;

import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.ClusterPull;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** The jobs that add up cross products of clusters' pulls. */
final class Pulls {
  private Pulls() {}

  /**
   * @param clusters whether samples of several blocks may be of one cluster
   */
  static double[][] products(
      JavaRDD<Block> blocks, ModelIndex models, ClusterPull pull, boolean clusters) {
    int size = pull.parameters();
    Broadcast<ClusterPull> sent =
        JavaSparkContext.fromSparkContext(blocks.context()).broadcast(pull);
    Broadcast<ModelIndex> index =
        JavaSparkContext.fromSparkContext(blocks.context()).broadcast(models);
    try {
      return (clusters
              ? ofClusters(blocks, index, sent, size)
              : ofBlocks(blocks, index, sent, size))
          .products();
    } finally {
      sent.destroy();
      index.destroy();
    }
  }

  private static ProductSum ofBlocks(
      JavaRDD<Block> blocks, Broadcast<ModelIndex> index, Broadcast<ClusterPull> pull, int size) {
    return blocks.treeAggregate(
        new ProductSum(size),
        (sum, block) -> {
          Products products = new Products(size);
          pulls(block, index.value(), pull.value())
              .forEachRemaining(each -> products.add(each._2()));
          return sum.add(products);
        },
        ProductSum::add);
  }

  /** First all of a cluster is brought together and added up, block by block. */
  private static ProductSum ofClusters(
      JavaRDD<Block> blocks, Broadcast<ModelIndex> index, Broadcast<ClusterPull> pull, int size) {
    return blocks
        .flatMapToPair(block -> pulls(block, index.value(), pull.value()))
        .repartitionAndSortWithinPartitions(new ClusterKey.ByCluster(blocks.getNumPartitions()))
        .mapPartitions(sorted -> List.of(new ProductSum(size).add(joined(sorted, size))).iterator())
        .treeReduce(ProductSum::add);
  }

  private static Products joined(Iterator<Tuple2<ClusterKey, double[]>> sorted, int size) {
    Products products = new Products(size);
    double[] sum = new double[size];
    String cluster = "";
    boolean any = false;
    while (sorted.hasNext()) {
      Tuple2<ClusterKey, double[]> next = sorted.next();
      if (any && !next._1().cluster().equals(cluster)) {
        products.add(sum);
        java.util.Arrays.fill(sum, 0);
      }
      cluster = next._1().cluster();
      any = true;
      for (int i = 0; i < size; i++) {
        sum[i] += next._2()[i];
      }
    }
    if (any) {
      products.add(sum);
    }
    return products;
  }

  private static Iterator<Tuple2<ClusterKey, double[]>> pulls(
      Block block, ModelIndex index, ClusterPull pull) {
    Block own = block.among(index);
    Evidence evidence = own.evidence();
    ClusterPull.Part part = pull.of(evidence, index.of(own.pool()));
    String[] names = new String[evidence.clusterCount()];
    for (int s = 0; s < own.pool().sampleCount(); s++) {
      names[evidence.cluster(s)] = own.pool().sample(s).cluster();
    }
    return IntStream.range(0, names.length)
        .mapToObj(g -> new Tuple2<>(new ClusterKey(names[g], block.number()), part.of(g).clone()))
        .iterator();
  }
}
