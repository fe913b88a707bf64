package isoloss.report.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.InputException;
import isoloss.data.Split;
import isoloss.data.json.Json;
import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.fit.ScalingLaw;
import isoloss.report.Block;
import isoloss.report.Figure;
import isoloss.report.FindingsFixtures;
import isoloss.report.Fixtures;
import isoloss.report.RankingFixtures;
import isoloss.report.Report;
import isoloss.report.SampleReports;
import isoloss.report.chapter.Composition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "=cmd()",
          "../../x",
          "</script><!-- ' & \u2028");

  /** Names that are harmless but hard to set. */
  private static final List<String> AWKWARD =
      List.of(
          "\u202eright to left ",
          "\u0645\u0648\u062f\u0644 ",
          "\ud83e\udd16",
          "long ".repeat(60),
          "a\u001b[2J\nb\t");

  /** Keys of documents whose texts come from the user's files. */
  private static final Set<String> NAMES =
      Set.of(
          "model",
          "problem",
          "dataset",
          "device",
          "checkpoint",
          "series",
          "reference",
          "table",
          "group",
          "cell",
          "sample",
          "source",
          "method",
          "first",
          "second",
          "node",
          "from",
          "to");

  @TempDir Path directory;

  @Test
  void aReportIsOnePageAndThreeFilesPerFigure() throws IOException {
    Report report = SampleReports.full();
    ReportWriter.Written written = ReportWriter.write(report, directory.resolve("out"), false);
    assertThat(written.notes()).isEmpty();
    assertThat(written.files()).hasSize(1 + 3 * report.figures().size()).allMatch(Files::exists);
    try (Stream<Path> all = Files.walk(directory)) {
      assertThat(all.filter(Files::isRegularFile).map(Path::toAbsolutePath))
          .containsExactlyInAnyOrderElementsOf(written.files());
    }
  }

  @Test
  void nothingIsReplacedUnlessForced() throws IOException {
    Report report = Composition.titled("t").with(Fixtures.leaderboard("m")).report();
    Path page = directory.resolve("mine.html");
    Files.writeString(page, "kept");
    assertThatThrownBy(() -> ReportWriter.write(report, page, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--force");
    assertThat(page).hasContent("kept");
    assertThat(directory.resolve("figures")).doesNotExist();
    ReportWriter.write(report, page, true);
    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsSaidInASentence() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Report report = new Report("t", "h", List.of(), List.of(), "");
    assertThatThrownBy(() -> ReportWriter.write(report, file.resolve("below"), true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void theSameReportGivesTheSamePage() {
    assertThat(HtmlWriter.write(SampleReports.full()))
        .isEqualTo(HtmlWriter.write(SampleReports.full()));
  }

  @Test
  void thePageFetchesNothing() {
    String page = HtmlWriter.write(SampleReports.full());
    Matcher links = Pattern.compile("(?:src|href|xlink:href|action)=\"([^\"]*)\"").matcher(page);
    Set<String> kinds = new TreeSet<>();
    while (links.find()) {
      kinds.add(links.group(1).replaceFirst("[:-].*", "").replaceFirst("^#.*", "#"));
    }
    assertThat(kinds).containsOnly("#", "data");
    assertThat(page).doesNotContain("@import", "url(http", "fetch(", "XMLHttpRequest");
    assertThat(page).contains("default-src &#39;none&#39;");
  }

  @Test
  void hostileNamesAreHarmlessEverywhere() throws IOException {
    for (String name : HOSTILE) {
      ScalingLaw law = Fixtures.law(name);
      Fit fit =
          Fixtures.fit(
              law, Fixtures.EPOCH, Split.none(Fixtures.grid(law, Fixtures.EPOCH, name)), 60);
      Report report =
          Composition.titled(name)
              .with(fit)
              .with(Fixtures.leaderboard(name))
              .with(List.of(new Block.Code(name, name), new Block.Formula(name)))
              .report();
      checkFiles(report, directory.resolve("h" + HOSTILE.indexOf(name)), 3);
    }
  }

  @Test
  void hostileNamesInFindingsAreHarmlessInEveryTableAndChart() throws IOException {
    Composition composition = Composition.titled("names");
    int at = 0;
    for (Findings findings : FindingsFixtures.ofEveryChart()) {
      String name = HOSTILE.get(at++ % HOSTILE.size());
      String text = Json.pretty(renamed(findings.toJson(), name));
      composition = composition.with(Findings.from(Json.parseObject(text, "document")));
    }
    checkFiles(composition.report(), directory.resolve("findings"), 0);
    assertThat(directory.resolve("findings/report.html"))
        .content()
        .contains("&lt;script&gt;alert(1)", "=cmd()");
  }

  @Test
  void hostileAndAwkwardNamesInARankingAreHarmless() throws IOException {
    List<String> names = Stream.concat(HOSTILE.stream(), AWKWARD.stream()).toList();
    Map<String, @Nullable Object> document =
        renamed(
            RankingFixtures.of(7, 5).toJson(),
            text -> names.get(Math.floorMod(text.hashCode(), names.size())) + text);
    Findings findings = Findings.from(Json.parseObject(Json.pretty(document), "document"));
    checkFiles(
        Composition.titled("names").with(findings).report(), directory.resolve("ranking"), 0);
    assertThat(directory.resolve("ranking/report.html")).content().doesNotContain("\u202e");
    assertThat(findings.toText()).doesNotContain("\u001b", "\nb ", "\u202e");
  }

  private static Map<String, @Nullable Object> renamed(Map<?, ?> tree, String name) {
    return renamed(tree, text -> name + text);
  }

  /** The document with each name that a user's file can hold changed. */
  private static Map<String, @Nullable Object> renamed(
      Map<?, ?> tree, UnaryOperator<String> change) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    tree.forEach((key, value) ->
        out.put(
            key.toString(),
            NAMES.contains(key) && value instanceof String text
                ? change.apply(text)
                : renamedWithin(value, change)));
    return out;
  }

  private static @Nullable Object renamedWithin(
      @Nullable Object value, UnaryOperator<String> change) {
    return switch (value) {
      case Map<?, ?> map -> renamed(map, change);
      case List<?> list -> list.stream().map(each -> renamedWithin(each, change)).toList();
      case null, default -> value;
    };
  }

  /**
   * @param scripts elements of the page that run or hold data
   */
  private static void checkFiles(Report report, Path out, int scripts) throws IOException {
    ReportWriter.Written written = ReportWriter.write(report, out, false);
    for (Path file : written.files()) {
      assertThat(file.normalize()).startsWith(out.toAbsolutePath());
      assertThat(file.getFileName().toString()).matches("[a-z0-9-]+\\.(html|svg|png|csv)");
      if (!file.toString().endsWith(".png")) {
        checkText(file, scripts);
      }
    }
  }

  private static void checkText(Path file, int scripts) throws IOException {
    String text = Files.readString(file);
    if (file.toString().endsWith(".csv")) {
      assertThat(text.lines().flatMap(line -> Stream.of(line.split(",", -1))))
          .noneMatch(cell -> cell.startsWith("=") || cell.startsWith("\"="));
      return;
    }
    assertThat(text).doesNotContain("<script>alert", "<img", "</script><!--");
    if (file.toString().endsWith(".html")) {
      assertThat(text.split("<script", -1)).as("data, library, our own").hasSize(scripts + 1);
      assertThat(text.split("</script>", -1)).hasSize(scripts + 1);
    }
  }

  @Test
  void figuresOfOneNameGetFilesOfTheirOwn() {
    Report report =
        Composition.titled("two")
            .with(Fixtures.leaderboard("a"))
            .with(Fixtures.leaderboard("b"))
            .report();
    assertThat(report.figures())
        .extracting(Figure::name)
        .containsExactly("rank-forest", "rank-sets", "rank-forest-2", "rank-sets-2");
  }

  @Test
  void formulasAreSetWithLettersAndPowers() {
    assertThat(FormulaText.html("E + A/N^alpha + B/D^(-beta)"))
        .isEqualTo("E + A/N<sup>α</sup> + B/D<sup>-β</sup>");
    assertThat(FormulaText.html("a < b")).isEqualTo("a &lt; b");
  }

  @Test
  void spreadsheetFormulasAreDisarmed() {
    assertThat(CsvWriter.cell("=cmd()")).isEqualTo("'=cmd()");
    assertThat(CsvWriter.cell("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
    assertThat(CsvWriter.cell("-1+2")).isEqualTo("'-1+2");
  }
}
