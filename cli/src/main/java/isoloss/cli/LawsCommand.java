package isoloss.cli;

import isoloss.data.Variable;
import isoloss.data.json.Json;
import isoloss.fit.Option;
import isoloss.fit.Parameter;
import isoloss.fit.Procedure;
import isoloss.fit.PublishedConstants;
import isoloss.fit.ScalingLaw;
import isoloss.lab.Lab;
import isoloss.law.Laws;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    List<ScalingLaw> laws = name.isEmpty() ? Laws.all() : List.of(Lab.law(name));
    StringBuilder text = new StringBuilder();
    if (name.isEmpty()) {
      laws.forEach(law -> text.append("%-12s %s%n".formatted(law.name(), law.formula())));
    } else {
      describe(laws.getFirst(), text);
    }
    return Outcome.good(
        Json.object(
            "schema", "isoloss/laws/1", "laws", laws.stream().map(LawsCommand::json).toList()),
        text.toString());
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
