package isoloss.cli;

import isoloss.data.Variable;
import isoloss.data.json.Json;
import isoloss.fit.Analysis;
import isoloss.fit.Option;
import isoloss.fit.Parameter;
import isoloss.fit.PublishedConstants;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import isoloss.lab.Lab;
import isoloss.law.Laws;
import isoloss.law.hyper.HyperparameterLaw;
import isoloss.law.hyper.HyperparameterLaws;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The catalogue of laws. */
@Command(
    name = "laws",
    description = "The catalogue of laws: formula, units, procedures, source, published constants.",
    footer = {"", "Example: isoloss laws farseer"})
final class LawsCommand extends IsolossCommand {
  @Parameters(arity = "0..1", paramLabel = "LAW", description = "Only this law, in full.")
  String name = "";

  @Override
  Outcome execute() {
    List<ScalingLaw> laws = named(Laws.all(), ScalingLaw::name);
    List<Analysis> analyses = named(Lab.analyses(), Analysis::name);
    List<HyperparameterLaw> rules = named(HyperparameterLaws.all(), HyperparameterLaw::name);
    if (laws.isEmpty() && analyses.isEmpty() && rules.isEmpty()) {
      Lab.law(name);
    }
    return Outcome.good(
        Json.object(
            "schema",
            "isoloss/laws/1",
            "laws",
            Stream.concat(
                    laws.stream().map(LawsCommand::json), analyses.stream().map(LawsCommand::json))
                .toList(),
            "hyperparameterLaws",
            rules.stream().map(LawsCommand::json).toList()),
        name.isEmpty() ? list(laws, analyses, rules) : describe(laws, analyses, rules));
  }

  /** Those of the asked name; all, where none is asked for. */
  private <T> List<T> named(List<T> all, Function<T, String> nameOf) {
    return all.stream().filter(each -> name.isEmpty() || nameOf.apply(each).equals(name)).toList();
  }

  private static String list(
      List<ScalingLaw> laws, List<Analysis> analyses, List<HyperparameterLaw> rules) {
    StringBuilder text = new StringBuilder();
    laws.forEach(law -> line(law.name(), law.formula(), text));
    analyses.forEach(each -> line(each.name(), each.formula(), text));
    text.append("%nLearning rate and batch (plan hyperparameters):%n".formatted());
    rules.forEach(rule -> line(rule.name(), rule.formula(), text));
    return text.toString();
  }

  private static void line(String name, String formula, StringBuilder text) {
    text.append("%-24s %s%n".formatted(name, formula));
  }

  private static String describe(
      List<ScalingLaw> laws, List<Analysis> analyses, List<HyperparameterLaw> rules) {
    return Stream.of(
            laws.stream().map(LawsCommand::describe),
            analyses.stream().map(LawsCommand::describe),
            rules.stream().map(LawsCommand::describe))
        .flatMap(texts -> texts)
        .collect(Collectors.joining("%n".formatted()));
  }

  private static String describe(HyperparameterLaw rule) {
    StringBuilder text = new StringBuilder();
    text.append("%s (learning rate and batch): %s%n".formatted(rule.name(), rule.formula()));
    describe(rule.source(), text);
    text.append("  convention  %s%n".formatted(rule.convention()));
    if (!rule.knownLimits().isEmpty()) {
      text.append("  limits      %s%n".formatted(rule.knownLimits()));
    }
    text.append("  constants   %s%n".formatted(rule.isVerified() ? "verified" : "not verified"));
    return text.toString();
  }

  private static Map<String, @Nullable Object> json(HyperparameterLaw rule) {
    return Json.object(
        "name", rule.name(),
        "formula", rule.formula(),
        "convention", rule.convention(),
        "knownLimits", rule.knownLimits(),
        "verified", rule.isVerified(),
        "source", json(rule.source()));
  }

