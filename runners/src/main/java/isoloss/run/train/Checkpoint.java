package isoloss.run.train;

import java.util.Arrays;

/**
 * Everything a training run needs to go on: parameters, the two moments of Adam, and the count of
 * steps (Adam's bias corrections depend on it).
 */
public final class Checkpoint {
  private final int steps;
  private final float[] parameters;
  private final float[] firstMoments;
  private final float[] secondMoments;

  public Checkpoint(int steps, float[] parameters, float[] firstMoments, float[] secondMoments) {
    if (firstMoments.length != parameters.length || secondMoments.length != parameters.length) {
      throw new IllegalArgumentException(
          "lengths differ: %d parameters, %d and %d moments"
              .formatted(parameters.length, firstMoments.length, secondMoments.length));
    }
    this.steps = steps;
    this.parameters = parameters.clone();
    this.firstMoments = firstMoments.clone();
    this.secondMoments = secondMoments.clone();
  }

  /** The state before the first step. */
  public static Checkpoint initial(float[] parameters) {
    return new Checkpoint(
        0, parameters, new float[parameters.length], new float[parameters.length]);
  }

  public int steps() {
    return steps;
  }

  public float[] parameters() {
    return parameters.clone();
  }

  public float[] firstMoments() {
    return firstMoments.clone();
  }

  public float[] secondMoments() {
    return secondMoments.clone();
  }

  /** A short fingerprint of the parameters' bits: comparable on one machine type only. */
  public String parameterHash() {
    return "%08x".formatted(Arrays.hashCode(parameters));
  }
}
