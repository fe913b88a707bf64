package isoloss.data.pool;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Provenance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SpreadModelsTest {

  @Property(tries = 20)
  void modelsOfAPoolInPartsStandAsInOnePool(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int parts) {
    Pool pool = pool(new Random(seed));
    List<Pool> spread =
        IntStream.range(0, parts).mapToObj(part -> part(pool, part, parts)).toList();
    List<String> names = pool.models().stream().sorted().toList();
    List<long[]> totals = new ArrayList<>();
    for (int round = 0; round < SpreadModels.ROUNDS; round++) {
      totals.add(total(spread, names, totals));
    }
    assertThat(IntStream.of(SpreadModels.order(names, totals)).mapToObj(names::get).toList())
        .isEqualTo(pool.models());
  }

  private static long[] total(List<Pool> parts, List<String> names, List<long[]> earlier) {
    long[] total = new long[names.size()];
    for (Pool part : parts) {
      int[] at = part.models().stream().mapToInt(names::indexOf).toArray();
      List<long[]> known =
          earlier.stream().map(all -> IntStream.of(at).mapToLong(i -> all[i]).toArray()).toList();
      long[] answer = SpreadModels.answer(part, known);
      for (int m = 0; m < answer.length; m++) {
        total[at[m]] += answer[m];
      }
    }
    return total;
  }

  private static Pool part(Pool pool, int part, int parts) {
    BitSet samples = new BitSet();
    for (int s = part; s < pool.sampleCount(); s += parts) {
      samples.set(s);
    }
    return pool.withSamples(samples);
  }

  private static Pool pool(Random random) {
    PoolBuilder builder = new PoolBuilder();
    for (int k = 0; k < 150; k++) {
      int model = builder.model("m" + random.nextInt(12));
      int sample = random.nextInt(30);
      if (sample < 25) {
        double score = sample % 3 == 0 ? random.nextInt(5) : random.nextInt(2);
        builder.score(model, builder.sample(Sample.named("s" + sample, Kind.NUMERIC)), score);
      } else {
        int other = builder.model("m" + (12 + random.nextInt(4)));
        int battle = builder.sample(Sample.named("b" + sample, Kind.PAIRWISE));
        int winner = random.nextInt(3);
        builder.compare(
            new Comparison(
                model,
                other,
                battle,
                winner == 0 ? 1 : 0,
                winner == 1 ? 1 : 0,
                winner == 2 ? 1 : 0));
      }
    }
    return builder.build(Conflicts.FIRST, Provenance.NONE).pool();
  }
}
