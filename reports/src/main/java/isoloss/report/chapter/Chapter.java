package isoloss.report.chapter;

import isoloss.report.Block;
import java.util.List;

/**
 * What one result adds to a report.
 *
 * @param headline one or two sentences
 * @param cautions what must be known before it is used
 */
public record Chapter(String headline, List<String> cautions, List<Block> blocks) {
  public Chapter {
    cautions = List.copyOf(cautions);
    blocks = List.copyOf(blocks);
  }
}
