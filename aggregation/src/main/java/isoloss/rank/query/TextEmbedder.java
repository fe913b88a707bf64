package isoloss.rank.query;

import java.util.List;

/** Turns texts into vectors whose inner product says how alike the texts are in meaning. */
public interface TextEmbedder {

  /** Which model it is, for texts. */
  String name();

  /**
   * One vector of length 1 per text, all of one dimension. Equal texts give equal vectors, but for
   * rounding, whatever the others are.
   */
  List<float[]> embed(List<String> texts);
}
