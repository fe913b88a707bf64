package isoloss.cli;

import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.Provenance;
import isoloss.data.importer.TableReader;
import isoloss.fit.Analysis;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.fit.FitJson;
import isoloss.fit.Fitter;
import isoloss.fit.Procedure;
import isoloss.fit.ScalingLaw;
import isoloss.fit.Source;
import isoloss.lab.Lab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fits one law. */
@Command(
    name = "fit",
    description = "Fit a scaling law to a table of measurements.",
    footer = {
      "",
      "Example: isoloss fit chinchilla runs.csv --columns 'N=params,D=tokens,L=loss' --out fit.json"
    })
final class FitCommand extends IsolossCommand {
  private static final String FILE = "fit.json";

  @Parameters(index = "0", paramLabel = "LAW", description = "A name of the catalogue (see laws).")
  String law = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV, TSV, JSON, JSONL, Parquet, a run log, gzip of these, or a glob.")
  List<String> files = new ArrayList<>();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--hold-out",
      paramLabel = "EXPR",
      description = "Keep these rows out of the fit and score them.")
  String holdOut = "";

  @Option(
      names = "--procedure",
      paramLabel = "NAME",
      defaultValue = Procedure.DEFAULT,
      description = "default or published (default: ${DEFAULT-VALUE}).")
  String procedure = Procedure.DEFAULT;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "An option of the procedure (laws LAW lists them).")
  List<String> options = new ArrayList<>();

  @Mixin UncertaintyOptions uncertainty = new UncertaintyOptions();

  @Option(names = "--explain", description = "Say what was done and how to read it.")
  boolean explain;

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    output.requireFree(FILE);
    return Lab.isAnalysis(law) ? analysis() : fit();
  }

  private Outcome analysis() throws IOException {
    Analysis chosen = Lab.analysis(law);
    if (chosen.repeatsCount()) {
      input.keepRepeats(spec);
    }
    Imported data = read(input.byRules(Lab.reader(chosen)));
    Findings findings = fitter().run(chosen, data);
    output.save(FILE, findings.toJson());
    String text = findings.toText() + (explain ? explanation(chosen, findings) : "");
    return Verdict.on(Outcome.good(findings.toJson(), text), findings, input);
  }

  private Outcome fit() throws IOException {
    ScalingLaw chosen = Lab.law(law);
    String label = clusterLabel(chosen);
    Imported data = read(input.reader(Lab.roles(chosen), label));
    if (!label.isEmpty() && data.observations().label(label).isEmpty()) {
      throw new InputException(
          "--by %s: there is no such column; map one with --columns %s=EXPRESSION"
              .formatted(label, label));
    }
    Fit fit = fitter().fit(chosen, data);
    uncertainty.remark().ifPresent(this::note);
    Map<String, @Nullable Object> json = FitJson.write(fit);
    output.save(FILE, json);
    return Verdict.on(
        Outcome.good(json, explain ? fit.toText() + explanation(chosen, fit) : fit.toText()),
        fit,
        input);
  }

  private Imported read(TableReader byRules) {
    return TableRows.requireSome(
        (holdOut.isEmpty() ? byRules : byRules.withHoldOut(holdOut)).read(files), files);
  }

  /** The role to resample by, where it is a label; an input of the law is a column anyway. */
  private String clusterLabel(ScalingLaw chosen) {
    boolean isColumn =
        Lab.roles(chosen).stream().anyMatch(variable -> variable.symbol().equals(uncertainty.by));
    return isColumn ? "" : uncertainty.by;
  }

  private Fitter fitter() {
    Fitter fitter =
        Fitter.withDefaults()
            .withProcedure(procedure)
            .withUncertainty(uncertainty.chosen())
            .withSeed(common.seed)
            .withThreads(common.threads())
            .withCommand(commandText());
    for (String option : options) {
      Map.Entry<String, String> pair = Assignments.pair("--option", option);
      fitter = fitter.withOption(pair.getKey(), pair.getValue());
    }
    return fitter;
  }

  private static String explanation(Analysis analysis, Findings findings) {
    return explanation(
        analysis.formula(),
        analysis.convention(),
        analysis.variants().stream()
            .filter(each -> each.name().equals(findings.procedure()))
            .map(Analysis.Variant::description),
        analysis.source(),
        findings.provenance());
  }

  private static String explanation(ScalingLaw law, Fit fit) {
    StringBuilder text = new StringBuilder();
    law.parameters().forEach(p -> text.append("  %-11s %s%n".formatted(p.name(), p.meaning())));
    return explanation(
            law.formula(),
            law.convention(),
            law.procedures().stream()
                .filter(each -> each.name().equals(fit.procedure()))
                .map(Procedure::description),
            law.source(),
            fit.observations().provenance())
        + text;
  }

  private static String explanation(
      String formula,
      String convention,
      Stream<String> procedure,
      Source source,
      Provenance provenance) {
    StringBuilder text = new StringBuilder("\nHow this was done\n");
    text.append("  formula     ").append(formula).append('\n');
    if (!convention.isEmpty()) {
      text.append("  convention  ").append(convention).append('\n');
    }
    procedure.forEach(each -> text.append("  procedure   ").append(each).append('\n'));
    text.append("  source      ").append(source.citation()).append('\n');
    for (String step : provenance.steps()) {
      text.append("  data        ").append(step).append('\n');
    }
    return text.toString();
  }
}
