package isoloss.cli;

import isoloss.data.json.Json;
import isoloss.fit.Diagnostic;
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
      description = "Fits that were saved with --out.")
  List<String> files = new ArrayList<>();

  @Option(names = "--title", paramLabel = "TEXT", description = "Title of the report.")
  String title = "";

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  Outcome execute() throws IOException {
    List<Fit> fits = new ArrayList<>();
    for (String file : files) {
      fits.add(Lab.loadFit(Path.of(file)));
    }
    Composition composition = Composition.titled(title.isEmpty() ? defaultTitle(fits) : title);
    for (Fit fit : fits) {
      composition = composition.with(fit);
    }
    composition = composition.withFooter("Written by Isoloss " + Lab.version() + ".");
    Path target = OutputOptions.path(output.out.isEmpty() ? "isoloss-report" : output.out);
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
    return fits.stream()
        .flatMap(fit -> fit.diagnostics().stream())
        .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
        .findFirst()
        .map(error -> outcome.butExit(ExitCode.NOT_TRUSTED, error.message()))
        .orElse(outcome);
  }

  private static String defaultTitle(List<Fit> fits) {
    return "Scaling law"
        + (fits.size() == 1 ? ": " : "s: ")
        + String.join(", ", fits.stream().map(fit -> fit.law().name()).distinct().toList());
  }
}
