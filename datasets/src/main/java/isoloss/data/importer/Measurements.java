package isoloss.data.importer;

import isoloss.data.Rejected;
import isoloss.data.pool.Comparison;
import isoloss.data.pool.Kind;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rows of all files say, on its way into a pool, and the account of what they do not. */
final class Measurements {
  private final PoolBuilder builder = new PoolBuilder();
  private final SampleBook samples;
  private final List<Rejected> rejected = new ArrayList<>();
  private final Set<SampleEntry> withdrawn = new HashSet<>();
  private long rows;
  private long missing;
  private String lastModel = "";
  private int lastModelIndex = -1;
  private @Nullable Probe probe;

  /** Looks for the rows of one cell. */
  static final class Probe {
    private static final int SHOWN = 5;

    private final String model;
    private final Sample.Key sample;
    private final List<String> places = new ArrayList<>();

    Probe(String model, Sample.Key sample) {
      this.model = model;
      this.sample = sample;
    }

    /** A list such as {@code a.csv:3, b.csv:9}. */
    String places() {
      int more = places.size() - SHOWN;
      return String.join(", ", places.subList(0, Math.min(SHOWN, places.size())))
          + (more > 0 ? " and " + more + " more" : "");
    }

    private void see(String seenModel, Sample seen, Place where) {
      if (seenModel.equals(model) && seen.key().equals(sample)) {
        places.add(where.of("").replaceFirst(": $", ""));
      }
    }
  }

  Measurements(SampleTable table) {
    samples = new SampleBook(builder, table);
  }

  /** The same, looking for the rows of one cell on the way. */
  Measurements(SampleTable table, Probe probe) {
    this(table);
    this.probe = probe;
  }

  /** True when every row must be shown to the probe. */
  boolean isSearching() {
    return probe != null;
  }

  PoolBuilder builder() {
    return builder;
  }

  SampleBook samples() {
    return samples;
  }

  List<Rejected> rejected() {
    return rejected;
  }

  /** Samples that turned out to be none. */
  Set<SampleEntry> withdrawn() {
    return withdrawn;
  }

  void withdraw(SampleEntry entry) {
    withdrawn.add(entry);
  }

  /** Rows that could be told apart. */
  long rows() {
    return rows;
  }

  /** Cells that say that nothing was measured. */
  long missing() {
    return missing;
  }

  void addRows(long more) {
    rows += more;
  }

  void addMissing(long more) {
    missing += more;
  }

  void reject(String file, long line, String reason) {
    rejected.add(new Rejected(file, line, reason));
  }

  /** The number of a model, new or known; neighbouring rows often name the same. */
  int model(String name) {
    if (!name.equals(lastModel) || lastModelIndex < 0) {
      lastModel = name;
      lastModelIndex = builder.model(name.strip());
    }
    return lastModelIndex;
  }

  /** One score; only looked at, not kept, where a cell is searched for. */
  void score(int model, SampleEntry sample, double value, Place where) {
    if (probe != null) {
      probe.see(builder.modelName(model), builder.sample(sample.index), where);
      return;
    }
    builder.score(model, sample.index, value);
  }

  void compare(String a, String b, SampleEntry sample, double winsA, double winsB, double ties) {
    if (sample.kind != Kind.PAIRWISE) {
      throw new IllegalArgumentException("sample " + sample.name + " is not pairwise");
    }
    builder.compare(new Comparison(model(a), model(b), sample.index, winsA, winsB, ties));
  }
}
