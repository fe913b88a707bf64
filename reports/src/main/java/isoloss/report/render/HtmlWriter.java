package isoloss.report.render;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import isoloss.report.Report;
import java.util.List;

/** Writes a report as one self-contained HTML page that fetches nothing. */
public final class HtmlWriter {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          HtmlWriter.class.getClassLoader(),
          "isoloss.report.render.templates");

  private HtmlWriter() {}

  public static String write(Report report) {
    boolean fonts = Fonts.available();
    return write(
        report, report.figures().stream().map(figure -> RenderedFigure.of(figure, fonts)).toList());
  }

  static String write(Report report, List<RenderedFigure> figures) {
    StringOutput out = new StringOutput();
    TEMPLATES.render("report.jte", new Page(report, figures), out);
    return Markup.withoutDirections(out.toString());
  }
}
