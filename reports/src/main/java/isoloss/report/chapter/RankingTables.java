package isoloss.report.chapter;

import isoloss.fit.Findings;
import isoloss.report.Block;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The models of a ranking: a compact table for each component, and how it was made. */
record RankingTables(Findings findings, Findings.Table models) {
  private static final int MOST_ROWS = 500;
  private static final int MOST_COMPONENTS = 20;
  private static final int MOST_DECIMALS = 8;

  /** As if scores were known to so much. */
  private static final double WITHOUT_ERRORS = 0.01;

  static boolean suits(Findings findings, Findings.Table table) {
    return findings.kind().equals(Findings.RANK) && table.key().equals("models");
  }

  List<Block> blocks() {
    List<Block> out = new ArrayList<>();
    List<int[]> components = components();
    List<int[]> orders = components.stream().filter(rows -> rows.length > 1).toList();
    orders.stream().limit(MOST_COMPONENTS).map(this::order).forEach(out::add);
    if (orders.size() > MOST_COMPONENTS) {
      out.add(
          new Block.Paragraph(
              "%s smaller components are in the saved result only."
                  .formatted(NumberText.count(orders.size() - MOST_COMPONENTS))));
    }
    int[] alone =
        components.stream().filter(rows -> rows.length == 1).mapToInt(rows -> rows[0]).toArray();
    if (alone.length > 0) {
      out.add(alone(alone));
    }
    out.add(new Block.Paragraph(methods()));
    return out;
  }

  /** Rows of each component, in the order of the table. */
  private List<int[]> components() {
    double[] component = models.numbers("component");
    return Arrays.stream(component)
        .distinct()
        .mapToObj(number ->
            IntStream.range(0, component.length).filter(row -> component[row] == number).toArray())
        .toList();
  }

  private Block order(int[] rows) {
    List<String> names = models.texts("model");
    return new Block.Table(
        caption(rows) + firstOf(rows.length),
        List.of(
            Block.Column.text("Model"),
            Block.Column.number("Score"),
            Block.Column.number("Standard error"),
            Block.Column.number((level() + " interval").strip()),
            Block.Column.number("Rank"),
            Block.Column.number("Tie group"),
            Block.Column.number("Measurements"),
            Block.Column.number("Sources")),
        Arrays.stream(rows)
            .limit(MOST_ROWS)
            .mapToObj(row -> cells(names.get(row), row, decimals(rows)))
            .toList());
  }

  /** So many that a standard error keeps two digits; the same for a whole column. */
  private int decimals(int[] rows) {
    double least =
        Arrays.stream(rows)
            .mapToDouble(row -> models.number(row, "standardError"))
            .filter(error -> error > 0)
            .min()
            .orElse(WITHOUT_ERRORS);
    return Math.clamp(1 - (int) Math.floor(Math.log10(least)), 0, MOST_DECIMALS);
  }

  private List<String> cells(String model, int row, int decimals) {
    return List.of(
        model,
        NumberText.decimals(models.number(row, "score"), decimals),
        NumberText.decimals(models.number(row, "standardError"), decimals),
        range(
            NumberText.decimals(models.number(row, "low"), decimals),
            NumberText.decimals(models.number(row, "high"), decimals)),
        range(count(row, "rankLow"), count(row, "rankHigh")),
        count(row, "group"),
        count(row, "measurements"),
        count(row, "sources"));
  }

  private String count(int row, String column) {
    return NumberText.count(Math.round(models.number(row, column)));
  }

  private static String range(String low, String high) {
    return low.equals(high) ? low : low + " to " + high;
  }

  private static String firstOf(int rows) {
    return rows > MOST_ROWS
        ? " The first %d of %s.".formatted(MOST_ROWS, NumberText.count(rows))
        : "";
  }

  private String caption(int[] rows) {
    long pairs = rows.length * (rows.length - 1L) / 2;
    double critical = models.number(rows[0], "jointCritical");
    return "Component %s: %s models; %s, %s; %s; %s of %s pairs told apart%s."
        .formatted(
            count(rows[0], "component"),
            NumberText.count(rows.length),
            Sentences.counted(Math.round(models.number(rows[0], "samples")), "sample", "samples"),
            Sentences.counted(
                Math.round(models.number(rows[0], "clusters")), "cluster", "clusters"),
            models.texts("direction").get(rows[0]),
            count(rows[0], "separatedPairs"),
            NumberText.count(pairs),
            Double.isFinite(critical)
                ? ", by differences beyond %s standard errors"
                    .formatted(NumberText.significant(critical, 3))
                : "");
  }

  private Block alone(int[] rows) {
    List<String> names = models.texts("model");
    return new Block.Details(
        "%s that cannot be compared with any other"
            .formatted(Sentences.counted(rows.length, "model", "models")),
        List.of(
            new Block.Table(
                "Models that stand alone." + firstOf(rows.length),
                List.of(
                    Block.Column.text("Model"),
                    Block.Column.number("Measurements"),
                    Block.Column.number("Sources")),
                Arrays.stream(rows)
                    .limit(MOST_ROWS)
                    .mapToObj(row ->
                        List.of(names.get(row), count(row, "measurements"), count(row, "sources")))
                    .toList())));
  }

  private String level() {
    return findings.fact("level").isPresent() ? NumberText.percent(findings.number("level")) : "";
  }

  /** Ready for a paper. */
  private String methods() {
    String errors = text("errors");
    String known =
        errors.isBlank() || errors.equals("none")
            ? "No errors were asked for, so that nothing can be said of ties."
            : ("Standard errors and pointwise %s intervals: %s. Two models of a component are told"
                    + " apart only where their difference is beyond the joint critical value times"
                    + " its standard error; the ranks that follow from that hold for all models of a"
                    + " component together at %s, and nobody in a tie group can be told from its"
                    + " first.")
                .formatted(level(), errors, level());
    return Stream.of(
            "%s by %s.".formatted(capital(text("score")), text("method")),
            known,
            models.numbers("component").length > 0 && components().size() > 1
                ? "Between components there is no order."
                : "")
        .filter(sentence -> !sentence.isBlank())
        .reduce((one, other) -> one + " " + other)
        .orElse("");
  }

  private String text(String fact) {
    return findings.fact(fact).map(Findings.Fact::value).orElse(new Findings.Cell.Text(""))
            instanceof Findings.Cell.Text(String value)
        ? value
        : "";
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? "Scores"
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
