package isoloss.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import isoloss.data.InputException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every entry is complete and safe to act upon. */
class CatalogueTest {
  /** The roles of the command line's contract. */
  private static final Set<String> ROLES =
      Set.of(
          "N",
          "D",
          "L",
          "C",
          "P",
          "d",
          "lr",
          "batch",
          "model",
          "sample",
          "score",
          "metric",
          "source",
          "capability",
          "model_a",
          "model_b",
          "winner",
          "result",
          "wins_a",
          "wins_b",
          "ties",
          "problem",
          "n",
          "c",
          "first_success",
          "rank",
          "p",
          "rounds",
          "accepted",
          "position",
          "generated",
          "seconds",
          "speedup",
          "reported",
          "dataset",
          "device",
          "method",
          "design",
          "U",
          "E",
          "Na",
          "Nnv",
          "V",
          "H",
          "answer",
          "count",
          "correct",
          "x",
          "y",
          "value_wrong",
          "attempts",
          "reward",
          "weight",
          "cluster",
          "seed");

  private static final List<DatasetFile> FILES =
      Catalogue.all().stream().flatMap(set -> set.files().stream()).toList();

  @Test
  void names_and_paths_are_unique() {
    assertThat(Catalogue.names()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(41);
    assertThat(FILES).extracting(DatasetFile::path).doesNotHaveDuplicates();
  }

  @Test
  void every_set_and_file_says_its_licence_and_what_it_is_for() {
    assertThat(Catalogue.all())
        .allSatisfy(set -> assertThat(set.name()).matches("[A-Za-z0-9-]+"))
        .allSatisfy(set -> assertThat(set.title()).isNotBlank())
        .allSatisfy(set -> assertThat(set.licence()).isNotBlank());
    assertThat(FILES)
        .allSatisfy(file -> assertThat(file.licence()).isNotBlank())
        .allSatisfy(file -> assertThat(file.use()).isNotBlank())
        .allSatisfy(file -> assertThat(file.how()).as(file.path()).matches("(?s)[A-Z].*\\."));
  }

  @Test
  void every_origin_is_a_repository_at_a_commit_and_a_path() {
    assertThat(FILES)
        .extracting(DatasetFile::origin)
        .allSatisfy(origin -> assertThat(origin.repository()).startsWith("https://"))
        .allSatisfy(origin -> assertThat(origin.path()).isNotBlank())
        .allSatisfy(origin -> {
          boolean github = origin.repository().startsWith("https://github.com/");
          assertThat(origin.commit()).matches(github ? "[0-9a-f]{9,40}" : "");
        });
  }

  @Test
  void what_is_verbatim_can_be_fetched_and_nothing_else() {
    assertThat(FILES)
        .allSatisfy(file ->
            assertThat(file.address().isPresent())
                .as(file.path())
                .isEqualTo(file.form() == Form.VERBATIM))
        .filteredOn(file -> file.form() == Form.VERBATIM)
        .allSatisfy(file -> assertThat(file.origin().path()).doesNotContainPattern("[*<{ ]"));
  }

  @Test
  void the_address_of_a_verbatim_file_is_that_of_its_bytes() {
    DatasetFile file = Catalogue.named("chinchilla-epoch").files().getFirst();

    assertThat(file.address().orElseThrow())
        .hasToString(
            "https://raw.githubusercontent.com/epoch-research/analyzing-chinchilla/"
                + "92258837425e1b5f2851d624287f0120583a3d0e/data/svg_extracted_data.csv");
  }

  @Test
  void tables_describe_their_columns() {
    assertThat(FILES)
        .filteredOn(file -> file.path().matches(".*\\.csv(\\.gz)?"))
        .allSatisfy(file -> assertThat(file.columns()).as(file.path()).isNotEmpty())
        .allSatisfy(file -> assertThat(file.rows()).as(file.path()).isPresent());
  }

  @Test
  void a_suggested_mapping_is_what_the_command_line_understands() {
    assertThat(FILES)
        .filteredOn(file -> !file.mapping().isEmpty())
        .hasSizeGreaterThan(25)
        .allSatisfy(file -> assertThat(ROLES).containsAll(file.mapping().keySet()));
    assertThat(Catalogue.named("chinchilla-epoch").files().getFirst().columnsOption())
        .isEqualTo("N=\"Model Size\",D=\"Training FLOP\"/(6*\"Model Size\"),L=loss");
  }

  @Test
  void a_file_is_known_by_its_checksum() {
    DatasetFile file = Catalogue.named("farseer").files().getFirst();

    assertThat(Catalogue.bySha256(file.sha256())).contains(file);
    assertThat(Catalogue.bySha256(file.sha256().toUpperCase(java.util.Locale.ROOT))).contains(file);
    assertThat(Catalogue.bySha256("0".repeat(64))).isEmpty();
    assertThat(FILES).allSatisfy(f -> assertThat(Catalogue.bySha256(f.sha256())).isPresent());
  }

  @Test
  void an_unknown_name_suggests_the_nearest() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Catalogue.named("farser"))
        .withMessage("no data set \"farser\"; did you mean farseer?");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Catalogue.named("something-else-entirely"))
        .withMessageContaining("there are farseer, chinchilla-epoch");
  }

  @Test
  void a_path_that_leads_elsewhere_or_a_broken_digest_is_refused() {
    for (String path :
        List.of("/etc/passwd", "../x.csv", "a/../x.csv", "a//b", "", "a\\b", "C:x")) {
      assertThatIllegalArgumentException().as(path).isThrownBy(() -> file(path, "0".repeat(64)));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> file("a/b.csv", "0".repeat(63)));
    assertThatIllegalArgumentException().isThrownBy(() -> file("a/b.csv", "G".repeat(64)));
    assertThat(file("a/..b.csv", "0".repeat(64)).path()).isEqualTo("a/..b.csv");
  }

  private static DatasetFile file(String path, String sha256) {
    return new DatasetFile(
        path,
        sha256,
        1,
        OptionalLong.empty(),
        "none stated",
        new Origin("https://github.com/a/b", "0123456789", "c"),
        Form.VERBATIM,
        "As it is.",
        List.of(),
        Map.of(),
        List.of(),
        "",
        "");
  }
}
