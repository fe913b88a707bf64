package isoloss.plan.traintotest;

/**
 * What sampling costs: {@code 2 N k q t} FLOP for k samples of t tokens to each of q questions.
 * With one question and one token it is the {@code 2 N k} of Train-to-Test.
 *
 * @param questions q over the life of the model
 * @param tokensPerSample t
 */
public record Serving(double questions, double tokensPerSample) {
  public Serving {
    if (!(questions > 0) || !(tokensPerSample > 0)) {
      throw new IllegalArgumentException(
          "questions %s and tokens per sample %s must be positive"
              .formatted(questions, tokensPerSample));
    }
  }

  /** FLOP of one sample to every question. */
  double flopsOfOneSample(double parameters) {
    return 2 * parameters * questions * tokensPerSample;
  }
}
