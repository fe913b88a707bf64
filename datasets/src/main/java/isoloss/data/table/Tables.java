package isoloss.data.table;

import isoloss.data.DataTable;
import isoloss.data.Observations;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Conversions to Tablesaw; numbers that do not exist become missing cells. */
public final class Tables {
  private Tables() {}

  public static Table toTablesaw(DataTable table) {
    return toTablesaw("", table);
  }

  public static Table toTablesaw(String title, DataTable table) {
    return Table.create(
        title, table.columns().stream().map(Tables::column).toArray(Column<?>[]::new));
  }

  /** Variables, labels, file and line. */
  public static Table toTablesaw(Observations rows) {
    return toTablesaw(DataTable.of(rows));
  }

  private static Column<?> column(DataTable.Column column) {
    return switch (column) {
      case DataTable.Numbers(var name, var values) -> DoubleColumn.create(name, values.toArray());
      case DataTable.Integers(var name, var values) ->
          LongColumn.create(name, values.stream().mapToLong(Long::longValue).toArray());
      case DataTable.Texts(var name, var values) -> StringColumn.create(name, values);
    };
  }
}
