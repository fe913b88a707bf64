package isoloss.data.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import isoloss.data.InputException;
import isoloss.data.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullerTest {
  private static final byte[] RIGHT = "N,D,loss\n1,2,3\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] WRONG = "N,D,loss\n1,2,4\n".getBytes(StandardCharsets.UTF_8);
  private static final DatasetFile PUBLISHED = file("toy/published.csv", Form.VERBATIM);
  private static final DatasetFile MADE = file("toy/made.csv", Form.RE_EXPORTED);
  private static final Fetcher NEVER =
      (address, limit) -> {
        throw new AssertionError("fetched " + address);
      };

  @TempDir Path temporary = Path.of("");

  @Test
  void a_verbatim_file_is_fetched_from_its_origin_within_its_size() throws Exception {
    Pulled pulled =
        Puller.withDefaults()
            .withFetcher((address, limit) -> {
              assertThat(address)
                  .isEqualTo(
                      URI.create("https://raw.githubusercontent.com/some/body/0123456789/x/y.csv"));
              assertThat(limit).isEqualTo(RIGHT.length);
              return RIGHT;
            })
            .pull(set(PUBLISHED), out());

    assertThat(statuses(pulled)).containsExactly(Pulled.Status.FETCHED);
    assertThat(PUBLISHED.in(out())).hasBinaryContent(RIGHT);
  }

  @Test
  void a_file_of_another_form_says_how_to_make_it_and_fetches_nothing() throws Exception {
    Pulled pulled = Puller.withDefaults().withFetcher(NEVER).pull(set(MADE), out());

    assertThat(pulled.firstToReExport().orElseThrow().message())
        .isEqualTo(
            "toy/made.csv is not published in this form: get x/y.csv of https://github.com/some/body"
                + " at commit 0123456789 and make it from that (written as a table), or give"
                + " --mirror DIR with a copy");
    assertThat(out()).doesNotExist();
  }

  @Test
  void a_mirror_serves_every_form_and_fetches_nothing() throws Exception {
    place(PUBLISHED, mirror(), RIGHT);
    place(MADE, mirror(), RIGHT);

    Pulled pulled = mirrored().pull(set(PUBLISHED, MADE), out());

    assertThat(statuses(pulled)).containsExactly(Pulled.Status.COPIED, Pulled.Status.COPIED);
    assertThat(PUBLISHED.in(out())).hasBinaryContent(RIGHT);
    assertThat(MADE.in(out())).hasBinaryContent(RIGHT);
  }

  @Test
  void a_mirror_that_lacks_a_file_is_an_input_error_and_not_a_reason_to_fetch() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> mirrored().pull(set(PUBLISHED), out()))
        .withMessageContaining("--mirror");
    assertThat(out()).doesNotExist();
  }

  @Test
  void a_wrong_checksum_names_both_digests_and_leaves_nothing() throws Exception {
    place(PUBLISHED, mirror(), WRONG);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> mirrored().pull(set(PUBLISHED), out()))
        .withMessageContainingAll(Sha256.of(WRONG), Sha256.of(RIGHT));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() ->
            Puller.withDefaults()
                .withFetcher((address, limit) -> WRONG)
                .pull(set(PUBLISHED), out()))
        .withMessageContainingAll(Sha256.of(WRONG), Sha256.of(RIGHT));
    assertThat(out()).doesNotExist();
  }

  @Test
  void a_mirrored_file_of_another_size_names_both_digests_too() throws Exception {
    byte[] longer = Arrays.copyOf(RIGHT, RIGHT.length + 1);
    place(PUBLISHED, mirror(), longer);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> mirrored().pull(set(PUBLISHED), out()))
        .withMessageContainingAll(Sha256.of(longer), Sha256.of(RIGHT));
  }

  @Test
  void a_file_that_is_there_and_right_is_left_alone() throws Exception {
    place(PUBLISHED, out(), RIGHT);
    place(MADE, out(), RIGHT);

    Pulled pulled = Puller.withDefaults().withFetcher(NEVER).pull(set(PUBLISHED, MADE), out());

    assertThat(statuses(pulled)).containsExactly(Pulled.Status.PRESENT, Pulled.Status.PRESENT);
  }

  @Test
  void a_file_with_another_content_is_refused_before_anything_is_written() throws Exception {
    place(PUBLISHED, mirror(), RIGHT);
    place(MADE, mirror(), RIGHT);
    place(MADE, out(), WRONG);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> mirrored().pull(set(PUBLISHED, MADE), out()))
        .withMessageContainingAll("--force", Sha256.of(WRONG), Sha256.of(RIGHT));
    assertThat(PUBLISHED.in(out())).doesNotExist();
    assertThat(MADE.in(out())).hasBinaryContent(WRONG);
  }

  @Test
  void force_replaces_a_file_with_another_content() throws Exception {
    place(PUBLISHED, mirror(), RIGHT);
    place(PUBLISHED, out(), WRONG);

    Pulled pulled = mirrored().withForce(true).pull(set(PUBLISHED), out());

    assertThat(statuses(pulled)).containsExactly(Pulled.Status.COPIED);
    assertThat(PUBLISHED.in(out())).hasBinaryContent(RIGHT);
  }

  @Test
  void force_keeps_the_old_file_when_the_new_one_is_wrong() throws Exception {
    byte[] other = "something else".getBytes(StandardCharsets.UTF_8);
    place(PUBLISHED, mirror(), WRONG);
    place(PUBLISHED, out(), other);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> mirrored().withForce(true).pull(set(PUBLISHED), out()));
    assertThat(PUBLISHED.in(out())).hasBinaryContent(other);
  }

  @Test
  void a_fetch_that_breaks_off_leaves_what_came_before_and_nothing_of_its_own() throws Exception {
    DatasetFile second = file("toy/second.csv", Form.VERBATIM);
    Fetcher once =
        new Fetcher() {
          private boolean done;

          @Override
          public byte[] fetch(URI address, long limit) throws FetchException {
            if (done) {
              throw new FetchException("the line was cut");
            }
            done = true;
            return RIGHT;
          }
        };

    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(
            () -> Puller.withDefaults().withFetcher(once).pull(set(PUBLISHED, second), out()));
    try (Stream<Path> left = Files.walk(out())) {
      assertThat(left.filter(Files::isRegularFile)).containsExactly(PUBLISHED.in(out()));
    }
  }

  @Test
  void a_folder_where_a_file_should_be_is_refused_even_with_force() throws Exception {
    Files.createDirectories(PUBLISHED.in(out()));

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() ->
            Puller.withDefaults().withForce(true).withFetcher(NEVER).pull(set(PUBLISHED), out()))
        .withMessageContaining("folder");
  }

  @Test
  void validation_tells_right_missing_and_different_files_apart() throws Exception {
    DatasetFile third = file("toy/third.csv", Form.PART);
    place(PUBLISHED, out(), RIGHT);
    place(MADE, out(), WRONG);

    Validation validation = Validator.validate(set(PUBLISHED, MADE, third), out());

    assertThat(validation.files())
        .extracting(Validation.Item::status)
        .containsExactly(
            Validation.Status.OK, Validation.Status.DIFFERS, Validation.Status.MISSING);
    assertThat(validation.files().get(1).message()).contains(Sha256.of(WRONG), Sha256.of(RIGHT));
    assertThat(validation.isGood()).isFalse();
  }

  private Puller mirrored() {
    return Puller.withDefaults().withFetcher(NEVER).withMirror(mirror());
  }

  private Path out() {
    return temporary.resolve("out");
  }

  private Path mirror() {
    return temporary.resolve("mirror");
  }

  private static void place(DatasetFile file, Path folder, byte[] bytes) throws IOException {
    Files.createDirectories(file.in(folder).getParent());
    Files.write(file.in(folder), bytes);
  }

  private static List<Pulled.Status> statuses(Pulled pulled) {
    return pulled.files().stream().map(Pulled.Item::status).toList();
  }

  private static Dataset set(DatasetFile... files) {
    return new Dataset("toy", "A toy", "none stated", List.of(files));
  }

  private static DatasetFile file(String path, Form form) {
    return new DatasetFile(
        path,
        Sha256.of(RIGHT),
        RIGHT.length,
        OptionalLong.of(1),
        "none stated",
        new Origin("https://github.com/some/body", "0123456789", "x/y.csv"),
        form,
        "Written as a table.",
        List.of(),
        Map.of(),
        List.of(),
        "tests",
        "");
  }
}
