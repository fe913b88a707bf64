package isoloss.fit;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Rejected;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Findings as the documents {@code isoloss/KIND/1} and back. Facts and tables are keys of the
 * document; {@code "layout"} says which, with their words and units.
 */
final class FindingsJson {
  private static final String PREFIX = "isoloss/";
  private static final String VERSION = "/1";

  /** Keys that no fact and no table may take. */
  private static final Set<String> RESERVED =
      Set.of(
          "schema",
          "law",
          "name",
          "plan",
          "procedure",
          "options",
          "formula",
          "headline",
          "n",
          "heldOutRows",
          "rejected",
          "duplicatesDropped",
          "filteredOut",
          "objective",
          "parameters",
          "converged",
          "diagnostics",
          "layout",
          "provenance");

  /** Those that only an analysis writes itself; others may give them to a table. */
  private static final Set<String> FREE_ELSEWHERE =
      Set.of("procedure", "options", "parameters", "converged");

  private FindingsJson() {}

  static Map<String, @Nullable Object> write(Findings findings) {
    boolean isAnalysis = findings.kind().equals(Findings.ANALYSIS);
    Map<String, @Nullable Object> tree =
        Json.object(
            "schema",
            PREFIX + findings.kind() + VERSION,
            nameKey(findings.kind()),
            findings.name());
    if (isAnalysis) {
      tree.put("procedure", findings.procedure());
      tree.put("options", findings.options());
    }
    tree.put("formula", findings.formula());
    tree.put("headline", findings.headline());
    findings.account().ifPresent(account -> write(account, tree));
    findings.objective().ifPresent(each -> tree.put("objective", FitJson.objective(each)));
    if (isAnalysis) {
      tree.put("parameters", findings.parameters().stream().map(FitJson::estimate).toList());
      tree.put("converged", findings.isTrusted());
    }
    tree.put("diagnostics", findings.diagnostics().stream().map(FitJson::diagnostic).toList());
    Set<String> taken = new LinkedHashSet<>(RESERVED);
    if (!isAnalysis) {
      taken.removeAll(FREE_ELSEWHERE);
    }
    for (Findings.Fact fact : findings.facts()) {
      claim(taken, fact.key());
      tree.put(fact.key(), plain(fact.value()));
    }
    for (Findings.Table table : findings.tables()) {
      String key = table.nesting().map(Findings.Nesting::parent).orElse(table.key());
      claim(taken, key);
      tree.put(key, table.nesting().isPresent() ? nested(table) : rows(table));
    }
    tree.put("layout", layout(findings));
    tree.put("provenance", FitJson.provenance(findings.provenance(), findings.manifest()));
    return tree;
  }

  /** Under which key the name stands. */
  private static String nameKey(String kind) {
    return switch (kind) {
      case Findings.ANALYSIS -> "law";
      case Findings.PLAN -> "plan";
      default -> "name";
    };
  }

  private static void claim(Set<String> taken, String key) {
    if (!taken.add(key)) {
      throw new IllegalArgumentException("the key " + key + " is taken in the document");
    }
  }

  private static void write(Findings.Account account, Map<String, @Nullable Object> tree) {
    tree.put("n", account.rows());
    tree.put("heldOutRows", account.heldOut());
    tree.put("rejected", FitJson.rejected(account.rejected()));
    tree.put("duplicatesDropped", account.duplicatesDropped());
    tree.put("filteredOut", FitJson.filteredOut(account.filteredOut()));
  }

  private static List<Map<String, @Nullable Object>> rows(Findings.Table table) {
    return table.rows().stream()
        .map(cells -> object(table, cells, 0, table.columns().size()))
        .toList();
  }

  private static Map<String, @Nullable Object> object(
      Findings.Table table, List<Findings.Cell> cells, int from, int to) {
    Map<String, @Nullable Object> row = Json.object();
    for (int c = from; c < to; c++) {
      row.put(table.columns().get(c).key(), plain(cells.get(c)));
    }
    return row;
  }

  private static List<Map<String, @Nullable Object>> nested(Findings.Table table) {
    int head = table.nesting().map(Findings.Nesting::columns).orElse(0);
    List<Map<String, @Nullable Object>> parents = new ArrayList<>();
    List<Findings.Cell> last = List.of();
    List<Map<String, @Nullable Object>> children = new ArrayList<>();
    for (List<Findings.Cell> cells : table.rows()) {
      List<Findings.Cell> own = cells.subList(0, head);
      if (!own.equals(last)) {
        last = own;
        children = new ArrayList<>();
        Map<String, @Nullable Object> parent = object(table, cells, 0, head);
        parent.put(table.key(), children);
        parents.add(parent);
      }
      children.add(object(table, cells, head, cells.size()));
    }
    return parents;
  }

  private static Object plain(Findings.Cell cell) {
    return switch (cell) {
      case Findings.Cell.Numeric(double value) -> value;
      case Findings.Cell.Text(String value) -> value;
      case Findings.Cell.Flag(boolean value) -> value;
      case Findings.Cell.Texts(List<String> values) -> values;
    };
  }

  private static Map<String, @Nullable Object> layout(Findings findings) {
    return Json.object(
        "facts",
        findings.facts().stream()
            .map(fact ->
                Json.object(
                    "key", fact.key(),
                    "title", fact.title(),
                    "unit", fact.unit(),
                    "type", type(fact.value())))
            .toList(),
        "tables",
        findings.tables().stream()
            .map(table ->
                Json.object(
                    "key", table.key(),
                    "caption", table.caption(),
                    "detail", table.detail(),
                    "parent", table.nesting().map(Findings.Nesting::parent),
                    "parentColumns", table.nesting().map(Findings.Nesting::columns),
                    "columns",
                        table.columns().stream()
                            .map(column ->
                                Json.object(
                                    "key", column.key(),
                                    "title", column.title(),
                                    "unit", column.unit(),
                                    "type", type(table, column)))
                            .toList()))
            .toList());
  }

