package isoloss.rank.vote;

import isoloss.data.Values;
import isoloss.data.pool.Direction;
import isoloss.data.pool.Pool;
import isoloss.fit.Diagnostic;
import isoloss.fit.Source;
import isoloss.fit.Texts;
import isoloss.rank.evidence.Evidence;
import isoloss.rank.method.Aggregator;
import isoloss.rank.method.Link;
import isoloss.rank.method.Refusals;
import isoloss.rank.method.Request;
import isoloss.rank.method.Strengths;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * HELM's mean win rate. Each data set is a column that holds every model's mean on it; in a column
 * with at least two values a model's win rate is {@code (strictly worse + (equal, itself included,
 * - 1)/2) / (values - 1)}; the mean over the columns that a model has is its score. Columns of data
 * sets count alike, whatever their size. Where samples name no source, or all the same, each sample
 * is a column and counts by its weight.
 *
 * <p>It depends on which other models are in the table. Columns that are samples make it a ratio of
 * sums, with an exact influence; a win by means is no smooth function and has none.
 *
 * @see <a href="https://arxiv.org/abs/2211.09110">Liang et al. (2022), Holistic evaluation of
 *     language models</a>
 */
public final class MeanWinRate implements Aggregator {
  private final TieCredit tie;

  private MeanWinRate(TieCredit tie) {
    this.tie = tie;
  }

  /** Ties count half. */
  public MeanWinRate() {
    this(TieCredit.HALF);
  }

  public MeanWinRate with(TieCredit newTie) {
    return new MeanWinRate(newTie);
  }

  @Override
  public String name() {
    return "mean-win-rate";
  }

  @Override
  public String description() {
    return "mean over data sets of the share of other models beaten, ties " + tie.inWords();
  }

  @Override
  public Source source() {
    return new Source(
        "Liang et al. (2022), Holistic evaluation of language models",
        "https://arxiv.org/abs/2211.09110");
  }

  @Override
  public Link link() {
    return Link.COMPARED;
  }

  @Override
  public Optional<String> refusal(Evidence evidence) {
    Pool pool = evidence.pool();
    List<WinColumn> columns = WinColumn.of(pool);
    return Refusals.first(
        () -> Refusals.noScores(name(), evidence),
        () -> Refusals.prior(name(), evidence),
        () -> Refusals.weighting(name(), "columns", evidence),
        () ->
            columns.stream().anyMatch(WinColumn::isMean)
                ? Refusals.margin(name(), evidence)
                : Optional.empty(),
        () -> columns.stream().flatMap(each -> each.refusal(pool).stream()).findFirst());
  }

  @Override
  public Strengths fit(Evidence evidence, Request request) {
    Refusals.check(this, evidence);
    List<WinColumn> columns = WinColumn.of(evidence.pool());
    RatioOfSums rates =
        RatioOfSums.of(
            evidence.pool().modelCount(),
            sink -> columns.forEach(each -> each.addRates(evidence, tie, sink)));
    Strengths strengths =
        new Strengths(
            Values.of(rates.ratios()),
            Direction.HIGHER_IS_BETTER,
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            diagnostics(evidence, columns),
            Values.of());
    return request.errors() && columns.stream().noneMatch(WinColumn::isMean)
        ? strengths.withInfluence(rates.influence(evidence))
        : strengths;
  }

  private static List<Diagnostic> diagnostics(Evidence evidence, List<WinColumn> columns) {
    return Stream.concat(
            WeightedScores.comparisonsLeftOut(evidence).stream(), Stream.of(columnsAre(columns)))
        .toList();
  }

  private static Diagnostic columnsAre(List<WinColumn> columns) {
    long means = columns.stream().filter(WinColumn::isMean).count();
    return new Diagnostic.Remark(
        "columns",
        Diagnostic.Severity.NOTE,
        means == 0
            ? Texts.text("Win rates are averaged over %d samples.", columns.size())
            : Texts.text(
                "Win rates are averaged over %d columns, of which %d are means over the samples of a"
                    + " source and metric.",
                columns.size(), means));
  }
}
