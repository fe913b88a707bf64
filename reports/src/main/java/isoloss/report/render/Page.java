package isoloss.report.render;

import isoloss.fit.Diagnostic;
import isoloss.report.Block;
import isoloss.report.Figure;
import isoloss.report.Ink;
import isoloss.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the templates of a report read. */
public final class Page {
  private static final String LIBRARY = read("uplot/dist/uPlot.iife.min.js");
  private static final String SCRIPT = read("report.js");

  private final Report report;
  private final Map<String, RenderedFigure> figures = new HashMap<>();
  private final Map<Block, String> anchors = new IdentityHashMap<>();
  private final List<Entry> contents = new ArrayList<>();
  private final Map<Block, Integer> plots = new IdentityHashMap<>();

  /** A line of the table of contents. */
  public record Entry(String anchor, String text) {}

  Page(Report report, List<RenderedFigure> rendered) {
    this.report = report;
    rendered.forEach(each -> figures.put(each.figure().name(), each));
    for (Block block : report.blocks()) {
      if (block instanceof Block.Heading heading) {
        String anchor = "s" + (anchors.size() + 1) + "-" + Figure.fileName(heading.text());
        anchors.put(heading, anchor);
        if (heading.level() == 2) {
          contents.add(new Entry(anchor, heading.text()));
        }
      }
    }
  }

  public Report report() {
    return report;
  }

  public List<Entry> contents() {
    return List.copyOf(contents);
  }

  /** Headings behind details have no anchor. */
  public String anchor(Block.Heading heading) {
    return anchors.getOrDefault(heading, "");
  }

  public RenderedFigure figure(Figure figure) {
    return Objects.requireNonNull(figures.get(figure.name()), figure.name());
  }

  /** A number for the interactive figure's element. */
  public int plot(Block.Interactive block) {
    return plots.computeIfAbsent(block, any -> plots.size() + 1);
  }

  public String plotData(Block.Interactive block) {
    return InteractiveData.json(block.figure());
  }

  public boolean hasPlots() {
    return report.blocks().stream().anyMatch(Block.Interactive.class::isInstance);
  }

  public String formula(String text) {
    return FormulaText.html(text);
  }

  public String severity(Diagnostic diagnostic) {
    return diagnostic.severity().name().toLowerCase(Locale.ROOT);
  }

  public String library() {
    return LIBRARY;
  }

  public String script() {
    return SCRIPT;
  }

  /** All styles: the page, the inks of both schemes, the plot library. */
  public String styles() {
    StringBuilder inks = new StringBuilder(":root{");
    for (Ink ink : Ink.values()) {
      inks.append("--").append(ink.cssName()).append(':').append(ink.light()).append(';');
    }
    inks.append("}\n@media (prefers-color-scheme: dark){:root{");
    for (Ink ink : Ink.values()) {
      inks.append("--").append(ink.cssName()).append(':').append(ink.dark()).append(';');
    }
    inks.append("}}\n@media print{:root{");
    for (Ink ink : Ink.values()) {
      inks.append("--").append(ink.cssName()).append(':').append(ink.light()).append(';');
    }
    inks.append("}}\n");
    for (Ink ink : Ink.values()) {
      inks.append(
          ".fill-%1$s{fill:var(--%1$s)}.stroke-%1$s{stroke:var(--%1$s)}\n"
              .formatted(ink.cssName()));
    }
    return read("uplot/dist/uPlot.min.css") + "\n" + inks + read("report.css");
  }

  /** Nothing is fetched, and no script runs but the two that are known by their digest. */
  public String contentPolicy() {
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '"
        + digest(LIBRARY)
        + "' '"
        + digest(SCRIPT)
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String digest(String script) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has SHA-256
    }
  }

  private static String read(String resource) {
    try (InputStream in = Page.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the distribution lacks " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("</script", "<\\/script").replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