  private static String type(Findings.Table table, Findings.Column column) {
    int at = table.columns().indexOf(column);
    List<String> types = table.rows().stream().map(row -> type(row.get(at))).distinct().toList();
    return types.size() == 1 ? types.getFirst() : types.isEmpty() ? "number" : "mixed";
  }

  private static String type(Findings.Cell cell) {
    return switch (cell) {
      case Findings.Cell.Numeric ignored -> "number";
      case Findings.Cell.Text ignored -> "text";
      case Findings.Cell.Flag ignored -> "flag";
      case Findings.Cell.Texts ignored -> "texts";
    };
  }

  // ---- reading

  static Findings read(JsonObject document) {
    String schema = document.text("schema");
    String kind =
        Findings.KINDS.stream()
            .filter(each -> schema.equals(PREFIX + each + VERSION))
            .findFirst()
            .orElseThrow(() ->
                new InputException(
                    "the document is a %s, not what an analysis, plan or study found"
                        .formatted(schema)));
    boolean isAnalysis = kind.equals(Findings.ANALYSIS);
    JsonObject layout = document.object("layout");
    return new Findings(
        kind,
        document.text(nameKey(kind)),
        document.text("formula"),
        isAnalysis ? document.text("procedure") : "",
        isAnalysis ? FitJson.texts(document.object("options")) : Map.of(),
        document.text("headline"),
        isAnalysis
            ? document.objects("parameters").stream().map(FitJson::readEstimate).toList()
            : List.of(),
        document.optionalObject("objective").map(FitJson::readObjective),
        layout.objects("facts").stream().map(each -> readFact(document, each)).toList(),
        layout.objects("tables").stream().map(each -> readTable(document, each)).toList(),
        document.objects("diagnostics").stream().map(FitJson::readDiagnostic).toList(),
        document.has("n") ? Optional.of(readAccount(document)) : Optional.empty(),
        ObservationsJson.readProvenance(document.object("provenance")),
        FitJson.readManifest(document.object("provenance")));
  }

  private static Findings.Account readAccount(JsonObject document) {
    return new Findings.Account(
        (int) document.integer("n"),
        (int) document.integer("heldOutRows"),
        document.object("rejected").objects("rows").stream()
            .map(row -> new Rejected(row.text("file"), row.integer("line"), row.text("reason")))
            .toList(),
        (int) document.integer("duplicatesDropped"),
        document.objects("filteredOut").stream()
            .map(row -> new Imported.Filtered(row.text("rule"), (int) row.integer("rows")))
            .toList());
  }

  private static Findings.Fact readFact(JsonObject document, JsonObject described) {
    String key = described.text("key");
    return new Findings.Fact(
        key,
        described.text("title"),
        described.text("unit"),
        readCell(document, key, described.text("type")));
  }

  private static Findings.Table readTable(JsonObject document, JsonObject described) {
    String key = described.text("key");
    List<JsonObject> columns = described.objects("columns");
    Optional<Findings.Nesting> nesting =
        described.has("parent")
            ? Optional.of(
                new Findings.Nesting(
                    described.text("parent"), (int) described.integer("parentColumns")))
            : Optional.empty();
    List<List<Findings.Cell>> rows = new ArrayList<>();
    if (nesting.isPresent()) {
      int head = nesting.get().columns();
      for (JsonObject parent : document.objects(nesting.get().parent())) {
        List<Findings.Cell> first = cells(parent, columns.subList(0, head));
        for (JsonObject row : parent.objects(key)) {
          List<Findings.Cell> all = new ArrayList<>(first);
          all.addAll(cells(row, columns.subList(head, columns.size())));
          rows.add(all);
        }
      }
    } else {
      document.objects(key).forEach(row -> rows.add(cells(row, columns)));
    }
    return new Findings.Table(
        key,
        described.text("caption"),
        described.bool("detail"),
        nesting,
        columns.stream()
            .map(column ->
                new Findings.Column(column.text("key"), column.text("title"), column.text("unit")))
            .toList(),
        rows);
  }

  private static List<Findings.Cell> cells(JsonObject row, List<JsonObject> columns) {
    return columns.stream()
        .map(column -> readCell(row, column.text("key"), column.text("type")))
        .toList();
  }

  private static Findings.Cell readCell(JsonObject row, String key, String type) {
    return switch (type) {
      case "text" -> new Findings.Cell.Text(row.text(key));
      case "flag" -> new Findings.Cell.Flag(row.bool(key));
      case "texts" -> new Findings.Cell.Texts(row.texts(key));
      case "mixed" -> readAny(row, key);
      default -> new Findings.Cell.Numeric(row.has(key) ? row.number(key) : Double.NaN);
    };
  }

  /** A cell of a column whose cells are of several types. */
  private static Findings.Cell readAny(JsonObject row, String key) {
    if (!row.has(key)) {
      return new Findings.Cell.Numeric(Double.NaN);
    }
    for (String type : List.of("number", "flag", "texts")) {
      try {
        return readCell(row, key, type);
      } catch (InputException otherType) {
        continue;
      }
    }
    return new Findings.Cell.Text(row.text(key));
  }
}
