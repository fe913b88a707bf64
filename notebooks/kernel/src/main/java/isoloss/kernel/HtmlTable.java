package isoloss.kernel;

import java.util.List;

/** An HTML table of plain texts. All of them are escaped: data must never become markup. */
final class HtmlTable {
  private final StringBuilder html = new StringBuilder();

  HtmlTable(List<String> header) {
    html.append("<table>\n<thead><tr>");
    header.forEach(name -> cell("th", name, false));
    html.append("</tr></thead>\n<tbody>\n");
  }

  /** Adds a row; numbers are aligned to the right. */
  HtmlTable row(List<String> texts, List<Boolean> numeric) {
    html.append("<tr>");
    for (int i = 0; i < texts.size(); i++) {
      cell("td", texts.get(i), numeric.get(i));
    }
    html.append("</tr>\n");
    return this;
  }

  String withNote(String note) {
    String table = html + "</tbody>\n</table>";
    return note.isEmpty() ? table : table + "\n<p>" + escape(note) + "</p>";
  }

  private void cell(String tag, String text, boolean numeric) {
    html.append('<').append(tag);
    if (numeric) {
      html.append(" style=\"text-align:right\"");
    }
    html.append('>').append(escape(text)).append("</").append(tag).append('>');
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
