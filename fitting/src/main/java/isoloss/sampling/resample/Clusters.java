package isoloss.sampling.resample;

import isoloss.data.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Units (mostly problems) of which those with one key are drawn together. */
public final class Clusters {
  private final int[][] members;
  private final int units;

  private Clusters(int[][] members, int units) {
    this.members = members;
    this.units = units;
  }

  /** In the order in which the keys first appear. */
  public static Clusters byKey(List<?> keys) {
    Map<Object, List<Integer>> byKey = new LinkedHashMap<>();
    for (int unit = 0; unit < keys.size(); unit++) {
      byKey.computeIfAbsent(keys.get(unit), key -> new ArrayList<>()).add(unit);
    }
    return new Clusters(
        byKey.values().stream()
            .map(units -> units.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new),
        keys.size());
  }

  /** Every unit is a cluster of its own. */
  public static Clusters ofUnits(int units) {
    return new Clusters(
        IntStream.range(0, units).mapToObj(unit -> new int[] {unit}).toArray(int[][]::new), units);
  }

  /** How many clusters there are. */
  public int size() {
    return members.length;
  }

  /** How often each unit is drawn when as many clusters as there are are drawn with replacement. */
  public int[] draw(Seed seed) {
    return draw(seed.generator());
  }

  /** The next such draw of a generator. */
  public int[] draw(RandomGenerator random) {
    int[] times = new int[units];
    for (int i = 0; i < members.length; i++) {
      for (int unit : members[random.nextInt(members.length)]) {
        times[unit]++;
      }
    }
    return times;
  }
}
