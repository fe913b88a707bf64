package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Kind;
import isoloss.data.pool.PoolBuilder;
import isoloss.data.pool.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The samples of a pool while it is read: found by the text of cells, described by every row. */
final class SampleBook {
  private static final Map<PoolRole, Descriptor.Differing> ROLES =
      new EnumMap<>(
          Map.of(
              PoolRole.WEIGHT, Descriptor.Differing.REFUSE,
              PoolRole.CLUSTER, Descriptor.Differing.REFUSE,
              PoolRole.DIRECTION, Descriptor.Differing.REFUSE,
              PoolRole.CAPABILITY, Descriptor.Differing.UNITE,
              PoolRole.TEXT, Descriptor.Differing.LEAST));

  private final PoolBuilder builder;
  private final SampleTable table;
  private final Map<String, SampleEntry> byName = new HashMap<>();
  private final List<SampleEntry> entries = new ArrayList<>();
  private final Map<PoolRole, Descriptor> roles = new EnumMap<>(PoolRole.class);
  private final Map<String, Descriptor> attributes = new LinkedHashMap<>();
  private final Map<String, String> interned = new HashMap<>();

  /**
   * @param table what a file of its own says of samples by name
   */
  SampleBook(PoolBuilder builder, SampleTable table) {
    this.builder = builder;
    this.table = table;
    ROLES.forEach((role, differing) ->
        roles.put(role, new Descriptor(role.symbol(), differing, roles.size())));
  }

  /** The roles that describe samples. */
  static Set<PoolRole> descriptive() {
    return ROLES.keySet();
  }

  Descriptor descriptor(PoolRole role) {
    return java.util.Objects.requireNonNull(roles.get(role), role.symbol());
  }

  /** The descriptor of a column that no role has. */
  Descriptor attribute(String column) {
    return attributes.computeIfAbsent(
        column,
        name ->
            new Descriptor(name, Descriptor.Differing.LET_GO, roles.size() + attributes.size()));
  }

  List<SampleEntry> entries() {
    return entries;
  }

  /**
   * The sample, new or known.
   *
   * @param source empty where the row says none
   * @param where the row, for a message
   * @throws InputException if it is known with measurements of another sort
   */
  SampleEntry entry(String name, String source, String metric, Kind kind, Place where) {
    SampleEntry first = byName.get(name);
    for (SampleEntry at = first; at != null; at = at.next) {
      if (at.metric.equals(metric) && isSource(at, source)) {
        if (at.kind != kind) {
          throw new InputException(where.of(otherKind(at, kind)));
        }
        return at;
      }
    }
    return added(name, source, metric, kind, first);
  }

  private boolean isSource(SampleEntry entry, String source) {
    return entry.source.equals(source.isEmpty() ? table.source(entry.name) : source);
  }

  private static String otherKind(SampleEntry known, Kind kind) {
    return "the sample %s has %s here and %s elsewhere; tell them apart by source or metric"
        .formatted(known.name, measured(kind), measured(known.kind));
  }

  private static String measured(Kind kind) {
    return switch (kind) {
      case PAIRWISE -> "comparisons";
      case ORDINAL -> "places in an ordering";
      case BINARY, NUMERIC -> "scores";
    };
  }

  private SampleEntry added(
      String name, String source, String metric, Kind kind, @Nullable SampleEntry sameName) {
    String known = source.isEmpty() ? table.source(name) : source;
    SampleEntry entry =
        new SampleEntry(name, intern(known), intern(metric), kind, entries.size(), sameName);
    Sample bare =
        new Sample(
            name,
            entry.source,
            entry.metric,
            kind,
            Direction.HIGHER_IS_BETTER,
            1,
            name,
            List.of(),
            "",
            Map.of());
    if (builder.sample(bare) != entry.index) {
      throw new IllegalStateException("sample " + name + " was not new");
    }
    byName.put(name, entry);
    entries.add(entry);
    table.describe(this, entry);
    return entry;
  }

  private String intern(String text) {
    String known = interned.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  /** Takes down what a row says of a sample. */
  void say(SampleEntry entry, Descriptor descriptor, String cell, Place where) {
    if (descriptor.varies()) {
      return;
    }
    int at = descriptor.index();
    if (at >= entry.said.length) {
      entry.said = Arrays.copyOf(entry.said, Math.max(at + 1, roles.size() + attributes.size()));
    }
    String known = entry.said[at];
    if (known == null) {
      entry.said[at] = intern(cell);
    } else if (!known.equals(cell)) {
      entry.said[at] = settled(entry, descriptor, known, cell, where);
    }
  }

  private String settled(
      SampleEntry entry, Descriptor descriptor, String known, String cell, Place where) {
    return switch (descriptor.differing()) {
      case LET_GO -> {
        descriptor.letGo();
        yield known;
      }
      case UNITE -> {
        Set<String> all = new TreeSet<>(PoolCells.tags(known));
        all.addAll(PoolCells.tags(cell));
        yield intern(String.join(";", all));
      }
      case LEAST -> known.compareTo(cell) < 0 ? known : cell;
      case REFUSE -> {
        if (PoolCells.meanTheSame(known, cell)) {
          yield known;
        }
        throw new InputException(
            where.of(
                "%s of the sample %s is %s here and %s elsewhere; one sample has one %s"
                    .formatted(descriptor.name(), entry.name, cell, known, descriptor.name())));
      }
    };
  }

  /**
   * Hands the descriptions to the builder.
   *
   * @param directions what counts where the rows say nothing or something else
   */
  void describeAll(Directions directions) {
    for (SampleEntry entry : entries) {
      builder.describe(entry.index, described(entry, directions));
    }
  }

  private Sample described(SampleEntry entry, Directions directions) {
    String weight = entry.said(descriptor(PoolRole.WEIGHT));
    String tags = entry.said(descriptor(PoolRole.CAPABILITY));
    return new Sample(
        entry.name,
        entry.source,
        entry.metric,
        entry.kind,
        directions.of(entry, entry.said(descriptor(PoolRole.DIRECTION))),
        weight == null ? 1 : PoolCells.number(weight),
        said(entry, PoolRole.CLUSTER, entry.name),
        tags == null ? List.of() : PoolCells.tags(tags),
        said(entry, PoolRole.TEXT, ""),
        attributes(entry));
  }

  private String said(SampleEntry entry, PoolRole role, String otherwise) {
    String said = entry.said(descriptor(role));
    return said == null ? otherwise : said;
  }

  private Map<String, String> attributes(SampleEntry entry) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Descriptor descriptor : attributes.values()) {
      String said = entry.said(descriptor);
      if (said != null && !descriptor.varies()) {
        all.put(descriptor.name(), said);
      }
    }
    return all;
  }
}
