package isoloss.data.importer;

import isoloss.data.InputException;
import isoloss.data.pool.Conflicts;
import isoloss.data.pool.Normalisation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads measurements of models on samples, of one file or several, into one pool. Immutable: each
 * {@code with} gives a changed copy.
 *
 * <p>What a file is shows in its columns:
 *
 * <ul>
 *   <li>{@code model, sample, score}: a score a row; also {@code metric, source, capability, kind,
 *       weight, cluster, text, direction}. Every other column that is the same in all rows of each
 *       sample becomes an attribute of the samples.
 *   <li>{@code model_a, model_b} with {@code winner}, {@code result} (1, 0.5, 0) or {@code wins_a,
 *       wins_b, ties}: battles; a row without a sample is a sample of its own. Scores and battles
 *       may share a file: a row that names a second model is a battle.
 *   <li>{@code model} and a column a sample: a wide matrix; where every name is {@code source/item}
 *       the sample has that source.
 *   <li>{@code rank1, rank2, ...}: an ordering a row.
 *   <li>Whole numbers only and no {@code model}: ranks, a model a column, 0 for unranked.
 * </ul>
 *
 * <p>Rows pass in this order: exact repeats of a whole row are dropped where asked, {@code where}
 * filters, and what is left and cannot be used is rejected with its line. A blank cell, {@code
 * NaN}, {@code NA}, {@code null} or {@code None} was not measured; it is counted, and never a score
 * of 0. Sentinels such as -1 are not guessed, but a note names them.
 */
public final class PoolReader {
  private List<ColumnMapping> mappings = List.of();
  private Optional<String> where = Optional.empty();
  private TableReader.Duplicates duplicates = TableReader.Duplicates.KEEP;
  private Optional<Format> format = Optional.empty();
  private Optional<String> sampleTable = Optional.empty();
  private List<String> lowerIsBetter = List.of();
  private Normalisation normalisation = Normalisation.NONE;
  private Conflicts conflicts = Conflicts.REFUSE;

  private PoolReader() {}

  /** Keeps repeats and scales, refuses conflicts. */
  public static PoolReader withDefaults() {
    return new PoolReader();
  }

  private PoolReader with(Consumer<PoolReader> change) {
    PoolReader copy = new PoolReader();
    copy.mappings = mappings;
    copy.where = where;
    copy.duplicates = duplicates;
    copy.format = format;
    copy.sampleTable = sampleTable;
    copy.lowerIsBetter = lowerIsBetter;
    copy.normalisation = normalisation;
    copy.conflicts = conflicts;
    change.accept(copy);
    return copy;
  }

  /**
   * More mappings, in the syntax of {@code --columns}. Each counts for the files that have its
   * columns.
   *
   * @throws InputException if the text is not {@code role=EXPR[,role=EXPR...]}
   */
  public PoolReader withColumns(String more) {
    List<ColumnMapping> joined = ColumnMapping.joined(mappings, ColumnMapping.parse(more));
    return with(copy -> copy.mappings = joined);
  }

  /** Keeps the rows for which an SQL condition over columns and roles holds. */
  public PoolReader withWhere(String condition) {
    return with(copy -> copy.where = Optional.of(condition));
  }

  public PoolReader withDuplicates(TableReader.Duplicates rule) {
    return with(copy -> copy.duplicates = rule);
  }

  /**
   * Reads every file as this format, whatever it looks like.
   *
   * @throws InputException if there is no format of that name
   */
  public PoolReader withFormat(String name) {
    return with(copy -> copy.format = Optional.of(Formats.named(name)));
  }

  /**
   * A file with a row a sample, joined by the sample's name: {@code source, capability, weight,
   * cluster, text, direction}, and attributes.
   */
  public PoolReader withSampleTable(String file) {
    return with(copy -> copy.sampleTable = Optional.of(file));
  }

  /**
   * @param metricsOrSamples names, or {@code *} for every score; they outdo a column {@code
   *     direction}
   */
  public PoolReader withLowerIsBetter(List<String> metricsOrSamples) {
    List<String> names = List.copyOf(metricsOrSamples);
    return with(copy -> copy.lowerIsBetter = names);
  }

  public PoolReader withNormalisation(Normalisation scale) {
    return with(copy -> copy.normalisation = scale);
  }

  /** What becomes of cells that were measured several times with different scores. */
  public PoolReader withConflicts(Conflicts rule) {
    return with(copy -> copy.conflicts = rule);
  }

  List<ColumnMapping> mappings() {
    return mappings;
  }

  Optional<String> where() {
    return where;
  }

  TableReader.Duplicates duplicates() {
    return duplicates;
  }

  Optional<Format> format() {
    return format;
  }

  Optional<String> sampleTable() {
    return sampleTable;
  }

  List<String> lowerIsBetter() {
    return lowerIsBetter;
  }

  Normalisation normalisation() {
    return normalisation;
  }

  Conflicts conflicts() {
    return conflicts;
  }

  /**
   * @param filesOrGlobs names and patterns
   * @throws InputException if a file, an expression, a missing column or a conflict makes reading
   *     pointless
   */
  public ImportedPool read(List<String> filesOrGlobs) {
    return new PoolReading(this, FileSelection.of(filesOrGlobs)).imported();
  }
}
