package isoloss.rank.choice;

import isoloss.fit.Diagnostic;
import isoloss.rank.method.Aggregator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a pool is to be ranked by, and why.
 *
 * @param members one method, or those whose z-scores are averaged
 * @param blended whether scores are means of z-scores
 * @param losses of all candidates and of the means they are measured against; empty where nothing
 *     was held out
 * @param severity a warning where no candidate predicts better than chance
 * @param reason in words
 */
public record Choice(
    List<Aggregator> members,
    boolean blended,
    List<PredictiveLoss> losses,
    Diagnostic.Severity severity,
    String reason) {
  public Choice {
    members = List.copyOf(members);
    losses = List.copyOf(losses);
  }

  /** The reason and the table of losses. */
  Diagnostic note() {
    StringBuilder text = new StringBuilder(reason);
    for (PredictiveLoss.Kind kind : PredictiveLoss.Kind.values()) {
      String rows =
          losses.stream()
              .filter(loss -> loss.kind() == kind)
              .map(PredictiveLoss::toString)
              .collect(Collectors.joining(", "));
      if (!rows.isEmpty()) {
        text.append("; ").append(kind.inWords()).append(": ").append(rows);
      }
    }
    return new Diagnostic.Remark("auto", severity, text.toString());
  }
}
