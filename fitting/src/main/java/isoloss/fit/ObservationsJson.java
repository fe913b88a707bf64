package isoloss.fit;

import isoloss.data.InputException;
import isoloss.data.Observations;
import isoloss.data.Provenance;
import isoloss.data.Values;
import isoloss.data.Variable;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table inside a document: variables, rows, labels, and the lines the rows were read from. */
final class ObservationsJson {
  private ObservationsJson() {}

  static Map<String, @Nullable Object> write(Observations table) {
    List<String> symbols = table.variables().stream().map(Variable::symbol).toList();
    return Json.object(
        "variables", table.variables().stream().map(ObservationsJson::variable).toList(),
        "rows",
            IntStream.range(0, table.size())
                .mapToObj(row -> Values.of(table.row(row, symbols)))
                .toList(),
        "labels", table.labels(),
        "files", table.origins().stream().map(Observations.Origin::file).distinct().toList(),
        "origins", origins(table));
  }

  private static Map<String, @Nullable Object> variable(Variable variable) {
    return Json.object(
        "symbol", variable.symbol(),
        "name", variable.name(),
        "unit", variable.unit(),
        "sign", variable.sign().name().toLowerCase(Locale.ROOT));
  }

  /** Index of the file and line of each row. */
  private static List<List<Long>> origins(Observations table) {
    List<String> files =
        table.origins().stream().map(Observations.Origin::file).distinct().toList();
    return table.origins().stream()
        .map(origin -> List.of((long) files.indexOf(origin.file()), origin.line()))
        .toList();
  }

  static Map<String, @Nullable Object> input(Provenance.Input input) {
    return Json.object(
        "file", input.file(),
        "sha256", input.sha256(),
        "origin", input.origin(),
        "licence", input.licence());
  }

  static Provenance readProvenance(JsonObject tree) {
    return new Provenance(
        tree.objects("inputs").stream()
            .map(input ->
                new Provenance.Input(
                    input.text("file"),
                    input.text("sha256"),
                    input.text("origin"),
                    input.text("licence")))
            .toList(),
        tree.texts("steps"));
  }

  static Observations read(JsonObject tree, Provenance provenance) {
    List<Variable> variables =
        tree.objects("variables").stream().map(ObservationsJson::readVariable).toList();
    double[][] rows = tree.matrix("rows");
    double[][] columns = new double[variables.size()][rows.length];
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != variables.size()) {
        throw new InputException(
            "row %d of the document has %d numbers for %d variables"
                .formatted(row + 1, rows[row].length, variables.size()));
      }
      for (int v = 0; v < columns.length; v++) {
        columns[v][row] = rows[row][v];
      }
    }
    try {
      return Observations.of(variables, columns, labels(tree), readOrigins(tree), provenance);
    } catch (IllegalArgumentException e) {
      throw new InputException("the document's rows cannot be used: " + e.getMessage(), e);
    }
  }

  private static Variable readVariable(JsonObject tree) {
    return new Variable(
        tree.text("symbol"),
        tree.text("name"),
        tree.text("unit"),
        Variable.Sign.valueOf(tree.text("sign").toUpperCase(Locale.ROOT)));
  }

  private static Map<String, List<String>> labels(JsonObject tree) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    JsonObject all = tree.object("labels");
    all.keys().forEach(name -> labels.put(name, all.texts(name)));
    return labels;
  }

  private static List<Observations.Origin> readOrigins(JsonObject tree) {
    List<String> files = tree.texts("files");
    List<Observations.Origin> origins = new ArrayList<>();
    for (double[] pair : tree.matrix("origins")) {
      if (pair.length != 2 || !(pair[0] >= 0 && pair[0] < files.size())) {
        throw new InputException("the document names a file that it does not list");
      }
      origins.add(new Observations.Origin(files.get((int) pair[0]), (long) pair[1]));
    }
    return origins;
  }
}