  private static String describe(ScalingLaw law) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s%n".formatted(law.name(), law.formula()));
    describe(law.source(), text);
    law.inputs().forEach(v -> text.append("  input       %s%n".formatted(inWords(v))));
    text.append("  response    %s%n".formatted(inWords(law.response())));
    if (!law.convention().isEmpty()) {
      text.append("  convention  %s%n".formatted(law.convention()));
    }
    for (Parameter p : law.parameters()) {
      text.append("  parameter   %s: %s%n".formatted(p.name(), p.meaning()));
    }
    law.procedures().forEach(p -> describe(p.name(), p.description(), p.options(), text));
    for (PublishedConstants c : law.constants()) {
      text.append("  constants   %s: %s%n".formatted(c.name(), constants(law, c)));
      text.append("              %s%n".formatted(c.note()));
    }
    return text.toString();
  }

  private static String describe(Analysis analysis) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s%n".formatted(analysis.name(), analysis.formula()));
    describe(analysis.source(), text);
    analysis.inputs().forEach(v -> text.append("  input       %s%n".formatted(inWords(v))));
    analysis
        .optionalInputs()
        .forEach(v -> text.append("  input       %s, where there%n".formatted(inWords(v))));
    analysis.labels().forEach(label -> text.append("  label       %s%n".formatted(label)));
    if (!analysis.convention().isEmpty()) {
      text.append("  convention  %s%n".formatted(analysis.convention()));
    }
    analysis.variants().forEach(p -> describe(p.name(), p.description(), p.options(), text));
    return text.toString();
  }

  private static Map<String, @Nullable Object> json(Analysis analysis) {
    return Json.object(
        "name", analysis.name(),
        "formula", analysis.formula(),
        "convention", analysis.convention(),
        "source", json(analysis.source()),
        "inputs", analysis.inputs().stream().map(LawsCommand::json).toList(),
        "optionalInputs", analysis.optionalInputs().stream().map(LawsCommand::json).toList(),
        "labels", analysis.labels(),
        "procedures",
            analysis.variants().stream()
                .map(p -> json(p.name(), p.description(), p.options()))
                .toList());
  }

  private static void describe(Source source, StringBuilder text) {
    text.append("  source      %s, %s%n".formatted(source.citation(), source.url()));
  }

  private static void describe(
      String procedure, String description, List<Option> options, StringBuilder text) {
    text.append("  procedure   %s: %s%n".formatted(procedure, description));
    options.forEach(o -> text.append("    --option %s: %s%n".formatted(o.describe(), o.meaning())));
  }

  private static Map<String, @Nullable Object> json(Source source) {
    return Json.object("citation", source.citation(), "url", source.url());
  }

  private static Map<String, @Nullable Object> json(
      String procedure, String description, List<Option> options) {
    return Json.object(
        "name", procedure,
        "description", description,
        "options", options.stream().map(LawsCommand::json).toList());
  }

  private static String inWords(Variable v) {
    return "%s: %s (%s)".formatted(v.symbol(), v.name(), v.unit());
  }

  private static String constants(ScalingLaw law, PublishedConstants c) {
    StringBuilder text = new StringBuilder();
    for (int j = 0; j < law.parameters().size(); j++) {
      text.append(j == 0 ? "" : ", ")
          .append(law.parameters().get(j).name())
          .append(" = ")
          .append(String.format(Locale.ROOT, "%.10g", c.theta().get(j)));
    }
    return text.toString();
  }

  private static Map<String, @Nullable Object> json(ScalingLaw law) {
    return Json.object(
        "name", law.name(),
        "formula", law.formula(),
        "convention", law.convention(),
        "source", json(law.source()),
        "inputs", law.inputs().stream().map(LawsCommand::json).toList(),
        "response", json(law.response()),
        "parameters",
            law.parameters().stream()
                .map(p ->
                    Json.object(
                        "name", p.name(),
                        "meaning", p.meaning(),
                        "lower", p.lower(),
                        "upper", p.upper()))
                .toList(),
        "procedures",
            law.procedures().stream()
                .map(p -> json(p.name(), p.description(), p.options()))
                .toList(),
        "constants", law.constants().stream().map(c -> json(law, c)).toList());
  }

  private static Map<String, @Nullable Object> json(Variable v) {
    return Json.object("symbol", v.symbol(), "name", v.name(), "unit", v.unit());
  }

  private static Map<String, @Nullable Object> json(Option o) {
    return Json.object("key", o.key(), "meaning", o.meaning(), "values", o.values());
  }

  private static Map<String, @Nullable Object> json(ScalingLaw law, PublishedConstants c) {
    Map<String, @Nullable Object> values = Json.object();
    for (int j = 0; j < law.parameters().size(); j++) {
      values.put(law.parameters().get(j).name(), c.theta().get(j));
    }
    return Json.object("name", c.name(), "note", c.note(), "parameters", values);
  }
}
