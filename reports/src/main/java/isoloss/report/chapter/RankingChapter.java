package isoloss.report.chapter;

import isoloss.fit.Diagnostic;
import isoloss.rank.Leaderboard;
import isoloss.report.Block;
import isoloss.report.NumberText;
import isoloss.report.chart.Charts;
import isoloss.report.chart.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A ranking, with ties said as ties. */
final class RankingChapter {
  private static final int MOST_NAMES = 5;

  private RankingChapter() {}

  static Chapter of(Leaderboard board) {
    List<String> cautions =
        board.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() != Diagnostic.Severity.NOTE)
            .map(Diagnostic::message)
            .toList();
    return new Chapter(headline(board), cautions, blocks(board));
  }

  private static String headline(Leaderboard board) {
    Map<Integer, List<String>> groups =
        board.rows().stream()
            .collect(
                Collectors.groupingBy(
                    Leaderboard.Row::group,
                    TreeMap::new,
                    Collectors.mapping(Leaderboard.Row::model, Collectors.toList())));
    String level = NumberText.percent(board.level());
    List<String> best = groups.getOrDefault(1, List.of());
    if (groups.size() == 1) {
      return best.size() == 1
          ? "Only %s was ranked.".formatted(best.getFirst())
          : "At %s none of %s can be told apart by %s."
              .formatted(
                  level, Sentences.counted(best.size(), "model", "models"), spaced(board.method()));
    }
    String first =
        best.size() == 1
            ? "%s ranks first by %s".formatted(best.getFirst(), spaced(board.method()))
            : "%s share the first place by %s, tied at %s"
                .formatted(named(best), spaced(board.method()), level);
    List<String> rest =
        groups.entrySet().stream()
            .filter(group -> group.getKey() > 1)
            .flatMap(group -> group.getValue().stream())
            .toList();
    return "%s; %s %s behind.".formatted(first, named(rest), rest.size() == 1 ? "is" : "are");
  }

  private static String named(List<String> models) {
    return models.size() <= MOST_NAMES
        ? Sentences.list(models)
        : "%s and %d others"
            .formatted(
                String.join(", ", models.subList(0, MOST_NAMES - 1)),
                models.size() - MOST_NAMES + 1);
  }

  private static String spaced(String method) {
    return method.toLowerCase(Locale.ROOT).replace('-', ' ');
  }

  private static List<Block> blocks(Leaderboard board) {
    List<Block> out = new ArrayList<>();
    out.add(new Block.Heading(2, "Ranking"));
    for (Drawing drawing : Charts.drawAll(board)) {
      if (drawing instanceof Drawing.Drawn drawn) {
        out.add(new Block.Pictures(List.of(drawn.figure())));
      }
    }
    out.add(table(board));
    out.add(
        new Block.Paragraph(
            ("%s (%s), over the %s that every model was measured on. Standard errors and intervals"
                    + " come from %s draws of samples with replacement, the same samples for every"
                    + " model (seed %d). Two models are told apart only where their paired"
                    + " difference is beyond the simultaneous %s bound over all pairs; rank"
                    + " intervals follow from that and hold together.")
                .formatted(
                    capital(board.description()),
                    board.direction().inWords(),
                    Sentences.counted(board.sharedSamples(), "sample", "samples"),
                    NumberText.count(board.draws()),
                    board.seed(),
                    NumberText.percent(board.level()))));
    if (!board.diagnostics().isEmpty()) {
      out.add(new Block.Diagnostics(board.diagnostics()));
    }
    return out;
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static Block table(Leaderboard board) {
    return new Block.Table(
        "Models from best to worst",
        List.of(
            Block.Column.text("Model"),
            Block.Column.number("Score"),
            Block.Column.number("Standard error"),
            Block.Column.number(NumberText.percent(board.level()) + " interval"),
            Block.Column.number("Rank"),
            Block.Column.number("Tie group"),
            Block.Column.number("Measurements")),
        board.rows().stream()
            .map(row ->
                List.of(
                    row.model(),
                    NumberText.significant(row.score(), 4),
                    Sentences.number(row.standardError(), 2),
                    Sentences.interval(row.low(), row.high(), 4),
                    row.rankLow() == row.rankHigh()
                        ? String.valueOf(row.rankLow())
                        : row.rankLow() + " to " + row.rankHigh(),
                    String.valueOf(row.group()),
                    NumberText.count(row.measurements())))
            .toList());
  }
}
