package isoloss.fit;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.Rejected;
import isoloss.data.Split;
import isoloss.data.Values;
import isoloss.data.json.Json;
import isoloss.data.json.JsonObject;
import isoloss.optim.Optimum;
import isoloss.optim.Termination;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fit as the document {@code isoloss/fit/1} and back, and predictions as {@code
 * isoloss/predict/1}. What is written holds all that later predictions need: rows, draws, domain.
 */
public final class FitJson {
  public static final String SCHEMA = "isoloss/fit/1";
  public static final String PREDICT_SCHEMA = "isoloss/predict/1";

  private FitJson() {}

  /** The document as plain maps and lists, for {@link Json#pretty}. */
  public static Map<String, @Nullable Object> write(Fit fit) {
    return Json.object(
        "schema", SCHEMA,
        "law", fit.law().name(),
        "procedure", fit.procedure(),
        "options", fit.options(),
        "formula", fit.law().formula(),
        "convention", fit.law().convention(),
        "n", fit.observations().size(),
        "rejected", rejected(fit.data().rejected()),
        "duplicatesDropped", fit.data().duplicatesDropped(),
        "filteredOut", filteredOut(fit.data().filteredOut()),
        "objective", objective(fit.objective()),
        "publishedObjective", objective(fit.publishedObjective()),
        "parameters", fit.estimates().stream().map(FitJson::estimate).toList(),
        "converged", fit.converged(),
        "starts", starts(fit.optimum()),
        "optimum", optimum(fit.optimum()),
        "uncertainty", uncertainty(fit.uncertainty()),
        "diagnostics", fit.diagnostics().stream().map(FitJson::diagnostic).toList(),
        "inSample", score(fit.inSample()),
        "holdOut", fit.heldOut().map(held -> holdOut(fit, held)),
        "domain", domain(fit),
        "provenance", provenance(fit.observations().provenance(), fit.manifest()),
        "observations", ObservationsJson.write(fit.observations()),
        "heldOut", ObservationsJson.write(fit.data().split().heldOut()),
        "draws", fit.draws());
  }

  static Map<String, @Nullable Object> rejected(List<Rejected> rejected) {
    return Json.object(
        "count",
        rejected.size(),
        "rows",
        rejected.stream()
            .map(row -> Json.object("file", row.file(), "line", row.line(), "reason", row.reason()))
            .toList());
  }

  static List<Map<String, @Nullable Object>> filteredOut(List<Imported.Filtered> filtered) {
    return filtered.stream()
        .map(filter -> Json.object("rule", filter.rule(), "rows", filter.rows()))
        .toList();
  }

  static Map<String, @Nullable Object> objective(Fit.ObjectiveValue objective) {
    return Json.object("name", objective.name(), "value", objective.value());
  }

  static Map<String, @Nullable Object> estimate(Estimate estimate) {
    return Json.object(
        "name", estimate.name(),
        "estimate", estimate.value(),
        "standardError", number(estimate.standardError()),
        "low", number(estimate.low()),
        "high", number(estimate.high()),
        "level", number(estimate.level()));
  }

  private static Map<String, @Nullable Object> starts(Optimum optimum) {
    return Json.object("count", optimum.starts(), "atOptimum", optimum.startsAtOptimum());
  }

  private static Map<String, @Nullable Object> optimum(Optimum optimum) {
    return Json.object(
        "point", optimum.point(),
        "value", optimum.value(),
        "firstOrder", optimum.firstOrder(),
        "iterations", optimum.iterations(),
        "evaluations", optimum.evaluations(),
        "termination", optimum.termination().name());
  }

  private static Map<String, @Nullable Object> uncertainty(Uncertainty uncertainty) {
    return switch (uncertainty) {
      case Uncertainty.None() -> Json.object("kind", "none");
      case Uncertainty.Bootstrap(String cluster, int draws, double level) ->
          Json.object("kind", "bootstrap", "by", cluster, "draws", draws, "level", level);
    };
  }

  static Map<String, @Nullable Object> diagnostic(Diagnostic diagnostic) {
    Map<String, @Nullable Object> tree =
        Json.object(
            "code", diagnostic.code(),
            "severity", diagnostic.severity().name().toLowerCase(Locale.ROOT),
            "message", diagnostic.message());
    switch (diagnostic) {
      case Diagnostic.AtBound bound -> tree.put("parameters", bound.parameters());
      case Diagnostic.NotIdentified loose -> tree.put("parameters", loose.parameters());
      case Diagnostic.NotConverged ignored -> {}
      case Diagnostic.StartsDisagree ignored -> {}
      case Diagnostic.Extrapolates ignored -> {}
      case Diagnostic.DrawsTroubled ignored -> {}
      case Diagnostic.DesignPoor ignored -> {}
      case Diagnostic.Remark ignored -> {}
    }
    return tree;
  }

  private static Map<String, @Nullable Object> score(Fit.Score score) {
    return Json.object("n", score.n(), "mapePercent", score.mapePercent(), "r2", score.r2());
  }

