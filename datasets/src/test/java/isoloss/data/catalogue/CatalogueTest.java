package isoloss.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import isoloss.data.Imported;
import isoloss.data.InputException;
import isoloss.data.PublicData;
import isoloss.data.Variable;
import isoloss.data.importer.ColumnMapping;
import isoloss.data.importer.TableReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
  // sha256 of "hello\n", from sha256sum of GNU coreutils 9.4
  private static final String HELLO =
      "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  @TempDir Path folder;

  static Stream<DataFile> files() {
    return Catalogue.list().stream().flatMap(dataset -> dataset.files().stream());
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_file_says_what_it_is_and_where_it_came_from(DataFile file) {
    assertThat(file.sha256()).matches("[0-9a-f]{64}");
    assertThat(file.licence()).isNotBlank();
    assertThat(file.origin().toString()).isNotBlank();
    assertThat(file.use()).isNotBlank();
    assertThat(file.columns()).allSatisfy(column -> assertThat(column.meaning()).isNotBlank());
    if (file.form() == Form.VERBATIM) {
      assertThat(file.origin().commit()).matches("[0-9a-f]{9,40}");
      assertThat(file.origin().path()).isNotBlank();
      assertThat(PublicHost.gitHub().address(file.origin()).toString())
          .startsWith("https://raw.githubusercontent.com/" + file.origin().repository() + "/")
          .doesNotContain(" ");
    } else {
      assertThat(file.recipe().orElseThrow()).contains(file.sha256());
    }
    if (!file.suggestedColumns().isEmpty()) {
      assertThat(ColumnMapping.parse(file.suggestedColumns())).isNotEmpty();
    }
  }

  @Test
  void names_and_paths_are_unique_and_unknown_names_are_helped() {
    Set<String> paths = new HashSet<>();
    files().forEach(file -> assertThat(paths.add(file.path())).as(file.path()).isTrue());
    assertThat(Catalogue.list()).isSortedAccordingTo(java.util.Comparator.comparing(Dataset::name));
    assertThat(Catalogue.named("farseer").files().getFirst().rows()).isEqualTo(392);
    assertThatThrownBy(() -> Catalogue.named("farser"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("did you mean farseer?");
  }

  @Test
  void the_inventories_agree_with_the_files_that_lie_here() {
    Optional<Path> data = PublicData.folder();
    assumeTrue(data.isPresent(), "public data are not here; set ISOLOSS_DATA");

    for (Dataset dataset : Catalogue.list()) {
      assertThat(dataset.validate(data.get()))
          .allSatisfy(found ->
              assertThat(found.state()).as(found.toString()).isEqualTo(Validated.State.OK));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "isoflops/isoflops.csv",
        "gemstones/wandb_df_for_fitting_cool_end.jsonl",
        "scalebench/lr_bsz_train.csv",
        "smdm/smdm_isoflop_optima_digitised.csv",
        "kyo-takano/df.csv",
        "step-law/dense_lr_bs_loss.csv",
        "porian/porian_isoflop_points.csv",
        "chinchilla-epoch/svg_extracted_data.csv",
        "gadre/gadre_models.csv",
        "olmo-ladder/olmo_ladder_final.csv",
        "misfitting/scaling_results_last_ckpt_only.csv"
      })
  void a_public_run_table_is_read_without_any_mapping(String path) {
    String file = PublicData.file(path);
    DataFile known = files().filter(f -> f.path().equals(path)).findFirst().orElseThrow();
    Imported imported =
        TableReader.of(List.of(Variable.N, Variable.D, Variable.L))
            .withDuplicates(TableReader.Duplicates.KEEP)
            .read(List.of(file));

    assertThat((long) imported.observations().size() + imported.rejected().size())
        .isEqualTo(known.rows());
    assertThat(imported.observations().provenance().inputs().getFirst().licence())
        .isEqualTo(known.licence());
  }

  @Test
  void a_mirror_gives_any_form_and_is_checked() throws IOException {
    DataFile good = file("set/a b.csv", HELLO, Form.PART);
    DataFile bad = file("set/bad.csv", HELLO, Form.VERBATIM);
    DataFile absent = file("set/absent.csv", HELLO, Form.VERBATIM);
    Path mirror = folder.resolve("mirror");
    Files.createDirectories(mirror.resolve("set"));
    Files.writeString(mirror.resolve("set/a b.csv"), "hello\n");
    Files.writeString(mirror.resolve("set/bad.csv"), "tampered\n");
    Path target = folder.resolve("target");
    Dataset dataset = new Dataset("set", "Set", List.of(good, bad, absent));

    List<Pulled> first = dataset.pull(target, Optional.of(mirror), false);

    assertThat(first.get(0)).isInstanceOf(Pulled.Written.class);
    assertThat(first.get(1).message()).contains("the checksum differs");
    assertThat(first.get(2).message()).contains("the mirror has no file");
    assertThat(target.resolve("set/a b.csv")).hasContent("hello");
    try (Stream<Path> left = Files.list(target.resolve("set"))) {
      assertThat(left).as("no temporary file is left").hasSize(1);
    }
    assertThat(dataset.pull(target, Optional.of(mirror), false).getFirst())
        .isInstanceOf(Pulled.AlreadyThere.class);

    Files.writeString(target.resolve("set/a b.csv"), "mine\n");
    assertThat(dataset.pull(target, Optional.of(mirror), false).getFirst())
        .isInstanceOf(Pulled.Kept.class);
    assertThat(target.resolve("set/a b.csv")).hasContent("mine");
    assertThat(dataset.validate(target).getFirst().state())
        .isEqualTo(Validated.State.CHECKSUM_DIFFERS);
    assertThat(dataset.pull(target, Optional.of(mirror), true).getFirst().isThere()).isTrue();
    assertThat(target.resolve("set/a b.csv")).hasContent("hello");
    assertThat(dataset.validate(target).get(1).state()).isEqualTo(Validated.State.MISSING);
  }

  @Test
  void the_public_host_gives_only_what_is_published_verbatim() throws IOException {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          byte[] body = "hello\n".getBytes(StandardCharsets.UTF_8);
          boolean known = exchange.getRequestURI().toString().endsWith("a%20b.csv");
          exchange.sendResponseHeaders(known ? 200 : 404, known ? body.length : -1);
          if (known) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    try {
      FileSource host =
          new PublicHost(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
      Dataset dataset =
          new Dataset(
              "set",
              "Set",
              List.of(
                  file("set/a b.csv", HELLO, Form.VERBATIM),
                  file("set/gone.csv", HELLO, Form.VERBATIM),
                  file("set/made.csv", HELLO, Form.RE_EXPORTED)));

      List<Pulled> pulled = dataset.pull(folder.resolve("target"), host, false);

      assertThat(pulled.get(0)).isInstanceOf(Pulled.Written.class);
      assertThat(pulled.get(1).message()).contains("answers 404");
      assertThat(pulled.get(2)).isInstanceOf(Pulled.NeedsReExport.class);
      assertThat(pulled.get(2).message()).contains("re-export it from owner/name @ abc");
      assertThat(asked)
          .containsExactlyInAnyOrder(
              "/owner/name/abc/set/a%20b.csv", "/owner/name/abc/set/gone.csv");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/passwd", "a/../../x", "a//b", "", "a\\..\\b", "./a"})
  void a_path_cannot_leave_its_folder(String path) {
    assertThatThrownBy(() -> file(path, HELLO, Form.VERBATIM))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static DataFile file(String path, String sha256, Form form) {
    return new DataFile(
        path,
        sha256,
        1,
        form,
        new Origin("owner/name", "abc", path, ""),
        "MIT",
        List.of(),
        "",
        List.of(),
        "tests");
  }
}
