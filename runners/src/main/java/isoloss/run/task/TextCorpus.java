package isoloss.run.task;

import isoloss.data.InputException;
import isoloss.data.Seed;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The user's own text. Files are cut into blocks of 2048 characters; a seeded hash of a block's
 * name keeps one block in ten out of training. Tokens are the 95 commonest characters of the
 * training blocks and one for all others, or bytes where the text is not UTF-8.
 */
public final class TextCorpus implements Corpus {
  private static final int BLOCK_CHARACTERS = 2048;
  private static final int HELD_OUT_ONE_IN = 10;
  private static final int COMMON_CHARACTERS = 95;
  private static final int FEWEST_WINDOWS = 100;

  private final Path path;
  private final TextFiles files;
  private final Vocabulary vocabulary;
  private final List<Document> training = new ArrayList<>();
  private final List<Document> heldOut = new ArrayList<>();

  private TextCorpus(Path path, TextFiles files, Optional<Vocabulary> given, Seed seed) {
    this.path = path;
    this.files = files;
    List<Block> trainingBlocks = new ArrayList<>();
    List<Block> heldOutBlocks = new ArrayList<>();
    for (Block block : blocks(files)) {
      (isHeldOut(block.id(), seed) ? heldOutBlocks : trainingBlocks).add(block);
    }
    this.vocabulary = given.orElseGet(() -> vocabulary(files, trainingBlocks));
    trainingBlocks.forEach(block -> training.add(document(block)));
    heldOutBlocks.forEach(block -> heldOut.add(document(block)));
  }

  private record Block(String id, String text) {}

  /**
   * Reads a text file, or all files below a directory.
   *
   * @param seed decides which blocks are held out
   * @throws InputException when nothing can be read, or a block is too short
   */
  public static TextCorpus read(Path path, Seed seed) {
    return new TextCorpus(path, TextFiles.read(path), Optional.empty(), seed);
  }

  /** Reads a text with the tokens of a given model. */
  public static TextCorpus read(Path path, Vocabulary vocabulary, Seed seed) {
    return new TextCorpus(path, TextFiles.read(path), Optional.of(vocabulary), seed);
  }

  @Override
  public String id() {
    return "text sha256=" + files.sha256();
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * Windows that do not overlap, in a random order, each once; when all are used, again in another
   * order and cut at other places.
   */
  @Override
  public TokenStream training(Seed seed, int contextLength) {
    Windows windows = new Windows(seed.child("training windows"), contextLength);
    if (windows.order.length < FEWEST_WINDOWS) {
      throw new InputException(
          "%s: the text is too short to train on (%d windows of %d tokens, %d are needed)"
              .formatted(path, windows.order.length, contextLength + 1, FEWEST_WINDOWS));
    }
    return windows;
  }

  @Override
  public List<Document> heldOut(int contextLength, long tokens) {
    List<Document> chosen = upTo(heldOut, tokens);
    if (chosen.size() < 2) {
      throw new InputException(
          "%s: the text is too short, %d of its blocks of %d characters can be held out and 2 are needed"
              .formatted(path, chosen.size(), BLOCK_CHARACTERS));
    }
    return chosen;
  }

  /** All documents, those for training included: for scoring a model that never saw the text. */
  public List<Document> all(long tokens) {
    List<Document> all = new ArrayList<>(training);
    all.addAll(heldOut);
    List<Document> chosen = upTo(all, tokens);
    if (chosen.isEmpty()) {
      throw new InputException("%s: no text to score".formatted(path));
    }
    return chosen;
  }

  @Override
  public Optional<KnownEntropy> entropy(int contextLength) {
    return Optional.empty();
  }

  @Override
  public OptionalLong distinctTrainingTokens() {
    return OptionalLong.of(training.stream().mapToLong(Document::scoredTokens).sum());
  }

  private static List<Document> upTo(List<Document> documents, long tokens) {
    List<Document> chosen = new ArrayList<>();
    long sum = 0;
    for (Document document : documents) {
      if (sum >= tokens) {
        break;
      }
      if (document.scoredTokens() > 0) {
        chosen.add(document);
        sum += document.scoredTokens();
      }
    }
    return chosen;
  }

  private Document document(Block block) {
    Charset charset = files.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    byte[] bytes = block.text().getBytes(charset);
    if (vocabulary instanceof Vocabulary.Bytes) {
      int[] tokens = new int[bytes.length];
      Arrays.setAll(tokens, i -> bytes[i] & 0xff);
      return Document.ofText(block.id(), tokens, Math.max(0, bytes.length - 1));
    }
    int first = block.text().offsetByCodePoints(0, 1);
    int firstBytes = block.text().substring(0, first).getBytes(charset).length;
    return Document.ofText(block.id(), vocabulary.encode(block.text()), bytes.length - firstBytes);
  }

  private static List<Block> blocks(TextFiles files) {
    List<Block> blocks = new ArrayList<>();
    for (TextFiles.Entry file : files.entries()) {
      String text = file.text();
      int from = 0;
      for (int i = 0; from < text.length(); i++) {
        int to = end(text, from);
        blocks.add(new Block(file.name() + "#" + i, text.substring(from, to)));
        from = to;
      }
    }
    return blocks;
  }

  /** The end of a block, moved by one where it would cut a surrogate pair. */
  private static int end(String text, int from) {
    int to = Math.min(text.length(), from + BLOCK_CHARACTERS);
    boolean cuts = to < text.length() && Character.isLowSurrogate(text.charAt(to));
    return cuts ? to + 1 : to;
  }

  private static boolean isHeldOut(String block, Seed seed) {
    return Math.floorMod(seed.child("held-out").child(block).value(), HELD_OUT_ONE_IN) == 0;
  }

  private static Vocabulary vocabulary(TextFiles files, List<Block> trainingBlocks) {
    if (!files.unicode()) {
      return new Vocabulary.Bytes();
    }
    Map<Integer, Integer> counts = new HashMap<>();
    trainingBlocks.forEach(
        block -> block.text().codePoints().forEach(c -> counts.merge(c, 1, Integer::sum)));
    StringBuilder common = new StringBuilder();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(COMMON_CHARACTERS)
        .forEach(entry -> common.appendCodePoint(entry.getKey()));
    if (common.isEmpty()) {
      throw new InputException("the corpus holds no text");
    }
    return new Vocabulary.Characters(common.toString());
  }

  private final class Windows implements TokenStream {
    private final RandomGenerator random;
    private final int length;
    private final List<int[]> blocks;
    private int[][] order;
    private int next;

    Windows(Seed seed, int contextLength) {
      random = seed.generator();
      length = contextLength + 1;
      blocks = training.stream().map(Document::tokens).toList();
      order = shuffled(0);
    }

    @Override
    public int[] next() {
      if (next == order.length) {
        int[][] moved = shuffled(random.nextInt(length - 1));
        order = moved.length > 0 ? moved : shuffled(0);
        next = 0;
      }
      int[] place = order[next++];
      return Arrays.copyOfRange(blocks.get(place[0]), place[1], place[1] + length);
    }

    /** Block and offset of every window, the first of each block at the given offset. */
    private int[][] shuffled(int phase) {
      List<int[]> places = new ArrayList<>();
      for (int block = 0; block < blocks.size(); block++) {
        for (int at = phase; at + length <= blocks.get(block).length; at += length - 1) {
          places.add(new int[] {block, at});
        }
      }
      for (int i = places.size() - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int[] swapped = places.set(i, places.get(j));
        places.set(j, swapped);
      }
      return places.toArray(int[][]::new);
    }
  }
}