  private static Map<String, @Nullable Object> holdOut(Fit fit, Fit.HeldOut held) {
    Map<String, @Nullable Object> tree = score(held.score());
    tree.put("rule", held.rule());
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < held.predictions().size(); row++) {
      rows.add(heldRow(fit, held.predictions().get(row), held.observed().get(row)));
    }
    tree.put("rows", rows);
    return tree;
  }

  private static Map<String, @Nullable Object> heldRow(
      Fit fit, Prediction prediction, double observed) {
    Map<String, @Nullable Object> tree = prediction(fit, prediction);
    Object predicted = tree.remove("value");
    tree.put("observed", observed);
    tree.put("predicted", predicted);
    return tree;
  }

  private static Map<String, @Nullable Object> prediction(Fit fit, Prediction prediction) {
    return Json.object(
        "inputs", inputs(fit, prediction.inputs()),
        "value", prediction.value(),
        "low", number(prediction.low()),
        "high", number(prediction.high()),
        "level", number(prediction.level()),
        "interval", prediction.interval().name().toLowerCase(Locale.ROOT),
        "domain", prediction.inside() ? "inside" : "outside",
        "distance", prediction.distance());
  }

  private static Map<String, @Nullable Object> inputs(Fit fit, Values x) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (int v = 0; v < x.size(); v++) {
      tree.put(fit.law().inputs().get(v).symbol(), x.get(v));
    }
    return tree;
  }

  private static Map<String, @Nullable Object> domain(Fit fit) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    fit.law()
        .inputs()
        .forEach(input -> {
          double[] column = fit.observations().column(input.symbol());
          java.util.Arrays.sort(column);
          tree.put(input.symbol(), Values.of(column[0], column[column.length - 1]));
        });
    return tree;
  }

  static Map<String, @Nullable Object> provenance(Provenance history, Fit.Manifest manifest) {
    return Json.object(
        "inputs", history.inputs().stream().map(ObservationsJson::input).toList(),
        "steps", history.steps(),
        "seed", manifest.seed(),
        "version", manifest.version(),
        "java", manifest.java(),
        "command", manifest.command(),
        "cpuSeconds", manifest.cpuSeconds());
  }

  private static @Nullable Object number(OptionalDouble value) {
    return value.isPresent() ? (Object) value.getAsDouble() : null;
  }

  /**
   * Predictions of one fit.
   *
   * @param how what the intervals mean
   */
  public static Map<String, @Nullable Object> write(
      Fit fit, Predict how, List<Prediction> predictions) {
    return Json.object(
        "schema", PREDICT_SCHEMA,
        "law", fit.law().name(),
        "kind", how.kind() == Predict.Kind.MEAN ? "mean" : "new-run",
        "predictions", predictions.stream().map(prediction -> prediction(fit, prediction)).toList(),
        "diagnostics",
            predictions.stream()
                .filter(prediction -> !prediction.inside())
                .map(prediction -> diagnostic(extrapolates(fit, prediction)))
                .toList());
  }

  private static Diagnostic extrapolates(Fit fit, Prediction prediction) {
    return new Diagnostic.Extrapolates(
        String.format(
            Locale.ROOT,
            "%s lies outside the data by a factor of %.3g",
            inputs(fit, prediction.inputs()),
            Math.exp(prediction.distance())));
  }

  /**
   * Reads a document back.
   *
   * @param laws finds a law by its name
   * @throws InputException if the document is of another kind, broken, or of an unknown law
   */
  public static Fit read(JsonObject document, Function<String, ScalingLaw> laws) {
    if (!document.text("schema").equals(SCHEMA)) {
      throw new InputException(
          "the document is a %s, not a fit (%s)".formatted(document.text("schema"), SCHEMA));
    }
    ScalingLaw law = laws.apply(document.text("law"));
    Imported data = data(document);
    List<Estimate> estimates =
        document.objects("parameters").stream().map(FitJson::readEstimate).toList();
    requireParameters(law, estimates);
    return new Fit(
        law,
        document.text("procedure"),
        texts(document.object("options")),
        data,
        estimates,
        readObjective(document.object("objective")),
        readObjective(document.object("publishedObjective")),
        readOptimum(document.object("optimum"), document.object("starts")),
        document.bool("converged"),
        readUncertainty(document.object("uncertainty")),
        java.util.Arrays.stream(document.matrix("draws")).map(Values::of).toList(),
        document.objects("diagnostics").stream().map(FitJson::readDiagnostic).toList(),
        readScore(document.object("inSample")),
        document.optionalObject("holdOut").map(held -> readHoldOut(held, law)),
        readManifest(document.object("provenance")));
  }

  private static void requireParameters(ScalingLaw law, List<Estimate> estimates) {
    List<String> expected = law.parameters().stream().map(Parameter::name).toList();
    List<String> found = estimates.stream().map(Estimate::name).toList();
    if (!found.equals(expected)) {
      throw new InputException(
          "the fit has the parameters %s and the law %s has %s"
              .formatted(found, law.name(), expected));
    }
  }

  private static Imported data(JsonObject document) {
    var history = ObservationsJson.readProvenance(document.object("provenance"));
    Split split =
        new Split(
            ObservationsJson.read(document.object("observations"), history),
            ObservationsJson.read(document.object("heldOut"), history),
            document.optionalObject("holdOut").map(held -> held.text("rule")).orElse(""));
    return new Imported(
        split,
        document.object("rejected").objects("rows").stream()
            .map(row -> new Rejected(row.text("file"), row.integer("line"), row.text("reason")))
            .toList(),
        (int) document.integer("duplicatesDropped"),
        document.objects("filteredOut").stream()
            .map(row -> new Imported.Filtered(row.text("rule"), (int) row.integer("rows")))
            .toList());
  }

  static Map<String, String> texts(JsonObject object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.keys().forEach(key -> texts.put(key, object.text(key)));
    return texts;
  }

  static Estimate readEstimate(JsonObject tree) {
    return new Estimate(
        tree.text("name"),
        tree.number("estimate"),
        optional(tree, "standardError"),
        optional(tree, "low"),
        optional(tree, "high"),
        optional(tree, "level"));
  }

  private static OptionalDouble optional(JsonObject tree, String key) {
    return tree.has(key) ? OptionalDouble.of(tree.number(key)) : OptionalDouble.empty();
  }

  static Fit.ObjectiveValue readObjective(JsonObject tree) {
    return new Fit.ObjectiveValue(tree.text("name"), tree.number("value"));
  }

  private static Optimum readOptimum(JsonObject tree, JsonObject starts) {
    return new Optimum(
        Values.of(tree.numbers("point")),
        tree.number("value"),
        tree.number("firstOrder"),
        (int) starts.integer("count"),
        (int) starts.integer("atOptimum"),
        tree.integer("iterations"),
        tree.integer("evaluations"),
        constant(Termination.class, tree.text("termination")));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "\"%s\" is none of %s"
              .formatted(name, java.util.Arrays.toString(type.getEnumConstants())),
          e);
    }
  }

  private static Uncertainty readUncertainty(JsonObject tree) {
    return switch (tree.text("kind")) {
      case "none" -> new Uncertainty.None();
      case "bootstrap" ->
          new Uncertainty.Bootstrap(
              tree.text("by"), (int) tree.integer("draws"), tree.number("level"));
      default -> throw new InputException("unknown uncertainty " + tree.text("kind"));
    };
  }

  static Diagnostic readDiagnostic(JsonObject tree) {
    var severity = constant(Diagnostic.Severity.class, tree.text("severity"));
    String message = tree.text("message");
    return switch (tree.text("code")) {
      case "not-converged" -> new Diagnostic.NotConverged(message);
      case "at-bound" -> new Diagnostic.AtBound(tree.texts("parameters"), severity, message);
      case "starts-disagree" -> new Diagnostic.StartsDisagree(severity, message);
      case "not-identified" ->
          new Diagnostic.NotIdentified(tree.texts("parameters"), severity, message);
      case "extrapolates" -> new Diagnostic.Extrapolates(message);
      case "draws-troubled" -> new Diagnostic.DrawsTroubled(severity, message);
      case "design-poor" -> new Diagnostic.DesignPoor(severity, message);
      default -> new Diagnostic.Remark(tree.text("code"), severity, message);
    };
  }

  private static Fit.Score readScore(JsonObject tree) {
    return new Fit.Score((int) tree.integer("n"), tree.number("mapePercent"), tree.number("r2"));
  }

  private static Fit.HeldOut readHoldOut(JsonObject tree, ScalingLaw law) {
    List<JsonObject> rows = tree.objects("rows");
    return new Fit.HeldOut(
        tree.text("rule"),
        readScore(tree),
        rows.stream().map(row -> readHeldRow(row, law)).toList(),
        Values.of(rows.stream().mapToDouble(row -> row.number("observed")).toArray()));
  }

  private static Prediction readHeldRow(JsonObject row, ScalingLaw law) {
    JsonObject inputs = row.object("inputs");
    return new Prediction(
        Values.of(
            law.inputs().stream().mapToDouble(input -> inputs.number(input.symbol())).toArray()),
        row.number("predicted"),
        optional(row, "low"),
        optional(row, "high"),
        optional(row, "level"),
        constant(Prediction.Interval.class, row.text("interval")),
        row.text("domain").equals("inside"),
        row.number("distance"));
  }

  static Fit.Manifest readManifest(JsonObject tree) {
    return new Fit.Manifest(
        tree.integer("seed"),
        tree.text("version"),
        tree.text("java"),
        tree.text("command"),
        tree.number("cpuSeconds"));
  }

  /** The JSON Schema of a document kind, for example {@link #SCHEMA}. */
  public static String schema(String kind) {
    String file =
        switch (kind) {
          case SCHEMA -> "/isoloss/schema/fit-1.json";
          case PREDICT_SCHEMA -> "/isoloss/schema/predict-1.json";
          default ->
              Findings.KINDS.stream()
                  .filter(each -> kind.equals("isoloss/" + each + "/1"))
                  .map("/isoloss/schema/%s-1.json"::formatted)
                  .findFirst()
                  .orElseThrow(() -> new IllegalArgumentException("no schema of " + kind));
        };
    try (var stream = Optional.ofNullable(FitJson.class.getResourceAsStream(file)).orElseThrow()) {
      return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
