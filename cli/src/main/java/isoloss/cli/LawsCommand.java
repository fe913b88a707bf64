package isoloss.cli;

import isoloss.data.Variable;
import isoloss.data.json.Json;
import isoloss.fit.Analysis;
import isoloss.fit.Option;
import isoloss.fit.Parameter;
import isoloss.fit.Procedure;
import isoloss.fit.PublishedConstants;
import isoloss.fit.ScalingLaw;
import isoloss.lab.Lab;
import isoloss.law.Laws;
import isoloss.law.hyper.HyperparameterLaw;
import isoloss.law.hyper.HyperparameterLaws;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    List<ScalingLaw> laws = List.of();
    List<Analysis> analyses = List.of();
    List<HyperparameterLaw> rules = List.of();
    StringBuilder text = new StringBuilder();
    if (name.isEmpty()) {
      laws = Laws.all();
      analyses = Lab.analyses();
      laws.forEach(law -> text.append("%-24s %s%n".formatted(law.name(), law.formula())));
      analyses.forEach(each -> text.append("%-24s %s%n".formatted(each.name(), each.formula())));
      rules = HyperparameterLaws.all();
      text.append("%nLearning rate and batch (plan hyperparameters):%n".formatted());
      rules.forEach(rule -> text.append("%-24s %s%n".formatted(rule.name(), rule.formula())));
    } else if (isOnlyRule(name)) {
      rules = HyperparameterLaws.find(name).stream().toList();
      describe(rules.getFirst(), text);
    } else if (Lab.isAnalysis(name)) {
      analyses = List.of(Lab.analysis(name));
      describe(analyses.getFirst(), text);
    } else {
      laws = List.of(Lab.law(name));
      describe(laws.getFirst(), text);
    }
    if (rules.isEmpty() && !name.isEmpty()) {
      rules = HyperparameterLaws.find(name).stream().toList();
      rules.forEach(rule -> describe(rule, text.append(String.format("%n"))));
    }
    List<Map<String, @Nullable Object>> described =
        Stream.concat(
                laws.stream().map(LawsCommand::json), analyses.stream().map(LawsCommand::json))
            .toList();
    return Outcome.good(
        Json.object(
            "schema",
            "isoloss/laws/1",
            "laws",
            described,
            "hyperparameterLaws",
            rules.stream().map(LawsCommand::json).toList()),
        text.toString());
  }

  /** A rule of learning rate and batch whose name no law of the loss and no analysis has. */
  private static boolean isOnlyRule(String name) {
    return HyperparameterLaws.find(name).isPresent()
        && Laws.find(name).isEmpty()
        && Lab.analyses().stream().noneMatch(each -> each.name().equals(name));
  }

  private static void describe(HyperparameterLaw rule, StringBuilder text) {
    text.append("%s (learning rate and batch): %s%n".formatted(rule.name(), rule.formula()));
    text.append("  source      %s, %s%n".formatted(rule.source().citation(), rule.source().url()));
    text.append("  convention  %s%n".formatted(rule.convention()));
    if (!rule.knownLimits().isEmpty()) {
      text.append("  limits      %s%n".formatted(rule.knownLimits()));
    }
    text.append("  constants   %s%n".formatted(rule.isVerified() ? "verified" : "not verified"));
  }

  private static Map<String, @Nullable Object> json(HyperparameterLaw rule) {
    return Json.object(
        "name", rule.name(),
        "formula", rule.formula(),
        "convention", rule.convention(),
        "knownLimits", rule.knownLimits(),
        "verified", rule.isVerified(),
        "source", Json.object("citation", rule.source().citation(), "url", rule.source().url()));
  }

  private static void describe(ScalingLaw law, StringBuilder text) {
    text.append("%s: %s%n".formatted(law.name(), law.formula()));
    text.append("  source      %s, %s%n".formatted(law.source().citation(), law.source().url()));
    law.inputs().forEach(v -> text.append("  input       %s%n".formatted(inWords(v))));
    text.append("  response    %s%n".formatted(inWords(law.response())));
    if (!law.convention().isEmpty()) {
      text.append("  convention  %s%n".formatted(law.convention()));
    }
    for (Parameter p : law.parameters()) {
      text.append("  parameter   %s: %s%n".formatted(p.name(), p.meaning()));
    }
    for (Procedure p : law.procedures()) {
      text.append("  procedure   %s: %s%n".formatted(p.name(), p.description()));
      p.options()
          .forEach(o -> text.append("    --option %s: %s%n".formatted(o.describe(), o.meaning())));
    }
    for (PublishedConstants c : law.constants()) {
      text.append("  constants   %s: %s%n".formatted(c.name(), constants(law, c)));
      text.append("              %s%n".formatted(c.note()));
    }
  }

  private static void describe(Analysis analysis, StringBuilder text) {
    text.append("%s: %s%n".formatted(analysis.name(), analysis.formula()));
    text.append(
        "  source      %s, %s%n".formatted(analysis.source().citation(), analysis.source().url()));
    analysis.inputs().forEach(v -> text.append("  input       %s%n".formatted(inWords(v))));
    analysis
        .optionalInputs()
        .forEach(v -> text.append("  input       %s, where there%n".formatted(inWords(v))));
    analysis.labels().forEach(label -> text.append("  label       %s%n".formatted(label)));
    if (!analysis.convention().isEmpty()) {
      text.append("  convention  %s%n".formatted(analysis.convention()));
    }
    for (Analysis.Variant variant : analysis.variants()) {
      text.append("  procedure   %s: %s%n".formatted(variant.name(), variant.description()));
      variant
          .options()
          .forEach(o -> text.append("    --option %s: %s%n".formatted(o.describe(), o.meaning())));
    }
  }

  private static Map<String, @Nullable Object> json(Analysis analysis) {
    return Json.object(
        "name", analysis.name(),
        "formula", analysis.formula(),
        "convention", analysis.convention(),
        "source",
            Json.object("citation", analysis.source().citation(), "url", analysis.source().url()),
        "inputs", analysis.inputs().stream().map(LawsCommand::json).toList(),
        "optionalInputs", analysis.optionalInputs().stream().map(LawsCommand::json).toList(),
        "labels", analysis.labels(),
        "procedures",
            analysis.variants().stream()
                .map(p ->
                    Json.object(
                        "name", p.name(),
                        "description", p.description(),
                        "options", p.options().stream().map(LawsCommand::json).toList()))
                .toList());
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
        "source", Json.object("citation", law.source().citation(), "url", law.source().url()),
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
                .map(p ->
                    Json.object(
                        "name", p.name(),
                        "description", p.description(),
                        "options", p.options().stream().map(LawsCommand::json).toList()))
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
