package isoloss.spark;

import static isoloss.spark.SparkEngine.explained;

import isoloss.data.InputException;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.SpreadModels;
import isoloss.rank.engine.CountingTask;
import isoloss.rank.engine.ModelTally;
import isoloss.rank.engine.SampleTally;
import isoloss.rank.engine.Tally;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.ClusterPull;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Blocks on their machines, packed once and asked several times; lost ones are packed anew. */
final class SparkTally implements Tally {
  private final SparkSession session;
  private final JavaRDD<Block> blocks;
  private final boolean clusters;
  private final List<ModelTally> models;
  private final int sources;
  private final Block.Account account;

  private SparkTally(
      SparkSession session,
      JavaRDD<Block> blocks,
      boolean clusters,
      List<ModelTally> models,
      int sources,
      Block.Account account) {
    this.session = session;
    this.blocks = blocks;
    this.clusters = clusters;
    this.models = models;
    this.sources = sources;
    this.account = account;
  }

  /**
   * @throws InputException if rows deny each other, or cells conflict and the rule is to refuse
   */
  static SparkTally of(SparkSession session, LongTable table, CountingTask task) {
    Block.Counting counting = Block.Counting.of(table, task);
    JavaRDD<Block> blocks =
        table
            .rows()
            .toJavaRDD()
            .mapPartitionsWithIndex(
                (number, rows) -> List.of(Block.of(number, rows, counting)).iterator(), true)
            .persist(StorageLevel.MEMORY_ONLY()); // a block without room is packed again
    Block.Account account = account(blocks, task.conflicts());
    Map<String, ModelPart> parts =
        blocks
            .flatMapToPair(block -> ModelPart.of(block.pool()).iterator())
            .reduceByKey(ModelPart::and)
            .collectAsMap();
    List<ModelTally> models =
        ordered(blocks, parts.keySet().stream().sorted().toList()).stream()
            .map(name -> Objects.requireNonNull(parts.get(name)).tally(name))
            .toList();
    long sources =
        parts.values().stream().flatMap(part -> part.sources().stream()).distinct().count();
    return new SparkTally(
        session, blocks, counting.clusters(), models, Math.toIntExact(sources), account);
  }

  private static Block.Account account(JavaRDD<Block> blocks, Conflicts rule) {
    List<Block.Account> accounts = blocks.map(Block::account).collect();
    accounts.stream()
        .map(Block.Account::failure)
        .filter(failure -> !failure.isEmpty())
        .sorted()
        .findFirst()
        .ifPresent(failure -> {
          throw new InputException(failure);
        });
    Block.Account all = accounts.stream().reduce(Block.Account::and).orElseThrow().with(rule);
    if (rule == Conflicts.REFUSE && all.conflicting() > 0) {
      throw all.repeats().refusal();
    }
    return all;
  }

  private static List<String> ordered(JavaRDD<Block> blocks, List<String> names) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(blocks.context());
    Broadcast<ModelIndex> index = context.broadcast(new ModelIndex(names));
    List<long[]> totals = new ArrayList<>();
    for (int round = 0; round < SpreadModels.ROUNDS; round++) {
      Broadcast<List<long[]>> known = context.broadcast(List.copyOf(totals));
      totals.add(
          blocks.treeAggregate(
              new long[names.size()],
              (sum, block) -> {
                int[] number = index.value().of(block.pool());
                long[] answer = SpreadModels.answer(block.pool(), gathered(known.value(), number));
                for (int m = 0; m < number.length; m++) {
                  sum[number[m]] += answer[m];
                }
                return sum;
              },
              SparkTally::added));
    }
    return IntStream.of(SpreadModels.order(names, totals)).mapToObj(names::get).toList();
  }

  private static List<long[]> gathered(List<long[]> totals, int[] number) {
    return totals.stream()
        .map(all -> IntStream.of(number).mapToLong(i -> all[i]).toArray())
        .toList();
  }

  private static long[] added(long[] sum, long[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
    return sum;
  }

  @Override
  public List<ModelTally> models() {
    return models;
  }

  @Override
  public Rows rows() {
    return account.rows();
  }

  @Override
  public int sources() {
    return sources;
  }

  @Override
  public PoolBuilder.Repeats repeats() {
    return account.repeats();
  }

  private ModelIndex index(BitSet chosen) {
    return new ModelIndex(chosen.stream().mapToObj(m -> models.get(m).model()).toList());
  }

  @Override
  public Samples samples(BitSet chosen) {
    ModelIndex index = index(chosen);
    return explained(() -> {
      Samples counted =
          blocks
              .map(block -> new SampleParts(block.among(index).evidence()).counted())
              .reduce(Samples::and);
      return clusters
          ? counted.withClusters(
              blocks
                  .flatMap(
                      block -> new SampleParts(block.among(index).evidence()).clusters().iterator())
                  .distinct()
                  .count())
          : counted;
    });
  }

  @Override
  public PairCounts counts(BitSet chosen) {
    ModelIndex index = index(chosen);
    return explained(() -> {
      FixedPoint weights = weights(index);
      return blocks
          .treeAggregate(
              new CountSum(index.size()),
              (sum, block) -> {
                Block own = block.among(index);
                return sum.add(own.evidence(), weights, index.of(own.pool()));
              },
              CountSum::add)
          .counts(weights);
    });
  }

  private FixedPoint weights(ModelIndex index) {
    boolean ones = blocks.map(block -> block.evidence().unweighted()).reduce(Boolean::logicalAnd);
    return ones
        ? FixedPoint.ofOnes()
        : FixedPoint.upTo(
            blocks.map(block -> largestWeight(block.among(index).evidence())).reduce(Math::max));
  }

  private static double largestWeight(Evidence evidence) {
    return IntStream.range(0, evidence.pool().sampleCount())
        .mapToDouble(s -> FixedPoint.weight(evidence, s))
        .max()
        .orElse(0);
  }

  @Override
  public double[][] pullProducts(BitSet chosen, ClusterPull pull) {
    ModelIndex index = index(chosen);
    return explained(() -> Pulls.products(blocks, index, pull, clusters));
  }

  @Override
  public void forEachSample(Consumer<SampleTally> sink) {
    explained(() -> {
      blocks
          .flatMap(block -> new SampleParts(block.evidence()).tallies().iterator())
          .toLocalIterator()
          .forEachRemaining(sink);
      return true;
    });
  }

  @Override
  public void close() {
    session.stop();
  }
}
