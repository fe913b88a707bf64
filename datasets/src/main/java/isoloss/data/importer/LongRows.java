package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.Names;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Pool;
import isoloss.data.pool.PoolBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a long table that somebody else reads, packed as {@link PoolReader} packs those of a
 * file: a row is a score, or a battle where it names a second model. For tables in parts; all rows
 * of a sample must be in one part.
 */
public final class LongRows {
  private static final Set<PoolShape> LONG =
      EnumSet.of(PoolShape.SCORES, PoolShape.BATTLES, PoolShape.MIXED);

  private final Measurements measured = new Measurements(SampleTable.none());
  private final Directions directions;
  private final RawTable.Sink sink;

  /**
   * @param name for messages
   * @param roles symbols of the roles, one for each cell of a row
   * @param lowerIsBetter metrics or samples, or {@code *} for every score
   * @throws InputException if the roles make no long table
   */
  public LongRows(String name, List<String> roles, List<String> lowerIsBetter) {
    Map<PoolRole, Integer> places = new EnumMap<>(PoolRole.class);
    for (PoolRole role : PoolRole.values()) {
      if (roles.contains(role.symbol())) {
        places.put(role, roles.indexOf(role.symbol()));
      }
    }
    PoolColumns columns = new PoolColumns(name, roles, places, "");
    directions = new Directions(lowerIsBetter);
    sink =
        switch (PoolShape.of(columns)) {
          case SCORES -> new ScoreRows(columns, measured);
          case BATTLES -> new BattleRows(columns, measured);
          case MIXED -> new MixedRows(columns, measured);
          case WIDE, ORDERINGS, RANKS -> throw notLong(name);
        };
  }

  private static InputException notLong(String name) {
    return new InputException(
        name
            + " is no long table with a score or a battle a row; rank it without an engine for"
            + " large data");
  }

  /** All that is left of some rows. */
  public record Packed(
      Pool pool, PoolBuilder.Repeats repeats, long rows, long missing, List<Rejected> rejected) {
    public Packed {
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * The column of each role that a file has, by the rules for files.
   *
   * @param header names of all columns
   * @param mapped columns that the user named for roles
   * @throws InputException if a mapped role or column does not exist, or the table is not long
   */
  public static Map<String, String> columns(
      String file, List<String> header, Map<String, String> mapped) {
    List<ColumnMapping> mappings = new ArrayList<>();
    mapped.forEach((role, column) -> mappings.add(new ColumnMapping(role, column)));
    Roles.refuseUnknown(mappings, PoolRole.symbols());
    Roles.Checks noExpressions =
        (text, where) -> {
          throw new InputException(
              "%s%s: %s has no such column%s; large tables take no expressions"
                  .formatted(where, text, file, Names.suggestion(text, header)));
        };
    Roles roles = new Roles(mappings, Aliases.POOL, header, noExpressions, file);
    Map<PoolRole, Integer> places = new EnumMap<>(PoolRole.class);
    for (PoolRole role : PoolRole.values()) {
      roles
          .find(role.symbol(), Optional.empty())
          .flatMap(Roles.Role::plainColumn)
          .ifPresent(at -> places.put(role, at));
    }
    if (!LONG.contains(PoolShape.of(new PoolColumns(file, header, places, "")))) {
      throw notLong(file);
    }
    Map<String, String> columns = new LinkedHashMap<>();
    places.forEach((role, at) -> columns.put(role.symbol(), header.get(at)));
    return columns;
  }

  /**
   * @param line which row this is, for messages and as the name of a battle without a sample
   * @param cells one per role; null where empty
   * @throws InputException if it says something of its sample that another row denies
   */
  public void row(long line, @Nullable String[] cells) {
    try {
      sink.row(line, cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * After the last row.
   *
   * @throws InputException if cells conflict and the rule is to refuse
   */
  public Packed packed(Conflicts rule) {
    measured.samples().describeAll(directions);
    PoolBuilder.Packed packed = measured.builder().build(rule, Provenance.NONE);
    return new Packed(
        packed.pool(), packed.repeats(), measured.rows(), measured.missing(), measured.rejected());
  }
}
