package isoloss.run.task;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A stretch of tokens that is scored as one: the unit that standard errors are clustered by. */
public final class Document {
  private final String id;
  private final int[] tokens;
  private final OptionalInt bytes;
  private final OptionalDouble bestLossNats;

  private Document(String id, int[] tokens, OptionalInt bytes, OptionalDouble bestLossNats) {
    this.id = id;
    this.tokens = tokens.clone();
    this.bytes = bytes;
    this.bestLossNats = bestLossNats;
  }

  /** A part of a text, with the size of the text behind its first token in UTF-8. */
  static Document ofText(String id, int[] tokens, int bytes) {
    return new Document(id, tokens, OptionalInt.of(bytes), OptionalDouble.empty());
  }

  /** A part of a generated sequence, with the loss of the source's own predictions. */
  static Document ofSource(String id, int[] tokens, double bestLossNats) {
    return new Document(id, tokens, OptionalInt.empty(), OptionalDouble.of(bestLossNats));
  }

  public String id() {
    return id;
  }

  public int[] tokens() {
    return tokens.clone();
  }

  /** Tokens that can be scored: all but the first, which has nothing before it. */
  public int scoredTokens() {
    return Math.max(0, tokens.length - 1);
  }

  /** Bytes of the scored text; empty for a generated sequence. */
  public OptionalInt bytes() {
    return bytes;
  }

  /**
   * Sum over the scored tokens of the source's own loss in nats, each window seen alone; empty for
   * a text.
   */
  public OptionalDouble bestLossNats() {
    return bestLossNats;
  }
}
