package isoloss.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import isoloss.data.Imported;
import isoloss.data.PublicData;
import isoloss.data.Variable;
import isoloss.data.importer.TableReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue against the files themselves, where they are. */
class PublicFilesTest {
  /** Rows whose N is nan, as the note of the file says. */
  private static final Map<String, Integer> UNUSABLE =
      Map.of("porian/porian_isoflop_points.csv", 3);

  private Path folder = Path.of("");

  @BeforeEach
  void find() {
    folder = Path.of(PublicData.file("DATA.md")).resolveSibling("");
  }

  @ParameterizedTest
  @MethodSource("sets")
  void checksums_and_sizes_are_those_of_the_files(Dataset set) throws IOException {
    Validation validation = Validator.validate(set, folder);

    assertThat(validation.firstWrong()).isEmpty();
    for (DatasetFile file : set.files()) {
      assertThat(Files.size(file.in(folder))).as(file.path()).isEqualTo(file.bytes());
    }
  }

  @ParameterizedTest
  @MethodSource("csvFiles")
  void every_column_of_a_table_is_described_and_every_description_has_its_column(DatasetFile file)
      throws IOException {
    List<String> header = header(file.in(folder));
    List<Pattern> patterns = file.columns().stream().map(c -> pattern(c.name())).toList();

    assertThat(header)
        .allSatisfy(name -> assertThat(patterns).anyMatch(p -> p.matcher(name).matches()));
    assertThat(patterns)
        .allSatisfy(p -> assertThat(header).anyMatch(name -> p.matcher(name).matches()));
  }

  @ParameterizedTest
  @MethodSource("lossTables")
  void the_suggested_mapping_reads_every_row_of_a_loss_table(DatasetFile file) {
    Imported imported =
        TableReader.of(List.of(Variable.N, Variable.D, Variable.L))
            .withColumns(file.columnsOption())
            .withDuplicates(TableReader.Duplicates.KEEP)
            .read(List.of(file.in(folder).toString()));

    int unusable = UNUSABLE.getOrDefault(file.path(), 0);
    assertThat(imported.rejected()).hasSize(unusable);
    assertThat(imported.observations().size() + unusable)
        .isEqualTo((int) file.rows().orElseThrow());
  }

  static List<Dataset> sets() {
    return Catalogue.all();
  }

  static List<DatasetFile> csvFiles() {
    return files().stream().filter(file -> file.path().matches(".*\\.csv(\\.gz)?")).toList();
  }

  /** Tables whose mapping is exactly N, D and L, and which hold nothing that is infinite. */
  static List<DatasetFile> lossTables() {
    return files().stream()
        .filter(file -> file.mapping().keySet().equals(Set.of("N", "D", "L")))
        .filter(file -> !file.laws().contains("infinite-compute"))
        .toList();
  }

  private static List<DatasetFile> files() {
    return Catalogue.all().stream().flatMap(set -> set.files().stream()).toList();
  }

  private static Pattern pattern(String name) {
    return Pattern.compile(
        List.of(name.split("\\*", -1)).stream()
            .map(Pattern::quote)
            .collect(Collectors.joining(".+")));
  }

  /** The names of the first line; no name in these files holds a quote. */
  private static List<String> header(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String name : lines.readLine().split(",", -1)) {
        names.add(name.replace("\"", ""));
      }
    }
    return names;
  }
}
