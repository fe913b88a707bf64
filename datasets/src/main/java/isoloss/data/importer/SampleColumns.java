package isoloss.data.importer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which cells of a row say something of its sample. */
final class SampleColumns {
  /** Columns that stand for these under another name describe the sample under their own, too. */
  private static final Set<PoolRole> KEPT =
      EnumSet.of(PoolRole.SOURCE, PoolRole.METRIC, PoolRole.CAPABILITY, PoolRole.CLUSTER);

  private final List<String> names;
  private final Map<PoolRole, Integer> roles;
  private final List<Integer> attributes;
  private final int weight;
  private final int direction;

  private SampleColumns(
      List<String> names, Map<PoolRole, Integer> roles, List<Integer> attributes) {
    this.names = names;
    this.roles = roles;
    this.attributes = attributes;
    this.weight = roles.getOrDefault(PoolRole.WEIGHT, -1);
    this.direction = roles.getOrDefault(PoolRole.DIRECTION, -1);
  }

  static SampleColumns none() {
    return new SampleColumns(List.of(), Map.of(), List.of());
  }

  /** Every column but those of a role. */
  static SampleColumns of(List<String> names, Map<PoolRole, Integer> roles) {
    List<Integer> attributes = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      if (describes(names.get(column), column, roles)) {
        attributes.add(column);
      }
    }
    return new SampleColumns(names, roles, attributes);
  }

  private static boolean describes(String name, int column, Map<PoolRole, Integer> roles) {
    return !name.isEmpty()
        && roles.entrySet().stream()
            .filter(role -> role.getValue() == column)
            .allMatch(role -> KEPT.contains(role.getKey()) && !role.getKey().symbol().equals(name));
  }

  OptionalInt source() {
    Integer column = roles.get(PoolRole.SOURCE);
    return column == null ? OptionalInt.empty() : OptionalInt.of(column);
  }

  /** Why a row cannot describe a sample; empty when it can. */
  Optional<String> unusable(@Nullable String[] cells) {
    if (weight >= 0 && !PoolCells.isMissing(cells[weight])) {
      String cell = String.valueOf(cells[weight]);
      double value = PoolCells.number(cell);
      if (!(value >= 0)) {
        return Optional.of("weight " + CellDamage.of(cell).orElse("= " + cell + " is negative"));
      }
    }
    if (direction >= 0 && cells[direction] != null) {
      String cell = String.valueOf(cells[direction]);
      if (PoolCells.direction(cell).isEmpty()) {
        return Optional.of("direction \"" + cell + "\" is neither higher nor lower");
      }
    }
    return Optional.empty();
  }

  /** Takes down what a row says. */
  void say(SampleBook book, SampleEntry entry, @Nullable String[] cells, Place where) {
    bound(book).say(entry, cells, where);
  }

  /** For the many rows of one file. */
  Bound bound(SampleBook book) {
    List<Integer> columns = new ArrayList<>();
    List<Descriptor> descriptors = new ArrayList<>();
    for (PoolRole role : SampleBook.descriptive()) {
      Integer column = roles.get(role);
      if (column != null) {
        columns.add(column);
        descriptors.add(book.descriptor(role));
      }
    }
    int rolesSaid = columns.size();
    for (int column : attributes) {
      columns.add(column);
      descriptors.add(book.attribute(names.get(column)));
    }
    return new Bound(book, columns, descriptors, rolesSaid);
  }

  /** Cells and what they are in a book. */
  static final class Bound {
    private final SampleBook book;
    private final int[] columns;
    private final Descriptor[] descriptors; // those of roles first
    private final int roles;

    private Bound(SampleBook book, List<Integer> columns, List<Descriptor> descriptors, int roles) {
      this.book = book;
      this.roles = roles;
      this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
      this.descriptors = descriptors.toArray(new Descriptor[0]);
    }

    void say(SampleEntry entry, @Nullable String[] cells, Place where) {
      for (int k = 0; k < columns.length; k++) {
        say(k, entry, cells[columns[k]], where);
      }
    }

    /** The places of the cells that say something. */
    List<Integer> columns() {
      return Arrays.stream(columns).boxed().toList();
    }

    /** True where every text counts. */
    boolean unites(int k) {
      return descriptors[k].differing() == Descriptor.Differing.UNITE;
    }

    /** Takes down one cell. */
    void say(int k, SampleEntry entry, @Nullable String cell, Place where) {
      if (cell != null && !descriptors[k].varies() && !(k < roles && PoolCells.isMissing(cell))) {
        book.say(entry, descriptors[k], cell, where);
      }
    }
  }
}
