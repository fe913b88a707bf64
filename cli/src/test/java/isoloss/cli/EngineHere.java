package isoloss.cli;

import isoloss.data.importer.ImportedPool;
import isoloss.data.importer.PoolReader;
import isoloss.data.pool.Kind;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import isoloss.rank.engine.CountingEngine;
import isoloss.rank.engine.CountingTask;
import isoloss.rank.engine.ModelTally;
import isoloss.rank.engine.SampleTally;
import isoloss.rank.engine.Tally;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.evidence.PairCounts;
import isoloss.rank.method.ClusterPull;
import isoloss.rank.structure.Measured.UninformativeSamples;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** An engine without a cluster, for binary scores of every model on every sample. */
public final class EngineHere implements CountingEngine {

  @Override
  public String name() {
    return "here";
  }

  @Override
  public Tally count(CountingTask task) {
    PoolReader reader = PoolReader.withDefaults().withConflicts(task.conflicts());
    ImportedPool read = reader.withLowerIsBetter(task.lower()).read(task.files());
    Evidence evidence = Evidence.of(read.pool()).with(task.weighting()).withMargin(task.margin());
    return new Here(read, evidence);
  }

  private record Here(ImportedPool read, Evidence evidence) implements Tally {

    @Override
    public List<ModelTally> models() {
      Pool pool = read.pool();
      return IntStream.range(0, pool.modelCount()).mapToObj(this::model).toList();
    }

    private ModelTally model(int m) {
      int measured = read.pool().measurements()[m];
      int[] solved = new int[1];
      read.pool().forEachBinarySample(m, (s, value) -> solved[0] += (int) value);
      double mean = (double) solved[0] / measured;
      return new ModelTally(
          read.pool().models().get(m), measured, solved[0], mean, 0, measured, sources());
    }

    @Override
    public Rows rows() {
      int rejected = read.rejected().size();
      String example = rejected == 0 ? "" : read.rejected().getFirst().reason();
      return new Rows(read.pool().scoreCount() + rejected, 0, rejected, example);
    }

    @Override
    public int sources() {
      return (int) read.pool().samples().stream().map(Sample::source).distinct().count();
    }

    @Override
    public Samples samples(BitSet models) {
      long count = evidence.pool().sampleCount();
      return new Samples(
          count, 0, 0, 0, UninformativeSamples.of(evidence), evidence.clusterCount());
    }

    @Override
    public PoolBuilder.Repeats repeats() {
      return read.repeats();
    }

    private Evidence among(BitSet models) {
      BitSet samples = new BitSet();
      samples.set(0, evidence.pool().sampleCount());
      return evidence.restrictedTo(models, samples);
    }

    @Override
    public PairCounts counts(BitSet models) {
      return PairCounts.of(among(models));
    }

    @Override
    public double[][] pullProducts(BitSet models, ClusterPull pull) {
      Evidence own = among(models);
      ClusterPull.Part part = pull.of(own, IntStream.range(0, own.pool().modelCount()).toArray());
      double[][] products = new double[pull.parameters()][pull.parameters()];
      for (int g = 0; g < own.clusterCount(); g++) {
        double[] u = part.of(g);
        for (int i = 0; i < u.length; i++) {
          for (int j = 0; j < u.length; j++) {
            products[i][j] += u[i] * u[j];
          }
        }
      }
      return products;
    }

    @Override
    public void forEachSample(Consumer<SampleTally> sink) {
      Pool pool = read.pool();
      for (int s = 0; s < pool.sampleCount(); s++) {
        sink.accept(new SampleTally(pool.sample(s).key(), Kind.BINARY, pool.measured(s), 0, false));
      }
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
