package isoloss.report.chapter;

import isoloss.fit.Estimate;
import isoloss.fit.Fit;
import isoloss.report.Block;
import isoloss.report.LadderSummary;
import isoloss.report.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models of a ladder, and the fitted E beside the entropy that is known by construction. */
final class LadderChapter {
  private LadderChapter() {}

  static Chapter of(LadderSummary ladder, Optional<Fit> fit) {
    double seconds = ladder.rungs().stream().mapToDouble(LadderSummary.Rung::cpuSeconds).sum();
    String headline =
        "%s trained and measured for this report in %s CPU seconds."
            .formatted(
                Sentences.counted(ladder.rungs().size(), "model was", "models were"),
                NumberText.significant(seconds, 3));
    List<Block> out = new ArrayList<>();
    out.add(new Block.Heading(2, "The ladder"));
    out.add(new Block.Paragraph("Corpus: " + ladder.corpus() + "."));
    List<String> cautions = new ArrayList<>();
    ladder
        .knownEntropy()
        .ifPresent(known -> {
          out.add(entropy(known, fit.flatMap(LadderChapter::floor)));
          fit.flatMap(LadderChapter::floor)
              .flatMap(floor -> disagreement(known, floor))
              .ifPresent(cautions::add);
        });
    out.add(table(ladder));
    return new Chapter(headline, cautions, out);
  }

  private static Optional<Estimate> floor(Fit fit) {
    return fit.estimates().stream().filter(estimate -> estimate.name().equals("E")).findFirst();
  }

  private static Block entropy(LadderSummary.KnownEntropy known, Optional<Estimate> floor) {
    List<Block.Entry> entries = new ArrayList<>();
    entries.add(
        new Block.Entry(
            "Known entropy", NumberText.significant(known.natsPerToken(), 5) + " nats/token"));
    entries.add(new Block.Entry("Which entropy", known.description()));
    floor.ifPresent(estimate -> {
      entries.add(
          new Block.Entry("Fitted E", NumberText.significant(estimate.value(), 5) + " nats/token"));
      if (estimate.low().isPresent()) {
        entries.add(
            new Block.Entry(
                NumberText.percent(estimate.level().orElse(Double.NaN)) + " interval of E",
                Sentences.interval(estimate.low(), estimate.high(), 5)));
        entries.add(
            new Block.Entry(
                "Does the interval hold the truth?", holds(known, estimate) ? "yes" : "no"));
      }
    });
    return new Block.KeyValues("The floor that is known and the one that was fitted", entries);
  }

  private static boolean holds(LadderSummary.KnownEntropy known, Estimate floor) {
    return floor.low().orElse(Double.NaN) <= known.natsPerToken()
        && known.natsPerToken() <= floor.high().orElse(Double.NaN);
  }

  private static Optional<String> disagreement(LadderSummary.KnownEntropy known, Estimate floor) {
    if (floor.low().isEmpty() || holds(known, floor)) {
      return Optional.empty();
    }
    return Optional.of(
        "The interval of E (%s) misses the known entropy of the source, %s: runs this small, or the form of the law, do not determine the floor."
            .formatted(
                Sentences.interval(floor.low(), floor.high(), 4),
                NumberText.significant(known.natsPerToken(), 4)));
  }

  private static Block table(LadderSummary ladder) {
    return new Block.Table(
        "Trained models and their held-out loss",
        List.of(
            Block.Column.text("Model"),
            Block.Column.number("Parameters N"),
            Block.Column.number("Tokens D"),
            Block.Column.number("Loss, nats/token"),
            Block.Column.number("Standard error"),
            Block.Column.number("CPU, s")),
        ladder.rungs().stream()
            .map(rung ->
                List.of(
                    rung.model(),
                    NumberText.prefixed(rung.parameters()),
                    NumberText.prefixed(rung.tokens()),
                    NumberText.decimals(rung.lossNatsPerToken(), 4),
                    Sentences.number(rung.standardError(), 2),
                    NumberText.significant(rung.cpuSeconds(), 3)))
            .toList());
  }
}
