package isoloss.report.chapter;

import isoloss.fit.Findings;
import isoloss.fit.Fit;
import isoloss.report.Block;
import isoloss.report.LadderSummary;
import isoloss.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers results, in the order given, into a report. Each {@code with} gives a changed copy. */
public record Composition(String title, List<Chapter> chapters, String footer) {

  public Composition {
    chapters = List.copyOf(chapters);
  }

  public static Composition titled(String title) {
    return new Composition(title, List.of(), "Written by Isoloss.");
  }

  /** A fitted law: figures, parameters, convergence, data, methods. */
  public Composition with(Fit fit) {
    return with(FitChapter.of(fit));
  }

  /** What an analysis or a plan found: facts, figures, tables, diagnostics. */
  public Composition with(Findings findings) {
    return with(FindingsChapter.of(findings));
  }

  public Composition retitled(String newTitle) {
    return new Composition(newTitle, chapters, footer);
  }

  /** A ranking of fully measured models. */
  /**
   * The models that were trained and run.
   *
   * @param fit whose E is compared with the known entropy of the source
   */
  public Composition with(LadderSummary ladder, Optional<Fit> fit) {
    return with(LadderChapter.of(ladder, fit));
  }

  public Composition with(Chapter chapter) {
    return new Composition(
        title, Stream.concat(chapters.stream(), Stream.of(chapter)).toList(), footer);
  }

  /** Further blocks, without a word in the headline. */
  public Composition with(List<Block> blocks) {
    return with(new Chapter("", List.of(), blocks));
  }

  public Composition withFooter(String newFooter) {
    return new Composition(title, chapters, newFooter);
  }

  public Report report() {
    String headline =
        chapters.stream()
            .map(Chapter::headline)
            .filter(sentence -> !sentence.isBlank())
            .collect(Collectors.joining(" "));
    List<String> cautions =
        chapters.stream().flatMap(chapter -> chapter.cautions().stream()).distinct().toList();
    List<Block> blocks = new ArrayList<>();
    chapters.forEach(chapter -> blocks.addAll(chapter.blocks()));
    return new Report(title, headline, cautions, blocks, footer);
  }
}
