package isoloss.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A report: what it is about, what was found in words, what must be kept in mind, and the evidence.
 *
 * @param headline the finding in one or two sentences
 * @param cautions what a reader must know before using the finding; empty when nothing
 * @param footer one line, for example the version that wrote it
 */
public record Report(
    String title, String headline, List<String> cautions, List<Block> blocks, String footer) {

  public Report {
    cautions = List.copyOf(cautions);
    blocks = withUniqueNames(blocks);
  }

  /** Every figure in order of appearance, those behind details too; names are unique. */
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    collect(blocks, figures);
    return figures;
  }

  private static void collect(List<Block> blocks, List<Figure> figures) {
    for (Block block : blocks) {
      switch (block) {
        case Block.Pictures pictures -> figures.addAll(pictures.figures());
        case Block.Details details -> collect(details.blocks(), figures);
        case Block.Interactive interactive -> {} // drawn from a figure that is shown elsewhere
        case Block.Heading heading -> {}
        case Block.Paragraph paragraph -> {}
        case Block.Formula formula -> {}
        case Block.KeyValues keyValues -> {}
        case Block.Table table -> {}
        case Block.Diagnostics diagnostics -> {}
        case Block.Code code -> {}
      }
    }
  }

  private static List<Block> withUniqueNames(List<Block> blocks) {
    return renamed(blocks, new HashSet<>());
  }

  private static List<Block> renamed(List<Block> blocks, Set<String> taken) {
    return blocks.stream()
        .map(block ->
            switch (block) {
              case Block.Pictures pictures ->
                  new Block.Pictures(
                      pictures.figures().stream().map(f -> renamed(f, taken)).toList());
              case Block.Details details ->
                  new Block.Details(details.summary(), renamed(details.blocks(), taken));
              default -> block;
            })
        .toList();
  }

  private static Figure renamed(Figure figure, Set<String> taken) {
    String name = figure.name();
    for (int copy = 2; !taken.add(name); copy++) {
      name = figure.name() + "-" + copy;
    }
    return figure.named(name);
  }
}
