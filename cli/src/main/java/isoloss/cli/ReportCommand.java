package isoloss.cli;

import isoloss.data.json.Json;
import isoloss.fit.Diagnostic;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.lab.Lab;
import isoloss.report.chapter.Composition;
import isoloss.report.render.ReportWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Renders saved results. */
@Command(
    name = "report",
    description =
        "Write saved results as one self-contained HTML file, with each figure as PNG, SVG and CSV.",
    footer = {"", "Example: isoloss report fit.json --out report"})
final class ReportCommand extends IsolossCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "RESULT.json",
      description = "Fits, analyses and plans that were saved with --out.")
  List<String> files = new ArrayList<>();

  @Option(names = "--title", paramLabel = "TEXT", description = "Title of the report.")
  String title = "";

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    List<String> names = new ArrayList<>();
    boolean isLaw = true;
    List<Diagnostic> diagnostics = new ArrayList<>();
    Composition composition = Composition.titled(title);
    for (String file : files) {
      Path path = OutputOptions.path(file);
      if (Lab.holdsFindings(path)) {
        Findings findings = Lab.loadFindings(path);
        names.add(findings.name());
        isLaw &= findings.kind().equals(Findings.ANALYSIS);
        diagnostics.addAll(findings.diagnostics());
        composition = composition.with(findings);
      } else {
        Fit fit = Lab.loadFit(path);
        names.add(fit.law().name());
        diagnostics.addAll(fit.diagnostics());
        composition = composition.with(fit);
      }
    }
    composition = title.isEmpty() ? composition.retitled(defaultTitle(names, isLaw)) : composition;
    composition = composition.withFooter("Written by Isoloss " + Lab.version() + ".");
    Path target = output.folderOr("isoloss-report");
    ReportWriter.Written written = ReportWriter.write(composition.report(), target, output.force);
    written.notes().forEach(this::note);
    Path page = written.files().getLast();
    Outcome outcome =
        Outcome.good(
            Json.object(
                "schema", "isoloss/report/1",
                "report", page.toString(),
                "files", written.files().stream().map(Path::toString).toList()),
            page + "\n");
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
        .findFirst()
        .map(error -> outcome.butExit(ExitCode.NOT_TRUSTED, error.message()))
        .orElse(outcome);
  }

  private static String defaultTitle(List<String> names, boolean areLaws) {
    return (areLaws ? "Scaling law" : "Result")
        + (names.size() == 1 ? ": " : "s: ")
        + String.join(", ", names.stream().distinct().toList());
  }
}
