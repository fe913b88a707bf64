package isoloss.rank.engine;

import isoloss.data.pool.Kind;
import isoloss.data.pool.Sample;
import java.io.Serializable;

/**
 * What was measured on a sample.
 *
 * @param measured models with a score, or comparisons
 * @param mean of the scores; NaN for comparisons
 * @param decisive whether some model is better than another on it
 */
public record SampleTally(Sample.Key key, Kind kind, int measured, double mean, boolean decisive)
    implements Serializable {}
