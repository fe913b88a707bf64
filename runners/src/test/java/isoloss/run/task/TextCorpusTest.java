package isoloss.run.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isoloss.data.InputException;
import isoloss.data.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCorpusTest {
  private static final Seed SEED = new Seed(3);

  @TempDir Path directory;

  @Test
  void held_out_blocks_and_training_windows_cover_the_text_and_share_nothing() throws IOException {
    // each block of 2048 characters repeats one character of its own
    StringBuilder text = new StringBuilder();
    for (int block = 0; block < 60; block++) {
      text.append(Character.toString('A' + block).repeat(2048));
    }
    TextCorpus corpus = TextCorpus.read(write("blocks.txt", text.toString()), SEED);
    Set<Integer> heldOut = new HashSet<>();
    for (Document document : corpus.heldOut(16, Long.MAX_VALUE)) {
      Arrays.stream(document.tokens()).forEach(heldOut::add);
    }
    // characters that were never trained on are the unknown token
    assertThat(heldOut).containsExactly(0);
    Set<Integer> trained = new HashSet<>();
    var windows = corpus.training(SEED, 16);
    long count = corpus.distinctTrainingTokens().orElseThrow() / 16;
    for (long i = 0; i < count; i++) {
      Arrays.stream(windows.next()).forEach(trained::add);
    }
    assertThat(trained).doesNotContain(0).hasSize(corpus.vocabulary().size() - 1);
    assertThat(corpus.heldOut(16, Long.MAX_VALUE).size() + trained.size()).isEqualTo(60);
  }

  @Test
  void text_that_is_not_unicode_is_read_as_bytes() throws IOException {
    byte[] bytes = new byte[60_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (128 + i % 64);
    }
    Path file = directory.resolve("latin.bin");
    Files.write(file, bytes);
    TextCorpus corpus = TextCorpus.read(file, SEED);
    assertThat(corpus.vocabulary()).isEqualTo(new Vocabulary.Bytes());
    assertThat(corpus.all(1).getFirst().tokens()).startsWith(128, 129, 130);
  }

  @Test
  void bytes_count_the_text_behind_the_first_character() throws IOException {
    TextCorpus corpus = TextCorpus.read(write("short.txt", "ö💡a"), new Vocabulary.Bytes(), SEED);
    assertThat(corpus.all(10).getFirst().bytes()).hasValue(6);
    TextCorpus characters =
        TextCorpus.read(write("short.txt", "ö💡a"), new Vocabulary.Characters("ö💡"), SEED);
    assertThat(characters.all(10).getFirst().tokens()).containsExactly(1, 2, 0);
    assertThat(characters.all(10).getFirst().bytes()).hasValue(5);
  }

  @Test
  void the_identity_follows_names_and_contents() throws IOException {
    Files.createDirectories(directory.resolve("texts"));
    Files.writeString(directory.resolve("texts/b.txt"), "b".repeat(5000));
    Files.writeString(directory.resolve("texts/a.txt"), "a".repeat(5000));
    String id = TextCorpus.read(directory.resolve("texts"), SEED).id();
    assertThat(TextCorpus.read(directory.resolve("texts"), SEED).id()).isEqualTo(id);
    Files.writeString(directory.resolve("texts/a.txt"), "a".repeat(5001));
    assertThat(TextCorpus.read(directory.resolve("texts"), SEED).id()).isNotEqualTo(id);
  }

  @Test
  void what_cannot_be_used_is_refused_with_a_sentence() throws IOException {
    for (Path unusable :
        List.of(directory.resolve("nowhere"), write("empty.txt", ""), directory.resolve("."))) {
      assertThatThrownBy(() -> TextCorpus.read(unusable, SEED)).isInstanceOf(InputException.class);
    }
    TextCorpus little =
        TextCorpus.read(write("little.txt", "hello world"), new Vocabulary.Bytes(), SEED);
    assertThatThrownBy(() -> little.training(SEED, 16))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too short to train on");
    assertThatThrownBy(() -> little.heldOut(16, 100))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too short");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
