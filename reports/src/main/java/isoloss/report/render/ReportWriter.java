package isoloss.report.render;

import isoloss.data.InputException;
import isoloss.data.WholeFile;
import isoloss.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a report and its figures: {@code report.html} and {@code figures/NAME.svg, .png, .csv}.
 * Each file appears whole or not at all, and nothing is written where one of them exists already
 * and is not to be replaced.
 */
public final class ReportWriter {
  private ReportWriter() {}

  /**
   * @param files in the order they were written, the page last
   * @param notes what was left out, for the user
   */
  public record Written(List<Path> files, List<String> notes) {
    public Written {
      files = List.copyOf(files);
      notes = List.copyOf(notes);
    }
  }

  /**
   * @param target a directory (made if missing), or the page's own name if it ends in {@code
   *     .html}; the figures lie beside the page
   * @param force whether existing files are replaced
   * @throws InputException if a file exists and is not to be replaced, or cannot be written
   */
  public static Written write(Report report, Path target, boolean force) {
    boolean isPage =
        target.getFileName() != null
            && target.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".html");
    Path page = (isPage ? target : target.resolve("report.html")).toAbsolutePath();
    Path directory = page.resolveSibling("figures");
    boolean fonts = Fonts.available();
    List<RenderedFigure> figures =
        report.figures().stream().map(figure -> RenderedFigure.of(figure, fonts)).toList();
    Map<Path, byte[]> files = new LinkedHashMap<>();
    for (RenderedFigure figure : figures) {
      String name = figure.figure().name();
      files.put(directory.resolve(name + ".svg"), figure.svg().getBytes(StandardCharsets.UTF_8));
      figure.png().ifPresent(bytes -> files.put(directory.resolve(name + ".png"), bytes));
      files.put(directory.resolve(name + ".csv"), figure.csv().getBytes(StandardCharsets.UTF_8));
    }
    files.put(page, HtmlWriter.write(report, figures).getBytes(StandardCharsets.UTF_8));
    if (!force) {
      refuseExisting(files);
    }
    files.forEach(ReportWriter::writeWhole);
    List<String> notes = new ArrayList<>();
    if (!fonts && !figures.isEmpty()) {
      notes.add(
          "PNG figures were left out because Java finds no font on this machine;"
              + " install fontconfig and a font such as DejaVu.");
    }
    return new Written(List.copyOf(files.keySet()), notes);
  }

  private static void refuseExisting(Map<Path, byte[]> files) {
    for (Path file : files.keySet()) {
      if (Files.exists(file)) {
        throw new InputException(file + " exists; use --force to replace it");
      }
    }
  }

  private static void writeWhole(Path file, byte[] bytes) {
    try {
      WholeFile.write(file, bytes, true);
    } catch (IOException e) {
      throw new InputException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
